import { useCallback, useEffect, useState, type ReactNode } from 'react';
import Spinner from '@atlaskit/spinner/spinner';
import { readFields } from '../api/fields';
import { readModules } from '../api/host';
import { readChangelog, readEditableFields, readIssue } from '../api/issues';
import { JiraRefusal } from '../api/jira';
import { useIssueChanges } from '../app/live';
import { usePageTitle } from '../app/navigation';
import { NotFound } from '../app/not-found';
import { Sidebar, SITE_ITEMS } from '../app/sidebar';
import { useResource } from '../app/use-resource';
import { emitEvent } from '../forge/host-events';
import { IssueView } from './issue-view';
import './issue.css';

const NOTHING_EDITABLE: ReadonlySet<string> = new Set();

/** `/browse/{key}`: loads what the issue view shows and keeps it current. */
export function IssuePage({ issueKey }: { issueKey: string }): ReactNode {
  const issue = useResource(`issue ${issueKey}`, () => readIssue(issueKey));
  const changelog = useResource(`changelog ${issueKey}`, () => readChangelog(issueKey));
  const editable = useResource(`editable ${issueKey}`, () => readEditableFields(issueKey));
  const fields = useResource('fields', readFields);
  const issueId = issue.value?.id;
  const modules = useResource(`modules ${issueId}`, () =>
    issueId === undefined ? Promise.resolve(undefined) : readModules(issueId),
  );
  usePageTitle(issue.value === undefined ? issueKey : `[${issue.value.key}] ${issue.value.fields.summary ?? ''}`);

  const { reload: reloadIssue } = issue;
  const { reload: reloadChangelog } = changelog;
  const reload = useCallback(() => {
    reloadIssue();
    reloadChangelog();
  }, [reloadIssue, reloadChangelog]);

  useIssueChanges(change => {
    if (change !== 'reconnected' && change.issueId !== issueId && change.key !== issueKey) return;
    reload();
    if (change !== 'reconnected') {
      emitEvent('JIRA_ISSUE_CHANGED', { issueId: change.issueId, projectId: change.projectId, changes: [] });
    }
  });

  // A failed reload (a server that restarts) leaves on screen what was there.
  const [last, setLast] = useState(issue.value);
  useEffect(() => {
    if (issue.value !== undefined) setLast(issue.value);
  }, [issue.value]);
  const shown = issue.value ?? last;

  if (issue.error instanceof JiraRefusal && issue.error.status === 404) {
    return <NotFound sentence="The work item doesn’t exist, or you don’t have permission to see it." />;
  }
  return (
    <div className="layout">
      <Sidebar title="Security Operations" items={SITE_ITEMS} current="" />
      <main id="main" className="page" aria-label={issueKey}>
        {shown === undefined || fields.value === undefined ? (
          <div className="list-loading">
            {issue.error === undefined ? <Spinner label="Loading" /> : <p>{issue.error.message}</p>}
          </div>
        ) : (
          <IssueView
            issue={shown}
            fields={fields.value}
            editable={editable.value ?? NOTHING_EDITABLE}
            changelog={changelog.value ?? []}
            modules={modules.value ?? []}
            onChanged={reload}
            onModulesChanged={modules.reload}
          />
        )}
      </main>
    </div>
  );
}
