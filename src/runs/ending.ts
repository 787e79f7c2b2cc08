import type { Failure } from '../domain/pacing/failure';
import { decideRetry } from '../domain/pacing/retry';
import type { EnrichmentPorts, RunEnding, RunRequest } from './ports';

export type FailedEnding = Extract<RunEnding, { kind: 'failed' }>;

/** How a run ends that met a failure, decided once: from its kind, its `Retry-After` and the time that the queue leaves. */
export function endInFailure(
  failure: Failure,
  request: RunRequest,
  ports: Pick<EnrichmentPorts, 'random'>,
): FailedEnding | { readonly kind: 'not-visible' } {
  return failure.kind === 'not-visible' ? { kind: 'not-visible' } : failed(failure, request, ports);
}

export function failed(failure: Failure, { retry }: RunRequest, ports: Pick<EnrichmentPorts, 'random'>): FailedEnding {
  const { count: retryCount, retentionMs } = retry;
  const decision = decideRetry(failure, { retryCount, retentionMs, jitter: ports.random() });
  const retryAfterMs = decision.kind === 'retry' ? decision.afterMs : null;
  return { kind: 'failed', failure, retryAfterMs, gaveUp: decision.kind === 'give-up', record: null };
}
