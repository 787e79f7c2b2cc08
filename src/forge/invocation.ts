import { getAppContext } from '@forge/api';
import { InvocationError, InvocationErrorCode } from '@forge/events';

/** Milliseconds until Forge ends this invocation. */
export function remainingMs(): number {
  return getAppContext().invocationRemainingTimeInMillis();
}

/** Forge caps the wait at 900 seconds and counts in whole seconds. */
const LONGEST_WAIT_S = 900;

/** What a trigger or consumer returns (not throws) so that Forge delivers the event again after `afterMs`. */
export function deliverAgain(afterMs: number, reason: 'busy' | 'upstream'): InvocationError {
  return new InvocationError({
    retryAfter: Math.min(Math.max(Math.ceil(afterMs / 1000), 1), LONGEST_WAIT_S),
    retryReason:
      reason === 'upstream'
        ? InvocationErrorCode.FUNCTION_UPSTREAM_RATE_LIMITED
        : InvocationErrorCode.FUNCTION_RETRY_REQUEST,
    // Optional by the documentation; a public app reports that functions with a long time limit refuse it left out.
    retryData: {},
  });
}
