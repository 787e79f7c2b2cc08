import { acceptEvent } from '../enrichment/accept-event';
import { deliverAgain } from '../forge/invocation';
import { acceptPorts } from '../forge/wire';
import { readIssueEvent } from './issue-event';

/** How long Forge waits before it delivers an event again that found the queue full. */
const QUEUE_FULL_WAIT_MS = 20_000;

/** Trigger `issue-events`: an issue was created or updated. */
export async function onIssueEvent(raw: unknown): Promise<unknown> {
  const event = readIssueEvent(raw);
  if (event === null) return undefined;
  const outcome = await acceptEvent(event, acceptPorts());
  return outcome === 'busy' ? deliverAgain(QUEUE_FULL_WAIT_MS, 'busy') : undefined;
}
