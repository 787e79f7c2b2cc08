import * as z from 'zod';
import { waitForQueue } from '../domain/pacing/queue-wait';
import { acceptEvent } from '../features/events/accept-event';
import { deliverAgain } from '../forge/invocation';
import { acceptPorts } from '../forge/accept';
import { readActor, readIssueEvent } from './issue-event';

const delivery = z.object({ retryContext: z.object({ retryCount: z.number() }).optional() });

/** Trigger `issue-events`: an issue was created or updated. */
export async function onIssueEvent(raw: unknown): Promise<unknown> {
  const event = readIssueEvent(raw);
  if (event === null) return undefined;
  const outcome = await acceptEvent(event, acceptPorts(readActor(raw)));
  if (outcome !== 'busy') return undefined;
  const retries = delivery.safeParse(raw).data?.retryContext?.retryCount ?? 0;
  return deliverAgain(waitForQueue(retries, Math.random()), 'busy');
}
