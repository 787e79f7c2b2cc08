import type { AlertRecord } from '../../contract/record';
import { knownTime, notInFuture } from '../record/record-moments';
import { isRetryable } from './retry';

/** An alert as the sweep sees it. */
export interface SeenAlert {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Nobody has called the alert done. */
  readonly isOpen: boolean;
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
  /** Not everything was answered, and the queue has stopped asking. */
  | 'unfinished'
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
/** The queue asks for the rest of an answer for a quarter of an hour. */
const UNFINISHED_AFTER_MS = 30 * MINUTE_MS;
const NOT_FOUND_AGAIN_MS = [6 * HOUR_MS, 24 * HOUR_MS] as const;
/** So often an alert is looked at again; then it is a person's. */
export const MOST_LOOKS = 6;

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

/** A record that says when it needs another look (`due`), or that it needs none. */
export function withDue(record: AlertRecord, now: number): AlertRecord {
  const { due: _, ...rest } = record;
  const at = dueAt(record, now);
  return at === null ? rest : { ...rest, due: Math.ceil(at / MINUTE_MS) };
}

/**
 * When a record needs another look (epoch milliseconds), from what it says and never from its `due`: whoever may edit the issue
 * can write one. Null where a person must put something right first, where nothing is left to find out, and after six looks.
 */
export function dueAt(record: AlertRecord, now: number): number | null {
  if (wasLookedAtEnough(record)) return null;
  const at = firstDue(record, now);
  const last = record.runs.at(-1);
  // A look that failed and left the earlier result as it was.
  const failedAt = record.outcome !== 'failed' && last?.outcome === 'failed' ? knownTime(last.at, now) : null;
  return at === null || failedAt === null ? at : Math.max(at, failedAt + PROBE_AFTER_MS);
}

function wasLookedAtEnough({ runs }: AlertRecord): boolean {
  return runs.filter(({ trigger }) => trigger === 'sweep').length >= MOST_LOOKS;
}

function firstDue(record: AlertRecord, now: number): number | null {
  const enrichedAt = knownTime(record.enrichedAt, now) ?? now;
  if (record.outcome === 'failed') {
    const nextTry = promisedTry(record, now);
    if (nextTry !== null) return nextTry + NEXT_TRY_MARGIN_MS;
    const kind = record.failure?.kind ?? '';
    if (!isRetryable(kind)) return null;
    return enrichedAt + (causesOfAll.has(kind) ? PROBE_AFTER_MS : OWN_CAUSE_AFTER_MS);
  }
  if (isUnfinished(record)) return enrichedAt + UNFINISHED_AFTER_MS;
  return record.outcome === 'not-found' ? notFoundDueAt(record, now) : null;
}

function isUnfinished({ provisional, partial }: AlertRecord): boolean {
  return provisional === true || partial !== undefined;
}

function promisedTry(record: AlertRecord, now: number): number | null {
  return notInFuture(Date.parse(record.failure?.nextTry ?? ''), now + LONGEST_PROMISE_MS);
}

/** Why this alert needs a run, or null. */
export function whyDue({ record, isNewer, isOpen }: SeenAlert, knowledge: Knowledge): DueReason | null {
  if (isNewer) return null;
  if (record === null) return 'no-record';
  if (knowledge.isPaused) return null;
  if (wasLookedAtEnough(record)) return null;
  if (record.due === undefined) return whyUndatedIsDue(record, isOpen, knowledge);
  const at = dueAt(record, knowledge.now);
  if (at === null || at > knowledge.now || !isOpen) return null;
  if (record.outcome !== 'failed') return isUnfinished(record) ? 'unfinished' : 'not-found-again';
  return promisedTry(record, knowledge.now) === null ? whyItMayHavePassed(record, knowledge) : 'interrupted';
}

/** Once Axonius has answered others, all of its failures are tried; until then one finds out. */
function whyItMayHavePassed(record: AlertRecord, { now, answeredAt }: Knowledge): DueReason {
  const failedAt = knownTime(record.enrichedAt, now) ?? -Infinity;
  const isAnswering = answeredAt !== null && answeredAt > failedAt;
  return isAnswering || !causesOfAll.has(record.failure?.kind ?? '') ? 'mended' : 'probe';
}

/** A failure that a person must mend first, and every record of a former version, which did not write `due`. */
function whyUndatedIsDue(record: AlertRecord, isOpen: boolean, knowledge: Knowledge): DueReason | null {
  if (record.outcome === 'failed') return whyFailedIsDue(record, knowledge);
  const at = record.outcome === 'not-found' && isOpen ? notFoundDueAt(record, knowledge.now) : null;
  return at !== null && at <= knowledge.now ? 'not-found-again' : null;
}

function whyFailedIsDue(record: AlertRecord, { now, answeredAt }: Knowledge): DueReason | null {
  const nextTry = promisedTry(record, now);
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
function notFoundDueAt(record: AlertRecord, now: number): number | null {
  const lastAt = knownTime(record.enrichedAt, now);
  if (lastAt === null) return now;
  const before = record.runs.findLastIndex(({ outcome }) => outcome !== 'not-found' && outcome !== 'failed');
  const found = record.runs.slice(before + 1).filter(({ outcome }) => outcome === 'not-found');
  const firstAt = found.map(({ at }) => knownTime(at, now)).find(time => time !== null) ?? lastAt;
  return NOT_FOUND_AGAIN_MS.map(wait => firstAt + wait).find(at => lastAt < at) ?? null;
}

/** When Axonius answered for this alert, or null where it did not, or at a time that can't be. */
export function answeredAtOf({ record }: SeenAlert, now: number): number | null {
  if (record === null || record.outcome === 'failed' || record.questions === 0) return null;
  return knownTime(record.enrichedAt, now);
}
