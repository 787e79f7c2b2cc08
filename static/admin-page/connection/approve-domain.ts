import { permissions } from '@forge/bridge';
import type { Problem } from '../../../src/contract/reply';

/** One group holds the organisation's own Axonius; Forge keeps it until an admin takes it back in Connected apps. */
const GROUP = 'axonius';

/**
 * Asks the site admin, in Jira's own dialog, to let the app reach this origin.
 *
 * @returns the problem, or null where it was approved
 */
export async function approveDomain(domain: string): Promise<Problem | null> {
  try {
    await permissions.egress.set({
      egresses: [
        {
          key: GROUP,
          description: 'The Axonius of your organisation: hostnames and addresses of alerts are looked up there.',
          configured: [{ domain, type: ['FETCH_BACKEND_SIDE'] }],
        },
      ],
    });
    return null;
  } catch {
    return {
      kind: 'not-approved',
      sentence: `${new URL(domain).hostname} was not approved, so the app can’t reach it. Nothing was changed.`,
      nextStep: 'Test again and allow it, or ask a site admin to do so.',
    };
  }
}
