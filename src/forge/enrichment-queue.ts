import { InvocationLimitReachedError, PartialSuccessError, Queue, RateLimitError } from '@forge/events';
import type { PushOutcome, QueuedAlert } from '../runs/queued-alert';

/** Counts every question to the tenant, whichever queue it comes from. */
const CONCURRENCY_KEY = 'axonius';

/** Forge delays an event by at most 900 seconds. */
const LONGEST_DELAY_S = 900;

const enrichmentQueue = new Queue({ key: 'enrichment' });

/**
 * Puts alerts into the queue, at most 50 in one push (Forge's limit); they are delivered after `delayMs`.
 *
 * @returns `queue-full` where Forge takes no more events this minute, or in this chain of invocations
 */
export async function pushAlerts(
  alerts: readonly QueuedAlert[],
  concurrency: number,
  delayMs = 0,
): Promise<PushOutcome> {
  const delayInSeconds = Math.min(Math.ceil(delayMs / 1000), LONGEST_DELAY_S);
  try {
    await enrichmentQueue.push(
      alerts.map(alert => ({
        body: { ...alert },
        concurrency: { key: CONCURRENCY_KEY, limit: concurrency },
        ...(delayInSeconds > 0 ? { delayInSeconds } : {}),
      })),
    );
    return 'pushed';
  } catch (error) {
    const isLimit =
      error instanceof RateLimitError ||
      error instanceof InvocationLimitReachedError ||
      error instanceof PartialSuccessError;
    if (isLimit) return 'queue-full';
    throw error;
  }
}
