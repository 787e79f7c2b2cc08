import * as z from 'zod';
import { runBackfillStep } from '../features/backfill/run-backfill-step';
import { backfillPorts, logStep } from '../forge/backfill';
import { deliverAgain } from '../forge/invocation';

const delivery = z.object({ retryContext: z.object({ retryCount: z.number().default(0) }).optional() });

/** A step that was killed holds its claim for a while; after so many looks the schedule takes over. */
const MOST_LOOKS = 4;
const LOOK_AGAIN_MS = 20_000;

/** Consumer of the queue `backfill`: one step. The schedule starts the next one. */
export async function runBackfill(raw: unknown): Promise<unknown> {
  const result = await runBackfillStep(backfillPorts());
  logStep(result);
  const looks = delivery.safeParse(raw).data?.retryContext?.retryCount ?? 0;
  return result.kind === 'busy' && looks < MOST_LOOKS ? deliverAgain(LOOK_AGAIN_MS, 'busy') : undefined;
}
