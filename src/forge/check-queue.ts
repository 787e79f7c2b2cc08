import { InvocationLimitReachedError, Queue, RateLimitError } from '@forge/events';

const checkQueue = new Queue({ key: 'check' });

type Item = { readonly kind: 'site'; readonly id: string } | { readonly kind: 'look'; readonly watchId: string };

/** One check of the site, or one look at the watched alert. Looks follow each other, one at a time. */
export async function pushToCheck(item: Item, delayMs = 0): Promise<'pushed' | 'queue-full'> {
  const delayInSeconds = Math.ceil(delayMs / 1000);
  try {
    await checkQueue.push([
      {
        body: { ...item },
        concurrency: { key: `check-${item.kind}`, limit: 1 },
        ...(delayInSeconds > 0 ? { delayInSeconds } : {}),
      },
    ]);
    return 'pushed';
  } catch (error) {
    if (error instanceof RateLimitError || error instanceof InvocationLimitReachedError) return 'queue-full';
    throw error;
  }
}
