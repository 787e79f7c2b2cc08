import type { AlertRecord } from '../../contract/record';
import { knownTime, notInFuture } from '../record/record-moments';

/** An alert as the sweep sees it. */
export interface SeenAlert {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Null where there is none that can be read. */
  readonly record: AlertRecord | null;
  /** A newer version of the app wrote the record: no run of this one may touch it. */
  readonly isNewer?: boolean;
}

/** Why an alert needs a run that nobody else will start. */
export type DueReason =
  /** Its event was lost, or a run ended before it wrote. */
  | 'no-record'
  /** The record promised a try that did not come. */
  | 'interrupted'
  /** Axonius has answered others since this alert failed for a reason that concerns all. */
  | 'mended'
  /** Nobody knows whether the reason still stands: one alert finds out for all. */
  | 'probe'
  /** New machines appear late. */
  | 'not-found-again';

export interface Knowledge {
  /** Epoch milliseconds. */
  readonly now: number;
  /** When Axonius last answered a question, as far as the sweep has seen (epoch milliseconds). */
  readonly answeredAt: number | null;
  /** The shared pause lasts: who failed waits for its end. */
  readonly isPaused: boolean;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** The queue may deliver a promised try so much later. */
const NEXT_TRY_MARGIN_MS = 5 * MINUTE_MS;
/** Forge keeps an event for a day: no record promises a try after that. */
const LONGEST_PROMISE_MS = 24 * HOUR_MS;
/** A cause that was mended is tried once more after this, an unknown one after an hour. */
const MENDED_AFTER_MS = 10 * MINUTE_MS;
const PROBE_AFTER_MS = HOUR_MS;
/** Failures of one alert's own are seldom mended by others' success. */
const OWN_CAUSE_AFTER_MS = 6 * HOUR_MS;
const NOT_FOUND_AGAIN_MS = [6 * HOUR_MS, 24 * HOUR_MS] as const;

/** Reasons that lie with the connection and not with one alert. */
const causesOfAll: ReadonlySet<string> = new Set([
  'auth',
  'forbidden',
  'egress-denied',
  'not-configured',
  'storage-refused',
  'throttled',
  'unavailable',
  'timeout',
]);

/** Why this alert needs a run, or null. */
export function whyDue({ record, isNewer }: SeenAlert, knowledge: Knowledge): DueReason | null {
  if (isNewer) return null;
  if (record === null) return 'no-record';
  if (knowledge.isPaused) return null;
  if (record.outcome === 'failed') return whyFailedIsDue(record, knowledge);
  if (record.outcome === 'not-found' && isNotFoundDue(record, knowledge.now)) return 'not-found-again';
  return null;
}

function whyFailedIsDue(record: AlertRecord, { now, answeredAt }: Knowledge): DueReason | null {
  const nextTry = notInFuture(Date.parse(record.failure?.nextTry ?? ''), now + LONGEST_PROMISE_MS);
  if (nextTry !== null) return nextTry + NEXT_TRY_MARGIN_MS < now ? 'interrupted' : null;
  // A failure at a time that can't be is as old as any: its next run writes a true one.
  const failedAt = knownTime(record.enrichedAt, now) ?? -Infinity;
  const age = now - failedAt;
  const concernsAll = causesOfAll.has(record.failure?.kind ?? '');
  if (answeredAt !== null && answeredAt > failedAt) {
    return age >= (concernsAll ? MENDED_AFTER_MS : OWN_CAUSE_AFTER_MS) ? 'mended' : null;
  }
  return concernsAll && age >= PROBE_AFTER_MS ? 'probe' : null;
}

/** Asked again 6 and 24 hours after the first run that found nothing, as far back as the record remembers. */
function isNotFoundDue(record: AlertRecord, now: number): boolean {
  const lastAt = knownTime(record.enrichedAt, now);
  if (lastAt === null) return true;
  const before = record.runs.findLastIndex(({ outcome }) => outcome !== 'not-found');
  const times = record.runs.slice(before + 1).map(({ at }) => knownTime(at, now));
  const firstAt = times.find(time => time !== null) ?? lastAt;
  return NOT_FOUND_AGAIN_MS.some(wait => firstAt + wait <= now && lastAt < firstAt + wait);
}

/** When Axonius answered for this alert, or null where it did not, or at a time that can't be. */
export function answeredAtOf({ record }: SeenAlert, now: number): number | null {
  if (record === null || record.outcome === 'failed' || record.questions === 0) return null;
  return knownTime(record.enrichedAt, now);
}
