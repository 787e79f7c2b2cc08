import { InvocationLimitReachedError, Queue, RateLimitError } from '@forge/events';

const backfillQueue = new Queue({ key: 'backfill' });

/** Starts a step of the backfill. Where Forge takes no more events, the schedule starts it minutes later. */
export async function pushBackfillStep(concurrency: number): Promise<void> {
  try {
    await backfillQueue.push([{ body: { kind: 'step' }, concurrency: { key: 'backfill', limit: concurrency } }]);
  } catch (error) {
    if (error instanceof RateLimitError || error instanceof InvocationLimitReachedError) return;
    throw error;
  }
}
