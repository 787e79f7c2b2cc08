import * as z from 'zod';
import { checkSite } from '../features/check/check-site';
import { lookAtAlert } from '../features/check/look-at-alert';
import { checkSitePorts, lookPorts } from '../forge/check';
import { deliverAgain } from '../forge/invocation';

const id = z.string().min(1).max(100);
const delivery = z.object({
  body: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('site'), id }),
    z.object({ kind: z.literal('look'), watchId: id }),
  ]),
});

/** Consumer of the queue `check`: what an admin checks on the admin page. */
export async function runCheck(raw: unknown): Promise<unknown> {
  const parsed = delivery.safeParse(raw);
  if (!parsed.success) return undefined;
  const { body } = parsed.data;
  if (body.kind === 'site') {
    await checkSite(body.id, checkSitePorts());
    return undefined;
  }
  const delayMs = await lookAtAlert(body.watchId, lookPorts());
  return delayMs === null ? undefined : deliverAgain(delayMs, 'busy');
}
