import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import SectionMessage from '@atlaskit/section-message/section-message';
import Spinner from '@atlaskit/spinner/spinner';
import { fieldNamed, readFields, type Field } from '../api/fields';
import { searchIssues, type Issue } from '../api/issues';
import { useIssueChanges } from '../app/live';
import { usePageTitle } from '../app/navigation';
import { Sidebar, SITE_ITEMS } from '../app/sidebar';
import { useResource } from '../app/use-resource';
import { IssueTable } from './issue-table';
import { SearchBar } from './search-bar';
import './list.css';

const PAGE_SIZE = 50;
/** Jira runs no search without a bound, so everything is asked for by a date before the site was. */
const EVERYTHING = 'created >= "2000-01-01" ORDER BY created DESC';
const SHOWN = ['summary', 'issuetype', 'status', 'created', 'project'];
/** Storms of changes become one search. */
const REFRESH_DELAY_MS = 150;

interface Listing {
  readonly issues: readonly Issue[];
  readonly nextPageToken: string | undefined;
}

async function search(jql: string, fields: readonly Field[], count: number): Promise<Listing> {
  const hostnames = fields.filter(field => field.name === 'Hostname').map(({ id }) => id);
  const issues: Issue[] = [];
  let token: string | undefined;
  do {
    const page = await searchIssues(jql, [...SHOWN, ...hostnames], PAGE_SIZE, token);
    issues.push(...page.issues);
    token = page.nextPageToken;
  } while (token !== undefined && issues.length < count);
  return { issues, nextPageToken: token };
}

/** Hostname of an issue, in whichever field of that name its project has. */
function hostnameOf(issue: Issue, fields: readonly Field[]): string {
  const field = fieldNamed(fields, 'Hostname', issue.fields.project?.id);
  const value = field === undefined ? undefined : issue.fields[field.id];
  return typeof value === 'string' ? value : '';
}

/** All work of the site, newest first, kept current while it is open. */
export function IssueList(): ReactNode {
  usePageTitle('All work');
  const [jql, setJql] = useState('');
  const [count, setCount] = useState(PAGE_SIZE);
  const fields = useResource('fields', readFields);
  const known = fields.value;
  const listing = useResource(`${jql}|${count}|${known === undefined ? 'waiting' : 'ready'}`, () =>
    known === undefined ? Promise.resolve(undefined) : search(jql.trim() === '' ? EVERYTHING : jql, known, count),
  );
  const [last, setLast] = useState<Listing>();
  useEffect(() => {
    if (listing.value !== undefined) setLast(listing.value);
  }, [listing.value]);

  const timer = useRef<number>(undefined);
  const { reload } = listing;
  const refreshSoon = useCallback(() => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(reload, REFRESH_DELAY_MS);
  }, [reload]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  useIssueChanges(refreshSoon);

  const error = fields.error ?? listing.error;
  return (
    <div className="layout">
      <Sidebar title="Security Operations" items={SITE_ITEMS} current="/" />
      <main id="main" className="page">
        <h1 className="page-title">All work</h1>
        <SearchBar jql={jql} onSearch={setJql} />
        {error === undefined ? null : (
          <SectionMessage appearance="error" title="The search could not be run">
            <p>{error.message}</p>
          </SectionMessage>
        )}
        {last === undefined ? (
          error === undefined ? (
            <div className="list-loading">
              <Spinner label="Loading work" />
            </div>
          ) : null
        ) : last.issues.length === 0 ? (
          <div className="list-empty">
            <h2>{jql.trim() === '' ? 'No work yet' : 'Nothing matches'}</h2>
            <p>
              {jql.trim() === ''
                ? 'Create a Security Alert with a hostname and watch its Additional Context fill.'
                : 'No work that you may see matches this search.'}
            </p>
          </div>
        ) : (
          <>
            <IssueTable issues={last.issues} hostnameOf={issue => hostnameOf(issue, known ?? [])} />
            {last.nextPageToken === undefined ? null : (
              <div className="list-more">
                <Button onClick={() => setCount(shown => shown + PAGE_SIZE)}>Show more</Button>
              </div>
            )}
          </>
        )}
      </main>
    </div>
  );
}
