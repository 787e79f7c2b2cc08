import { permissions } from '@forge/bridge';
import type { Problem } from '../../../src/contract/reply';

type Egress = Parameters<typeof permissions.egress.set>[0]['egresses'][number]['configured'][number];

/** Calls from the app's functions. The bridge declares an enum for it that it does not export; this is one of its values. */
const FROM_FUNCTIONS = 'FETCH_BACKEND_SIDE' as Egress['type'][number];

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
          configured: [{ domain, type: [FROM_FUNCTIONS] }],
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
