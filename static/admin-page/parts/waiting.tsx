import type { ReactNode } from 'react';
import Spinner from '@atlaskit/spinner/spinner';

/** A place that something fills in a moment. */
export function Waiting({ label }: { readonly label: string }): ReactNode {
  return (
    <div className="waiting">
      <Spinner label={label} />
    </div>
  );
}
