import { InvocationLimitReachedError, Queue, RateLimitError } from '@forge/events';

const checkQueue = new Queue({ key: 'check' });

type Item = { readonly kind: 'site'; readonly id: string } | { readonly kind: 'look'; readonly watchId: string };

/** One check of the site, or the looks at one watched alert. */
export async function pushToCheck(item: Item): Promise<'pushed' | 'queue-full'> {
  try {
    await checkQueue.push([
      {
        body: { ...item },
        concurrency: { key: `check-${item.kind}`, limit: 1 },
      },
    ]);
    return 'pushed';
  } catch (error) {
    if (error instanceof RateLimitError || error instanceof InvocationLimitReachedError) return 'queue-full';
    throw error;
  }
}
