import * as z from 'zod';
import { QUEUED_TRIGGERS } from '../contract/vocabulary';
import { enrichAlert } from '../runs/enrich-alert';
import type { RunRequest, RunResult } from '../runs/ports';
import { waitForFullAnswer } from '../domain/pacing/retry';
import { deliverAgain } from '../forge/invocation';
import { logRun } from '../forge/log';
import { createStepTeller } from '../forge/progress';
import { enrichmentPorts } from '../forge/wire';
import { RETENTION_MS } from '../domain/pacing/retry';

const body = z.object({
  issueId: z.string().regex(/^\d+$/),
  trigger: z.enum(QUEUED_TRIGGERS),
  requestedBy: z.string().nullable(),
  seenAt: z.string().nullable(),
  fresh: z.boolean(),
  queuedAt: z.string(),
});

const delivery = z.object({
  body,
  retryContext: z
    .object({
      retryCount: z.number().default(0),
      retentionWindow: z.object({ remainingTimeMs: z.number() }).optional(),
    })
    .optional(),
});

/** An event that waited so long stood in line behind others. */
const CROWDED_AFTER_MS = 1_500;
/** A question to a large tenant can take this long. */
const LONGEST_QUESTION_MS = 150_000;

/** Consumer of the queue `enrichment`: one alert. */
export async function runEnrichment(raw: unknown): Promise<unknown> {
  const parsed = delivery.safeParse(raw);
  // What an older version of the app queued in another shape can't be run; the sweep finds the alert.
  if (!parsed.success) return undefined;
  const { retryContext } = parsed.data;
  const { queuedAt, ...asked } = parsed.data.body;
  const request: RunRequest = {
    ...asked,
    writeField: true,
    isCrowded: Date.now() - Date.parse(queuedAt) > CROWDED_AFTER_MS,
    askWithinMs: LONGEST_QUESTION_MS,
    retry: {
      count: retryContext?.retryCount ?? 0,
      retentionMs: retryContext?.retentionWindow?.remainingTimeMs ?? RETENTION_MS,
    },
  };
  // Whoever pressed Enrich may still look at the panel; nobody waits for the other runs.
  const steps = request.trigger === 'manual' ? createStepTeller(request.issueId) : null;
  const ports = enrichmentPorts(steps === null ? {} : { enterStep: steps.enterStep, turns: 'wait' });
  const result = await enrichAlert(request, ports);
  logRun(request, result, ports.now());
  const again = lookAgain(result, request);
  await steps?.tell(again === null ? null : 'queued');
  return again === null ? undefined : deliverAgain(again.afterMs, again.why);
}

/** When the queue delivers the event again, or null. */
function lookAgain(
  result: RunResult,
  { retry }: RunRequest,
): { readonly afterMs: number; readonly why: 'busy' | 'upstream' } | null {
  switch (result.kind) {
    case 'busy':
      return { afterMs: result.retryAfterMs, why: 'busy' };
    case 'failed':
      return result.retryAfterMs === null ? null : { afterMs: result.retryAfterMs, why: 'upstream' };
    case 'enriched': {
      if (result.record.provisional !== true) return null;
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
