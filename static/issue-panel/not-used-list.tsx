import type { ReactNode } from 'react';
import type { RecordedObservable } from '../../src/contract/record';
import { FoldedList } from '../shared/fold';

/** Assets that were found and not used, and why. */
export function NotUsedList({ others }: { readonly others: RecordedObservable['others'] }): ReactNode {
  return (
    <FoldedList
      entries={others}
      shown={5}
      noun="assets"
      render={({ name, because }) => (
        <div className="not-used">
          <span className="wrap">{name}</span> <span className="subtle">{because}</span>
        </div>
      )}
    />
  );
}
