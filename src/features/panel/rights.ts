import type { Result } from '../../domain/pacing/failure';
import type { Rights } from './panel-ports';

/** What Jira granted a person; what isn't named isn't granted. */
interface Granted {
  readonly globalPermissions: readonly string[];
  readonly projectPermissions: readonly { readonly permission: string; readonly issues: readonly string[] }[];
}

/** What the panel asks Jira about a person. */
export const rightsQuestion = (issueId: string) => ({
  globalPermissions: ['ADMINISTER'],
  projectPermissions: [{ permissions: ['EDIT_ISSUES'], issues: [issueId] }],
});

/** What that person may do. No answer, and an answer that doesn't name the permission for this issue, mean no. */
export function toRights(answer: Result<Granted>, issueId: string): Rights {
  if (!answer.ok) return { editing: 'denied', isAdmin: false };
  const { globalPermissions, projectPermissions } = answer.value;
  const mayEdit = projectPermissions.some(
    ({ permission, issues }) => permission === 'EDIT_ISSUES' && issues.includes(issueId),
  );
  return { editing: mayEdit ? 'allowed' : 'denied', isAdmin: globalPermissions.includes('ADMINISTER') };
}
