import { kvs } from '@forge/kvs';
import type { Result } from '../domain/pacing/failure';
import { jiraPauseAfter, type JiraEndpoint } from '../domain/pacing/jira-pause';
import { parseJiraPause } from './site';
import { storageKeys } from './storage';

/** Forge counts a lifetime in whole units; an expired pause is ignored by its instants anyway. */
const KEPT = { ttl: { value: 2, unit: 'HOURS' as const } };

/** Passes Jira's answer on; where it asked for a pause that concerns others, they are told. */
export async function noteJiraLimit<T>(endpoint: JiraEndpoint, answer: Result<T>): Promise<Result<T>> {
  if (answer.ok || answer.failure.kind !== 'throttled' || answer.failure.scope === undefined) return answer;
  try {
    const known = parseJiraPause(await kvs.get(storageKeys.jiraPause));
    const pause = jiraPauseAfter(answer.failure, endpoint, known, new Date());
    if (pause !== null) await kvs.set(storageKeys.jiraPause, pause, KEPT);
  } catch {
    // Others meet the same limit and tell it then; Jira's answer is what counts here.
  }
  return answer;
}
