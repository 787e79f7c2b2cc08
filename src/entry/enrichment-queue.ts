import * as z from 'zod';
import { enrichAlert } from '../enrichment/enrich-alert';
import type { RunRequest, RunResult } from '../enrichment/ports';
import { deliverAgain } from '../forge/invocation';
import { logRun } from '../forge/log';
import { enrichmentPorts } from '../forge/wire';

const body = z.object({
  issueId: z.string().regex(/^\d+$/),
  trigger: z.enum(['created', 'updated', 'manual', 'sweep']),
  requestedBy: z.string().nullable(),
  seenAt: z.string().nullable(),
  fresh: z.boolean(),
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

/** Forge keeps an event for 24 hours. */
const RETENTION_MS = 24 * 3_600_000;
/** A question to a large tenant can take this long. */
const LONGEST_QUESTION_MS = 150_000;

/** Consumer of the queue `enrichment`: one alert. */
export async function runEnrichment(raw: unknown): Promise<unknown> {
  const parsed = delivery.safeParse(raw);
  // What an older version of the app queued in another shape can't be run; the sweep finds the alert.
  if (!parsed.success) return undefined;
  const { retryContext } = parsed.data;
  const request: RunRequest = {
    ...parsed.data.body,
    writeField: true,
    askWithinMs: LONGEST_QUESTION_MS,
    retry: {
      count: retryContext?.retryCount ?? 0,
      retentionMs: retryContext?.retentionWindow?.remainingTimeMs ?? RETENTION_MS,
    },
  };
  const ports = enrichmentPorts();
  const result = await enrichAlert(request, ports);
  logRun(request, result, ports.now());
  return translate(result);
}

function translate(result: RunResult): unknown {
  switch (result.kind) {
    case 'busy':
      return deliverAgain(result.retryAfterMs, 'busy');
    case 'failed':
      return result.retryAfterMs === null ? undefined : deliverAgain(result.retryAfterMs, 'upstream');
    case 'enriched':
    case 'unchanged':
    case 'not-an-alert':
    case 'not-visible':
    case 'not-configured':
      return undefined;
  }
}
