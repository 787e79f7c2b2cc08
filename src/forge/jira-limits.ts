import { kvs } from '@forge/kvs';
import type { Failure } from '../domain/pacing/failure';
import { jiraPauseAfter, type JiraEndpoint } from '../domain/pacing/jira-pause';
import { parseJiraPause } from './site';
import { storageKeys } from './storage';

/** Forge counts a lifetime in whole units; an expired pause is ignored by its instants anyway. */
const KEPT = { ttl: { value: 2, unit: 'HOURS' as const } };

/** Tells other invocations of a limit of Jira's that concerns them too. Never throws. */
export async function noteJiraLimit(endpoint: JiraEndpoint, failure: Failure): Promise<void> {
  if (failure.scope === undefined) return;
  try {
    const known = parseJiraPause(await kvs.get(storageKeys.jiraPause));
    const pause = jiraPauseAfter(failure, endpoint, known, new Date());
    if (pause !== null) await kvs.set(storageKeys.jiraPause, pause, KEPT);
  } catch {
    // Others meet the same limit and tell it then; Jira's answer is what counts here.
  }
}
