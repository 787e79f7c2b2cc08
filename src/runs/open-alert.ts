import { identifyInput } from '../domain/alert/alert-input';
import type { Alert } from '../domain/alert/alert';
import type { Result } from '../domain/pacing/failure';
import { findObservables } from '../domain/observables/find-observables';
import type { FoundObservables } from '../domain/observables/observable';
import { endInFailure } from './ending';
import type { EnrichmentPorts, RunEnding, RunRequest, Setup } from './ports';
import type { RunPolicy } from './run-policy';

/** An alert as it was read, with what it says, and the settings that the run goes by. */
export interface OpenedAlert {
  readonly kind: 'opened';
  readonly alert: Alert;
  readonly found: FoundObservables;
  /** `identifyInput` of what was found. */
  readonly input: string;
  /** Epoch milliseconds. */
  readonly readAt: number;
  readonly setup: Setup;
  readonly startedAt: Date;
}

/** What is read longer ago than this is read again before the write. */
const READING_STAYS_FRESH_MS = 1_000;

type OpeningPorts = Pick<EnrichmentPorts, 'readSite' | 'readAlert' | 'rememberNotVisible' | 'now' | 'random'>;

/** Reads settings and alert, or tells why there is nothing to run. */
export async function openAlert(
  request: RunRequest,
  policy: RunPolicy,
  ports: OpeningPorts,
): Promise<OpenedAlert | RunEnding> {
  const startedAt = ports.now();
  const site = await ports.readSite();
  if (!site.ok) return endInFailure(site.failure, request, ports);
  const { setup, pausedUntil, jiraPausedUntil } = site.value;
  if (setup.settings.address === null) return { kind: 'not-configured' };
  const waitMs = policy.givesWay ? waitFor(pausedUntil, jiraPausedUntil, request, startedAt) : null;
  if (waitMs !== null) return { kind: 'put-off', retryAfterMs: waitMs };
  return readAlert(setup, startedAt, request, ports);
}

/** The alert as it is now, where what was read may be out of date, or a write met somebody else's edit. */
export async function openAgain(
  opened: OpenedAlert,
  conflicts: number,
  request: RunRequest,
  policy: RunPolicy,
  ports: OpeningPorts,
): Promise<OpenedAlert | RunEnding> {
  const isFresh = policy.readsAgain === 'when-stale' && ports.now().getTime() - opened.readAt <= READING_STAYS_FRESH_MS;
  return isFresh && conflicts === 0 ? opened : readAlert(opened.setup, opened.startedAt, request, ports);
}

/**
 * How long a run that nobody waits for is put off: while Jira wants to be spared, and, once its first failure is recorded,
 * while Axonius is. What would be dropped meanwhile goes on, so that its record says that the app gave up.
 */
function waitFor(
  pausedUntil: number | null,
  jiraPausedUntil: number | null,
  { retry }: RunRequest,
  now: Date,
): number | null {
  const axoniusMs = retry.count > 0 && pausedUntil !== null ? pausedUntil - now.getTime() : 0;
  const jiraMs = jiraPausedUntil === null ? 0 : jiraPausedUntil - now.getTime();
  const waitMs = Math.max(axoniusMs, jiraMs);
  return waitMs > 0 && waitMs < retry.retentionMs ? waitMs : null;
}

async function readAlert(
  setup: Setup,
  startedAt: Date,
  request: RunRequest,
  ports: OpeningPorts,
): Promise<OpenedAlert | RunEnding> {
  const askedAt = ports.now().getTime();
  const read: Result<Alert | null> = await ports.readAlert(request.issueId, setup);
  if (!read.ok) {
    if (read.failure.kind === 'not-visible') await ports.rememberNotVisible(request.issueId);
    return endInFailure(read.failure, request, ports);
  }
  if (read.value === null) return { kind: 'not-an-alert' };
  if (read.value.foreign?.kind === 'newer') return { kind: 'newer-record' };
  const { record } = read.value;
  const alert =
    request.decide === null || record === null ? read.value : { ...read.value, record: request.decide(record) };
  const found = findObservables(alert.values, setup.settings.naming);
  const { readAt = askedAt } = alert;
  return { kind: 'opened', alert, found, input: identifyInput(found), readAt, setup, startedAt };
}
