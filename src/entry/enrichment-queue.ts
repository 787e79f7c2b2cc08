import * as z from 'zod';
import type { QueuedTrigger } from '../contract/vocabulary';
import { AUTOMATIC_RUN } from '../features/events/automatic-run';
import { QUEUED_PRESS } from '../features/panel/persons-run';
import type { RunEnding, RunRequest } from '../runs/ports';
import { queuedAlert, requestQueued } from '../runs/queued-alert';
import { run } from '../runs/run';
import type { RunPolicy } from '../runs/run-policy';
import { waitForFullAnswer } from '../domain/pacing/retry';
import { deliverAgain } from '../forge/invocation';
import { logRun } from '../forge/log';
import { createStepTeller } from '../forge/progress';
import { enrichmentPorts } from '../forge/wire';

const delivery = z.object({
  body: queuedAlert,
  retryContext: z
    .object({
      retryCount: z.number().default(0),
      retentionWindow: z.object({ remainingTimeMs: z.number() }).optional(),
    })
    .optional(),
});

const POLICIES: Readonly<Record<QueuedTrigger, RunPolicy>> = {
  created: AUTOMATIC_RUN,
  updated: AUTOMATIC_RUN,
  sweep: AUTOMATIC_RUN,
  manual: QUEUED_PRESS,
};

/** Consumer of the queue `enrichment`: one alert. */
export async function runEnrichment(raw: unknown): Promise<unknown> {
  const parsed = delivery.safeParse(raw);
  // What an older version of the app queued in another shape can't be run; the sweep finds the alert.
  if (!parsed.success) return undefined;
  const { body, retryContext } = parsed.data;
  const retryCount = retryContext?.retryCount ?? 0;
  const retentionMs = retryContext?.retentionWindow?.remainingTimeMs ?? null;
  const request = requestQueued(body, { retryCount, retentionMs }, new Date());
  const policy = POLICIES[body.trigger];
  const steps = policy.isWatched ? createStepTeller(request.issueId) : null;
  const ports = enrichmentPorts(steps === null ? {} : { enterStep: steps.enterStep, turns: 'wait' });
  const ending = await run(request, policy, ports);
  logRun(request, ending, ports.now());
  const again = lookAgain(ending, request);
  await steps?.tell(again === null ? null : 'queued');
  return again === null ? undefined : deliverAgain(again.afterMs, again.why);
}

/** When the queue delivers the event again, or null. */
function lookAgain(
  ending: RunEnding,
  { retry }: RunRequest,
): { readonly afterMs: number; readonly why: 'busy' | 'upstream' } | null {
  switch (ending.kind) {
    case 'put-off':
    case 'held':
      return { afterMs: ending.retryAfterMs, why: 'busy' };
    case 'alert-changed':
    case 'handed-over':
      return { afterMs: 0, why: 'busy' };
    case 'failed':
      return ending.retryAfterMs === null ? null : { afterMs: ending.retryAfterMs, why: 'upstream' };
    case 'enriched': {
      if (ending.record.provisional !== true) return null;
      const afterMs = waitForFullAnswer({ retryCount: retry.count, retentionMs: retry.retentionMs });
      return afterMs === null ? null : { afterMs, why: 'busy' };
    }
    case 'unchanged':
    case 'newer-record':
    case 'not-an-alert':
    case 'not-visible':
    case 'not-configured':
      return null;
  }
}
