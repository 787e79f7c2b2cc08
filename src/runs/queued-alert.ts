import * as z from 'zod';
import { QUEUED_TRIGGERS } from '../contract/vocabulary';
import { RETENTION_MS } from '../domain/pacing/retry';
import type { RunRequest } from './ports';

/** The body of an event in the queue `enrichment`. */
export const queuedAlert = z
  .object({
    issueId: z.string().regex(/^\d+$/),
    trigger: z.enum(QUEUED_TRIGGERS),
    /** Account id of the person who asked. */
    requestedBy: z.string().nullable(),
    /** See `RunReason`. */
    seenAt: z.string().nullable(),
    /** Skip the cache of answers. */
    fresh: z.boolean(),
    /** ISO 8601; tells how long the alert waited in the queue. */
    queuedAt: z.string(),
  })
  .readonly();

export type QueuedAlert = z.output<typeof queuedAlert>;

/** `queue-full`: Forge takes no more events this minute. */
export type PushOutcome = 'pushed' | 'queue-full';

type Asked = Pick<QueuedAlert, 'issueId' | 'trigger'>;

/** The alert as it goes into the queue. */
export function queueAlert(asked: Asked & Partial<Omit<QueuedAlert, 'queuedAt'>>, queuedAt: Date): QueuedAlert {
  return { requestedBy: null, seenAt: null, fresh: false, ...asked, queuedAt: queuedAt.toISOString() };
}

/** An event that waited so long stood in line behind others. */
const CROWDED_AFTER_MS = 1_500;

/** The run that a delivery of the queue asks for. `retentionMs` is null where Forge doesn't say when it drops the event. */
export function requestQueued(
  { queuedAt, ...asked }: QueuedAlert,
  delivery: { readonly retryCount: number; readonly retentionMs: number | null },
  now: Date,
): RunRequest {
  return requestRun({
    ...asked,
    isCrowded: now.getTime() - Date.parse(queuedAt) > CROWDED_AFTER_MS,
    retry: { count: delivery.retryCount, retentionMs: delivery.retentionMs ?? RETENTION_MS },
  });
}

/** A run of one alert: by itself the first try, with no decision, and answers may come from the cache. */
export function requestRun(asked: Pick<RunRequest, 'issueId' | 'trigger'> & Partial<RunRequest>): RunRequest {
  return {
    requestedBy: null,
    seenAt: null,
    fresh: false,
    decide: null,
    isCrowded: false,
    retry: { count: 0, retentionMs: RETENTION_MS },
    ...asked,
  };
}
