import { permissions } from '@forge/bridge';
import type { Problem } from '../../../src/contract/reply';

type Egress = Parameters<typeof permissions.egress.set>[0]['egresses'][number]['configured'][number];

/** Calls from the app's functions. The bridge declares an enum for it that it does not export; this is one of its values. */
const FROM_FUNCTIONS = 'FETCH_BACKEND_SIDE' as Egress['type'][number];

/** Forge keeps a group until an admin takes it back in Connected apps; one holds the organisation's own Axonius. */
const GROUP = 'axonius';

/**
 * Asks the site admin, in Jira's own dialog, to let the app reach this origin. A further host gets a group of its own, so
 * that nothing depends on what `set` does to one that is there, and a declined host leaves the former one approved.
 *
 * assumption: egress-set-merges `set` may add to the groups, replace them, or refuse one that is there
 *
 * @returns the problem, or null where it was approved
 * @see https://developer.atlassian.com/platform/forge/apis-reference/customer-managed-egress-and-remotes-api/
 */
export async function approveDomain(domain: string): Promise<Problem | null> {
  const groups = await readGroups();
  if (groups.some(({ configured }) => configured.some(each => each.domain === domain))) return null;
  try {
    await permissions.egress.set({
      egresses: [
        {
          key: freeKey(groups),
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

/**
 * Withdraws every approved host but this one, once it is the stored address. A host that can't be withdrawn stays approved,
 * and the app sends nothing there: credentials go to their address alone.
 */
export async function withdrawOthers(domain: string): Promise<void> {
  for (const { key, configured } of await readGroups()) {
    if (configured.some(each => each.domain === domain)) {
      for (const other of configured.filter(each => each.domain !== domain)) {
        await tryTo(permissions.egress.deleteDomain({ key, domain: other.domain, type: FROM_FUNCTIONS }));
      }
    } else {
      await tryTo(permissions.egress.deleteGroup({ key }));
    }
  }
}

type Group = Awaited<ReturnType<typeof permissions.egress.get>>['results'][number];

/** The app's groups for Axonius; none where they can't be read. */
async function readGroups(): Promise<readonly Group[]> {
  try {
    const { results } = await permissions.egress.get({});
    return results.filter(({ key }) => key === GROUP || key.startsWith(`${GROUP}-`));
  } catch {
    return [];
  }
}

function freeKey(groups: readonly Group[]): string {
  let key = GROUP;
  for (let number = 2; groups.some(group => group.key === key); number += 1) key = `${GROUP}-${number}`;
  return key;
}

async function tryTo(call: Promise<void>): Promise<void> {
  await call.catch(() => undefined);
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

/**
 * The bridge hands on what the host rejects with, and which shape that has is said nowhere: a status of its own, one of its
 * response, or one in the message. A decline has none.
 */
function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null) return null;
  for (const name of ['status', 'statusCode', 'code']) {
    const value: unknown = Reflect.get(error, name);
    if (typeof value === 'number') return value;
  }
  const response: unknown = Reflect.get(error, 'response');
  if (response !== undefined) return statusOf(response);
  const message: unknown = Reflect.get(error, 'message');
  const said = typeof message === 'string' ? /\b(400|403|422)\b/.exec(message) : null;
  return said === null ? null : Number(said[0]);
}
