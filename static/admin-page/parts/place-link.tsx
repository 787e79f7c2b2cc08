import type { ReactNode } from 'react';
import { router } from '@forge/bridge';
import LinkExternalIcon from '@atlaskit/icon/core/link-external';

/** A link to a place in this Jira. The host opens it in a new tab, so that nothing typed here is lost. */
export function PlaceLink({ path, children }: { readonly path: string; readonly children: ReactNode }): ReactNode {
  return (
    <a
      href={path}
      target="_blank"
      rel="noopener noreferrer"
      className="outside-link"
      onClick={event => {
        event.preventDefault();
        void router.open(path);
      }}
    >
      {children}
      <LinkExternalIcon label="(opens in a new tab)" size="small" color="currentColor" />
    </a>
  );
}
