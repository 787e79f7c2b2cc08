import { permissions } from '@forge/bridge';
import type { Problem } from '../../../src/contract/reply';

type Egress = Parameters<typeof permissions.egress.set>[0]['egresses'][number]['configured'][number];

/** Calls from the app's functions. The bridge declares an enum for it that it does not export; this is one of its values. */
const FROM_FUNCTIONS = 'FETCH_BACKEND_SIDE' as Egress['type'][number];

/** One group holds the organisation's own Axonius; Forge keeps it until an admin takes it back in Connected apps. */
const GROUP = 'axonius';

/**
 * Asks the site admin, in Jira's own dialog, to let the app reach this origin, and withdraws the hosts of former addresses:
 * whether `set` replaces a group or adds to it is said nowhere, so what is approved afterwards is read.
 *
 * assumption: egress-set-merges `set` may add to the group or replace it
 *
 * @returns the problem, or null where it was approved
 * @see https://developer.atlassian.com/platform/forge/apis-reference/customer-managed-egress-and-remotes-api/
 */
export async function approveDomain(domain: string): Promise<Problem | null> {
  const known = await readDomains();
  if (known === null || !known.includes(domain)) {
    const problem = await ask(domain);
    if (problem !== null) return problem;
  }
  await withdrawOthers(domain);
  return null;
}

async function ask(domain: string): Promise<Problem | null> {
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
  } catch (error) {
    return explain(statusOf(error), new URL(domain).hostname);
  }
}

/** Domains of the group, or null where they can't be read. */
async function readDomains(): Promise<readonly string[] | null> {
  try {
    const { results } = await permissions.egress.get({ keys: [GROUP] });
    return results.flatMap(({ configured }) => configured.map(each => each.domain));
  } catch {
    return null;
  }
}

/** A host that can't be withdrawn stays approved, and the app sends nothing there: credentials go to their address alone. */
async function withdrawOthers(domain: string): Promise<void> {
  const approved = await readDomains();
  for (const other of approved ?? []) {
    if (other === domain) continue;
    await permissions.egress.deleteDomain({ key: GROUP, domain: other, type: FROM_FUNCTIONS }).catch(() => undefined);
  }
}

function explain(status: number | null, host: string): Problem {
  switch (status) {
    case 422:
      return {
        kind: 'already-asked',
        sentence: `Jira says that ${host} is listed twice among what this app may reach, so nothing was changed.`,
        nextStep: 'Remove it under Connected apps, then approve it here again.',
      };
    case 403:
      return {
        kind: 'not-allowed',
        sentence: `Jira took no approval for ${host}: too many were asked for in a short time, you may not give it, or this site does not let apps ask for it. Nothing was changed.`,
        nextStep: 'Wait a minute and try again. If it stays so, ask a site admin to approve it.',
      };
    case 400:
      return {
        kind: 'not-possible',
        sentence: `Jira did not accept ${host} as something an app may reach, or the app has reached its limit of ten. Nothing was changed.`,
        nextStep: 'Check the address, and remove what is no longer needed under Connected apps.',
      };
    default:
      return {
        kind: 'not-approved',
        sentence: `${host} was not approved, so the app can’t reach it. Nothing was changed.`,
        nextStep: 'Test again and allow it, or ask a site admin to do so.',
      };
  }
}

/** The bridge rejects with what the host sent: a status of its own, or one in the message; a decline has neither. */
function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null) return null;
  for (const name of ['status', 'statusCode', 'code']) {
    const value: unknown = Reflect.get(error, name);
    if (typeof value === 'number') return value;
  }
  return null;
}
