import type { ReactNode } from 'react';
import LockIcon from '@atlaskit/icon/core/lock-locked';
import SearchIcon from '@atlaskit/icon/core/search';
import { usePageTitle } from './navigation';

/** Jira's answer to an address that leads nowhere, or to an issue that this user may not see. */
export function NotFound({
  sentence = 'Check the address, or go back to the list.',
}: {
  sentence?: string;
}): ReactNode {
  usePageTitle('Not found');
  return (
    <main id="main" className="blank-page">
      <SearchIcon label="" color="currentColor" />
      <h1>This page can’t be found</h1>
      <p>{sentence}</p>
      <a href="/">Go to all work</a>
    </main>
  );
}

/** Jira's answer to somebody who opens an administration page without being an administrator. */
export function NoPermission(): ReactNode {
  usePageTitle('No permission');
  return (
    <main id="main" className="blank-page">
      <LockIcon label="" color="currentColor" />
      <h1>You don’t have permission to view this page</h1>
      <p>Only Jira administrators can configure apps. Ask an administrator of this site for help.</p>
      <a href="/">Go to all work</a>
    </main>
  );
}
