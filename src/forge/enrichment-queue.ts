import { InvocationLimitReachedError, PartialSuccessError, Queue, RateLimitError } from '@forge/events';
import type { PushOutcome, QueuedAlert } from '../enrichment/accept-event';

/** Counts every question to the tenant, whichever queue it comes from. */
const CONCURRENCY_KEY = 'axonius';

const enrichmentQueue = new Queue({ key: 'enrichment' });

/**
 * Puts alerts into the queue, at most 50 in one push (Forge's limit).
 *
 * @returns `queue-full` where Forge takes no more events this minute, or in this chain of invocations
 */
export async function pushAlerts(alerts: readonly QueuedAlert[], concurrency: number): Promise<PushOutcome> {
  try {
    await enrichmentQueue.push(
      alerts.map(alert => ({ body: { ...alert }, concurrency: { key: CONCURRENCY_KEY, limit: concurrency } })),
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
