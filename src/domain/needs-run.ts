import type { AlertRecord, RunTrigger } from '../contract/record';

export interface RunReason {
  readonly trigger: RunTrigger;
  /**
   * Set by sweep and backfill, which decided by what they saw: a record made later than this instant (ISO 8601) answers
   * the request.
   */
  readonly seenAt: string | null;
}

/**
 * Whether an alert needs a run. A duplicate or late event that says nothing new does not; a person's request always does; a
 * failure that the queue brings back does.
 *
 * @param input `identifyInput` of what the alert says now
 */
export function needsRun(record: AlertRecord | null, input: string, reason: RunReason): boolean {
  if (record === null || record.input !== input || reason.trigger === 'manual') return true;
  if (reason.seenAt !== null) return record.enrichedAt <= reason.seenAt;
  return record.outcome === 'failed' && record.failure?.nextTry != null;
}
