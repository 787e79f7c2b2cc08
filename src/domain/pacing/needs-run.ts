import type { AlertRecord } from '../../contract/record';
import { knownTime, toSecond } from '../record/record-moments';

/** Whether two readings of a record are of the same run. Its end is said to the second, its start to the millisecond. */
export function isSameRun(one: AlertRecord | null, other: AlertRecord | null): boolean {
  return one?.enrichedAt === other?.enrichedAt && one?.startedAt === other?.startedAt;
}

export interface RunReason {
  /**
   * Set by sweep and backfill, which decided by what they saw: a record made later than this instant (ISO 8601) answers
   * the request.
   */
  readonly seenAt: string | null;
  /** Tries of this request before this one. */
  readonly retry: { readonly count: number };
}

/**
 * Whether an alert needs a run that nobody asked for. A duplicate or late event that says nothing new starts none; a failure
 * or a preliminary result that the queue brings back does.
 *
 * @param input `identifyInput` of what the alert says now
 */
export function needsRun(record: AlertRecord | null, input: string, reason: RunReason, now: Date): boolean {
  if (record === null || record.input !== input) return true;
  const awaitsTry = record.provisional === true || (record.outcome === 'failed' && record.failure?.nextTry != null);
  if (reason.seenAt === null) return awaitsTry;
  // The failure that this very request left behind is newer than what was seen, and still its own to mend.
  // Records say their time to the second. One from a time to come answers nothing: it is forged.
  const enrichedAt = knownTime(record.enrichedAt, now.getTime());
  const isAnswer = enrichedAt !== null && enrichedAt > Date.parse(toSecond(reason.seenAt));
  return !isAnswer || (awaitsTry && reason.retry.count > 0);
}
