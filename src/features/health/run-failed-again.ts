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
  /** Alerts of the configured projects whose record says `failed`, at most so many. */
  findFailed(most: number): Promise<Result<FailedAlerts>>;
  /** At most 50 in one call (Forge's limit of a push). */
  push(alerts: readonly QueuedAlert[]): Promise<PushOutcome>;
  now(): Date;
}

/** So many are looked at, to begin with those that failed longest ago. */
const MOST_LOOKED_AT = 1_000;
/** Forge takes 500 events a minute for an installation; half of them stay for alerts that arrive meanwhile. */
const MOST_AT_ONCE = 250;
const PUSH_LIMIT = 50;

/**
 * Puts alerts that failed before into the queue again, those first that failed longest ago: what fails anew is behind the rest
 * the next time. Those that were run since do nothing there.
 */
export async function runFailedAgain(ports: RerunPorts): Promise<Result<Rerun>> {
  const failed = await ports.findFailed(MOST_LOOKED_AT);
  if (!failed.ok) return failed;
  const oldestFirst = failed.value.alerts.toSorted((one, other) => timeOf(one) - timeOf(other));
  const alerts = oldestFirst.slice(0, MOST_AT_ONCE);
  const isMore = failed.value.isMore || oldestFirst.length > alerts.length;
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

/** A record that can't be read failed longest ago. */
function timeOf({ enrichedAt }: FailedAlerts['alerts'][number]): number {
  return enrichedAt === null ? 0 : Date.parse(enrichedAt);
}
