import type { Failure, FailureKind } from './failure';

const retryable: ReadonlySet<FailureKind> = new Set([
  'throttled',
  'unavailable',
  'timeout',
  'conflict',
  // A gateway's answer in place of Axonius', or Axonius in the middle of an upgrade: it passes, or a person mends it.
  'unexpected-answer',
]);

/** Forge keeps an event for 24 hours. */
export const RETENTION_MS = 24 * 3_600_000;

const FIRST_WAIT_MS = 2_000;
const LONGEST_BACKOFF_MS = 300_000;
/** Forge caps `retryAfter` of an InvocationError at 900 seconds. */
const LONGEST_WAIT_MS = 900_000;

export interface RetryState {
  /** Tries before this one. */
  readonly retryCount: number;
  /** Time until the queue drops the event. */
  readonly retentionMs: number;
  /** 0 ≤ jitter < 1. */
  readonly jitter: number;
}

export type RetryDecision =
  | { readonly kind: 'retry'; readonly afterMs: number }
  /** Nothing but a person can mend it. */
  | { readonly kind: 'stop' }
  /** It could be tried again, but the queue would drop the event before. */
  | { readonly kind: 'give-up' };

/** Whether a failure passes by itself, or somebody has to mend it. */
export function isRetryable(kind: string): boolean {
  return retryable.has(kind as FailureKind);
}

/** Whether and when to try again: from the failure's kind, what the other side asked for, and the time that is left. */
export function decideRetry(failure: Failure, state: RetryState): RetryDecision {
  if (!retryable.has(failure.kind)) return { kind: 'stop' };
  // What may concern this alert alone is asked for less often.
  const longest = failure.kind === 'unexpected-answer' ? LONGEST_WAIT_MS : LONGEST_BACKOFF_MS;
  const doubled = Math.min(FIRST_WAIT_MS * 2 ** Math.min(state.retryCount, 20), longest);
  const backoff = doubled * (0.7 + 0.6 * state.jitter);
  const afterMs = Math.min(Math.round(failure.retryAfterMs ?? backoff), LONGEST_WAIT_MS);
  return afterMs >= state.retentionMs ? { kind: 'give-up' } : { kind: 'retry', afterMs };
}

/** Waits before a preliminary result is looked at again: a tenant that was slow for a minute is not slow for hours. */
const FULL_ANSWER_WAITS_MS = [60_000, 300_000, LONGEST_WAIT_MS] as const;

/** When a run asks again whose answer was preliminary, or null where the queue has brought it back often enough. */
export function waitForFullAnswer({
  retryCount,
  retentionMs,
}: Pick<RetryState, 'retryCount' | 'retentionMs'>): number | null {
  const afterMs = FULL_ANSWER_WAITS_MS[retryCount];
  return afterMs === undefined || afterMs >= retentionMs ? null : afterMs;
}
