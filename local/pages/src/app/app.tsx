import { useState, type ReactNode } from 'react';
import { FlagsProvider } from '@atlaskit/flag/flags-provider';
import { CreateDialog } from '../create/create-dialog';
import { ADMIN_PAGE } from '../forge/locations';
import { IssueList } from '../list/issue-list';
import { IssuePage } from '../issue/issue-page';
import { AppSettings } from '../settings/app-settings';
import { Header } from './header';
import { useLinksInPlace, useLocation } from './navigation';
import { NotFound } from './not-found';
import { SessionProvider } from './session';
import './app.css';

/** Jira opens its create dialog here, with project and type from the query. */
const CREATE_PATH = '/secure/CreateIssueDetails!init.jspa';

function Page({ path }: { path: string }): ReactNode {
  const issueKey = /^\/browse\/([^/]+)$/.exec(path)?.[1];
  if (issueKey !== undefined) return <IssuePage key={issueKey} issueKey={decodeURIComponent(issueKey)} />;
  if (path === ADMIN_PAGE || path.startsWith(`${ADMIN_PAGE}/`)) return <AppSettings />;
  if (path === '/' || path === CREATE_PATH) return <IssueList />;
  return <NotFound />;
}

function Site(): ReactNode {
  const [path = '/', query = ''] = useLocation().split('?');
  const [isCreating, setCreating] = useState(path === CREATE_PATH);
  const wanted = new URLSearchParams(path === CREATE_PATH ? query : '');
  useLinksInPlace();
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <Header onCreate={() => setCreating(true)} />
      <Page path={path} />
      {isCreating ? (
        <CreateDialog
          projectId={wanted.get('pid') ?? undefined}
          typeId={wanted.get('issuetype') ?? undefined}
          onClose={() => setCreating(false)}
        />
      ) : null}
    </>
  );
}

/** The pages of the local site. */
export function App(): ReactNode {
  return (
    <SessionProvider>
      <FlagsProvider>
        <Site />
      </FlagsProvider>
    </SessionProvider>
  );
}
