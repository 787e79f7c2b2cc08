import type { Rerun } from '../../contract/admin';
import type { Result } from '../../domain/pacing/failure';
import { queueAlert, type PushOutcome, type QueuedAlert } from '../../runs/queued-alert';

interface FailedAlerts {
  readonly alerts: readonly {
    readonly issueId: string;
    /** `enrichedAt` of the record that says so; null where the record can't be read. */
    readonly enrichedAt: string | null;
  }[];
  readonly isMore: boolean;
}

export interface RerunPorts {
  /** Alerts whose record says `failed`, at most so many. */
  findFailed(most: number): Promise<Result<FailedAlerts>>;
  /** At most 50 in one call (Forge's limit of a push). */
  push(alerts: readonly QueuedAlert[]): Promise<PushOutcome>;
  now(): Date;
}

/** Forge takes 500 events a minute for an installation; half of them stay for alerts that arrive meanwhile. */
const MOST_AT_ONCE = 250;
const PUSH_LIMIT = 50;

/** Puts alerts that failed before into the queue again. Those that were run since do nothing there. */
export async function runFailedAgain(ports: RerunPorts): Promise<Result<Rerun>> {
  const failed = await ports.findFailed(MOST_AT_ONCE);
  if (!failed.ok) return failed;
  const { alerts, isMore } = failed.value;
  const now = ports.now();
  let started = 0;
  while (started < alerts.length) {
    const part = alerts.slice(started, started + PUSH_LIMIT);
    const outcome = await ports.push(
      part.map(({ issueId, enrichedAt }) =>
        queueAlert({ issueId, trigger: 'sweep', seenAt: enrichedAt ?? now.toISOString() }, now),
      ),
    );
    if (outcome !== 'pushed') return { ok: true, value: { started, isMore: true } };
    started += part.length;
  }
  return { ok: true, value: { started, isMore } };
}
