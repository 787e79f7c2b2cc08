import type { Reply } from '../contract/reply';
import { jiraAsUser } from '../forge/jira-request';

const refused: Reply<never> = {
  ok: false,
  problem: {
    kind: 'forbidden',
    sentence: 'Only Jira administrators can see or change this.',
    nextStep: 'Ask somebody with the global permission Administer Jira.',
  },
};

/**
 * Wraps a function of the admin page: Jira is asked, as the calling user, whether this user administers Jira. No user, an
 * error or no clear yes mean no.
 */
export function requireAdmin<Input, Output>(
  handle: (request: { readonly payload: Input }) => Promise<Reply<Output>>,
): (request: { readonly payload: Input }) => Promise<Reply<Output>> {
  return async request => ((await isAdmin()) ? handle(request) : refused);
}

async function isAdmin(): Promise<boolean> {
  try {
    const answer = await jiraAsUser().checkPermissions({ globalPermissions: ['ADMINISTER'] });
    return answer.ok && answer.value.globalPermissions.includes('ADMINISTER');
  } catch {
    return false;
  }
}
