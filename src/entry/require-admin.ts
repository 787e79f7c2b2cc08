import type { Reply } from '../contract/reply';
import { askAsUser } from '../forge/jira-request';

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
 * error or no clear yes mean no. Only a missing consent to the app is thrown: the platform asks the person for it, and the
 * function has not run.
 */
export function requireAdmin<Request, Output>(
  handle: (request: Request) => Promise<Reply<Output>>,
): (request: Request) => Promise<Reply<Output>> {
  return async request => ((await isAdmin()) ? handle(request) : refused);
}

async function isAdmin(): Promise<boolean> {
  const answer = await askAsUser(jira => jira.checkPermissions({ globalPermissions: ['ADMINISTER'] }));
  return answer.ok && answer.value.globalPermissions.includes('ADMINISTER');
}
