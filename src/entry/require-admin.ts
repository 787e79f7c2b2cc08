import type { Reply } from '../contract/reply';
import { askAsUser } from '../forge/jira-request';
import { StorageError } from '../forge/storage-failure';

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
  return async request => {
    if (!(await isAdmin())) return refused;
    try {
      return await handle(request);
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      const { kind, sentence } = error.failure;
      const nextStep = kind === 'unavailable' ? 'Try again in a moment.' : null;
      return { ok: false, problem: { kind, sentence, nextStep } };
    }
  };
}

async function isAdmin(): Promise<boolean> {
  const answer = await askAsUser(jira => jira.checkPermissions({ globalPermissions: ['ADMINISTER'] }));
  return answer.ok && answer.value.globalPermissions.includes('ADMINISTER');
}
