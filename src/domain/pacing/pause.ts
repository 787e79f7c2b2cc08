import type { Failure } from './failure';

/** The shared pause: why nobody asks Axonius, and until when. Kept in storage while it lasts. */
export interface Pause {
  /** Failures in a row that look like an outage. */
  readonly failures: number;
  /** Nobody asks before this instant (epoch milliseconds); 0 while failures are only counted. */
  readonly until: number;
  readonly kind: 'throttled' | 'outage';
  /** ISO 8601. */
  readonly since: string;
}

/** A single failure may be one bad connection; so many in a row are an outage. */
const FAILURES_OF_AN_OUTAGE = 3;
const THROTTLED_WAIT_MS = 30_000;
const FIRST_OUTAGE_WAIT_MS = 15_000;
const LONGEST_OUTAGE_WAIT_MS = 300_000;
/** However long Axonius asks for: one question then finds out whether it still stands. A day would cost every alert a day. */
const LONGEST_WAIT_MS = 900_000;

/**
 * The pause after a failure of Axonius: throttling pauses at once, for as long as it asks but at most 15 minutes; an outage pauses after three
 * failures in a row, for longer each time.
 *
 * @returns null where the failure concerns one question only
 */
export function pauseAfter(failure: Failure, pause: Pause | null, now: Date): Pause | null {
  const at = now.getTime();
  const since = pause?.since ?? now.toISOString();
  if (failure.kind === 'throttled') {
    const waitMs = Math.min(failure.retryAfterMs ?? THROTTLED_WAIT_MS, LONGEST_WAIT_MS);
    return {
      failures: pause?.failures ?? 0,
      until: Math.max(at + waitMs, pause?.until ?? 0),
      kind: 'throttled',
      since,
    };
  }
  if (failure.kind !== 'unavailable' && failure.kind !== 'timeout') return null;
  const failures = (pause?.failures ?? 0) + 1;
  const doubled = FIRST_OUTAGE_WAIT_MS * 2 ** Math.min(failures - FAILURES_OF_AN_OUTAGE, 10);
  const askedMs = Math.min(failure.retryAfterMs ?? 0, LONGEST_WAIT_MS);
  const waitMs = Math.max(askedMs, Math.min(doubled, LONGEST_OUTAGE_WAIT_MS));
  return { failures, until: failures < FAILURES_OF_AN_OUTAGE ? 0 : at + waitMs, kind: 'outage', since };
}

/** What an alert that meets the pause of the source `title` is told; `remainingMs` after `now` it asks again. */
export function describePause(pause: Pause, remainingMs: number, now: Date, title: string): Failure {
  const isThrottled = pause.kind === 'throttled';
  const again = `at ${new Date(now.getTime() + remainingMs).toISOString().slice(11, 16)} UTC`;
  return {
    kind: isThrottled ? 'throttled' : 'unavailable',
    side: 'axonius',
    sentence: isThrottled
      ? `${title} asked for fewer questions, so all alerts wait. The app asks again ${again}.`
      : `${title} has not answered several times in a row, so all alerts wait. The app asks again ${again}.`,
    retryAfterMs: remainingMs,
    status: null,
  };
}
