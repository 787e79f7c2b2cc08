import type { ReactNode } from 'react';
import LinkExternalIcon from '@atlaskit/icon/core/link-external';
import { openAddress } from './host';

/**
 * A link that leaves Jira. The host opens it: a tab that the frame opened by itself would inherit the frame's sandbox.
 * Anything but `https` is shown as text.
 */
export function OutsideLink({ href, children }: { readonly href: string; readonly children: ReactNode }): ReactNode {
  if (!URL.canParse(href) || new URL(href).protocol !== 'https:') return children;
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      className="outside-link"
      onClick={event => {
        event.preventDefault();
        void openAddress(href);
      }}
    >
      {children}
      <LinkExternalIcon label="(opens in a new tab)" size="small" color="currentColor" />
    </a>
  );
}
