import type { Permissions } from './permissions';
import type { Show } from './show';
import { issueTypeOf, projectOf, statusOf } from './state';
import { formatTime } from './time-format';
import type { Actor, ChangeGroup, Issue, IssueEventName, Json, JsonObject, SiteEvent } from './types';

/**
 * What Forge tells an app about an issue: a few system fields and no custom field at all
 * (Forge events reference, issue events), so that a handler must read the issue itself.
 */
export function describeEvent(
  name: IssueEventName,
  issue: Issue,
  actor: Actor,
  at: Date,
  show: Show,
  permissions: Permissions,
  change?: ChangeGroup,
): SiteEvent {
  const person = (id: Json | undefined): Json => (typeof id === 'string' ? show.user(id) : null);
  const assignee = issue.values.get('assignee');
  const reporter = issue.values.get('reporter');
  const accountId = permissions.accountOf(actor);
  const associated = [assignee, reporter].filter(id => typeof id === 'string');
  const payload: JsonObject = {
    eventType: name,
    issue: {
      id: issue.id,
      key: issue.key,
      fields: {
        summary: issue.values.get('summary') ?? '',
        issuetype: show.issueType(issueTypeOf(issue)),
        creator: person(issue.creator),
        created: formatTime(issue.created),
        project: show.project(projectOf(issue)),
        reporter: person(reporter),
        assignee: person(assignee),
        updated: formatTime(issue.updated),
        status: show.status(statusOf(issue)),
      },
    },
    atlassianId: accountId,
    associatedUsers: { associatedUsers: [...new Set(associated)].map(id => ({ accountId: id })) },
    timestamp: String(at.getTime()),
    selfGenerated: actor.kind === 'app',
    ...(name === 'avi:jira:created:issue' && issue.clonedFrom !== undefined
      ? { clonedFrom: { ...issue.clonedFrom } }
      : {}),
    ...(change === undefined ? {} : { changelog: { id: change.id, items: change.items.map(item => ({ ...item })) } }),
  };
  return { name, payload, by: actor };
}
