import { identifyInput } from '../domain/alert/alert-input';
import type { Answer } from '../domain/matching/answer';
import type { Failure, Result } from '../domain/pacing/failure';
import { findObservables } from '../domain/observables/find-observables';
import { isSameRun, needsRun } from '../domain/pacing/needs-run';
import type { FoundObservables } from '../domain/observables/observable';
import { decideRetry } from '../domain/pacing/retry';
import { concludeAnswer, concludeFailure } from './conclude';
import type { EnrichmentPorts, RunRequest, RunResult, Setup } from './ports';
import type { ReadAlert } from './read-alert';
import { writeContext, writeFailureAlone, type WriteResult } from './write-context';

/** Kept free at the end of an invocation for reading once more and writing. */
const WRITING_MARGIN_MS = 8_000;
/** What was read longer ago than this is read again before the write: Jira has no compare-and-set. */
const READING_STAYS_FRESH_MS = 1_000;
/** A failure that was recorded less long ago isn't recorded anew: an outage would cost every alert a write per try. */
const FAILURE_STAYS_FRESH_MS = 600_000;
/** How long a run that met another one waits before it looks again. */
const BUSY_WAIT_MS = 2_000;
/** Jira answers 409 where somebody else edits at the same moment; so often the merge is made anew in the same run. */
const MOST_CONFLICTS = 3;

/**
 * The one use case: reads an alert, finds its observables, asks Axonius, judges the candidates, and writes block and record
 * in one request. Every way in calls it. What it foresees it returns; what it does not foresee it throws, so that the queue
 * delivers again.
 */
export async function enrichAlert(request: RunRequest, ports: EnrichmentPorts): Promise<RunResult> {
  const startedAt = ports.now();
  ports.enterStep('reading');
  const site = await ports.readSite();
  if (!site.ok) return endInFailure(site.failure, request, ports);
  const { setup, pausedUntil, jiraPausedUntil } = site.value;
  if (setup.settings.address === null) return { kind: 'not-configured' };
  const waitMs = waitFor(pausedUntil, jiraPausedUntil, request, startedAt);
  if (waitMs !== null) return { kind: 'busy', retryAfterMs: waitMs };

  const read = await readAlert(request, setup, ports);
  if (!read.ok) return endInFailure(read.failure, request, ports);
  if (read.value === null) return { kind: 'not-an-alert' };
  const { record, foreign } = read.value.alert;
  if (foreign?.kind === 'newer') return { kind: 'newer-record' };
  if (record !== null && !needsRun(record, read.value.input, request, startedAt)) return { kind: 'unchanged', record };

  ports.enterStep('asking');
  const answer = await askAxonius(read.value.found, request, setup, ports);
  return finishRun(read.value, answer, startedAt, request, setup, ports);
}

/** The second half of a run, from Axonius' answer on: judges and writes, anew where somebody edits at the same moment. */
export async function finishRun(
  read: ReadAlert,
  answer: Result<Answer>,
  startedAt: Date,
  request: RunRequest,
  setup: Setup,
  ports: EnrichmentPorts,
): Promise<RunResult> {
  const owner = `${startedAt.toISOString()}#${Math.floor(ports.random() * 1e9).toString(36)}`;
  for (let conflicts = 0; ; conflicts += 1) {
    const ending = await writeAnswer(read, answer, { startedAt, owner, conflicts }, request, setup, ports);
    const isConflict = ending.kind === 'failed' && ending.failure.side === 'jira' && ending.failure.kind === 'conflict';
    if (!isConflict || conflicts >= MOST_CONFLICTS) return ending;
  }
}

/**
 * How long a run that nobody waits for is put off: while Jira wants to be spared, and, once its first failure is recorded,
 * while Axonius is. What would be dropped meanwhile goes on, so that its record says that the app gave up.
 */
function waitFor(
  pausedUntil: number | null,
  jiraPausedUntil: number | null,
  { trigger, retry }: RunRequest,
  now: Date,
): number | null {
  if (trigger === 'manual') return null;
  const axoniusMs = retry.count > 0 && pausedUntil !== null ? pausedUntil - now.getTime() : 0;
  const jiraMs = jiraPausedUntil === null ? 0 : jiraPausedUntil - now.getTime();
  const waitMs = Math.max(axoniusMs, jiraMs);
  return waitMs > 0 && waitMs < retry.retentionMs ? waitMs : null;
}

interface Run {
  readonly startedAt: Date;
  readonly owner: string;
  readonly conflicts: number;
}

/** Judges what Axonius answered about the alert as it is now, and writes; after a conflict on the alert as it is then. */
async function writeAnswer(
  read: ReadAlert,
  answer: Result<Answer>,
  run: Run,
  request: RunRequest,
  setup: Setup,
  ports: EnrichmentPorts,
): Promise<RunResult> {
  ports.enterStep('judging');
  const current = await readAgainIfStale(read, run, request, setup, ports);
  if (!current.ok) return endInFailure(current.failure, request, ports);
  if (current.value === null) return { kind: 'not-an-alert' };
  const { alert, input } = current.value;
  if (alert.foreign?.kind === 'newer') return { kind: 'newer-record' };
  if (input !== read.input) return { kind: 'busy', retryAfterMs: 0 };
  if (alert.record !== null && !isSameRun(alert.record, read.alert.record)) {
    return { kind: 'unchanged', record: alert.record };
  }

  if (answer.ok) {
    const report = concludeAnswer(current.value, answer.value, run.startedAt, request, setup, ports.now());
    const written = await writeContext(alert, report, run.owner, request, setup, ports);
    return endWriting(written, current.value, run, request, setup, ports);
  }
  const ending = endInFailure(answer.failure, request, ports);
  if (ending.kind === 'not-visible') return ending;
  const isSaid = holdsEarlierResult(current.value) || saysTheSame(current.value, ending, ports.now());
  if (isSaid) return { ...ending, record: alert.record };
  const report = concludeFailure(current.value, ending, run.startedAt, request, setup, ports.now());
  const written = await writeContext(alert, report, run.owner, request, setup, ports);
  return written.kind === 'written'
    ? { ...ending, record: written.record }
    : endWriting(written, current.value, run, request, setup, ports);
}

async function endWriting(
  written: WriteResult,
  read: ReadAlert,
  run: Run,
  request: RunRequest,
  setup: Setup,
  ports: EnrichmentPorts,
): Promise<RunResult> {
  switch (written.kind) {
    case 'written':
      return { kind: 'enriched', record: written.record };
    case 'refused':
      return endInFailure(written.failure, request, ports);
    case 'busy':
      return { kind: 'busy', retryAfterMs: BUSY_WAIT_MS };
    case 'unclaimed':
      return endUnclaimed(written.failure, read, run, request, setup, ports);
  }
}

/** Without a claim no run touches the field. Where nobody can hold one, the record says so, unless it holds a result. */
async function endUnclaimed(
  failure: Failure,
  read: ReadAlert,
  run: Run,
  request: RunRequest,
  setup: Setup,
  ports: EnrichmentPorts,
): Promise<RunResult> {
  const ending = endInFailure(failure, request, ports);
  if (ending.kind === 'not-visible') return ending;
  const { record } = read.alert;
  const holdsResult = record !== null && record.outcome !== 'failed';
  if (ending.retryAfterMs !== null || holdsResult) return { ...ending, record };
  const report = concludeFailure(read, ending, run.startedAt, request, setup, ports.now());
  const written = await writeFailureAlone(read.alert, report, ports);
  return { ...ending, record: written.ok ? written.value : record };
}

async function readAlert(request: RunRequest, setup: Setup, ports: EnrichmentPorts): Promise<Result<ReadAlert | null>> {
  const readAt = ports.now().getTime();
  const alert = await ports.readAlert(request.issueId, setup);
  if (!alert.ok) {
    if (alert.failure.kind === 'not-visible') await ports.rememberNotVisible(request.issueId);
    return alert;
  }
  if (alert.value === null) return { ok: true, value: null };
  const found = findObservables(alert.value.values, setup.settings.naming);
  return { ok: true, value: { alert: alert.value, found, input: identifyInput(found), readAt } };
}

function readAgainIfStale(
  read: ReadAlert,
  run: Run,
  request: RunRequest,
  setup: Setup,
  ports: EnrichmentPorts,
): Promise<Result<ReadAlert | null>> {
  const isFresh = run.conflicts === 0 && ports.now().getTime() - read.readAt <= READING_STAYS_FRESH_MS;
  return isFresh ? Promise.resolve({ ok: true, value: read }) : readAlert(request, setup, ports);
}

function askAxonius(
  found: FoundObservables,
  request: RunRequest,
  setup: Setup,
  ports: EnrichmentPorts,
): Promise<Result<Answer>> {
  if (found.observables.length === 0) return Promise.resolve({ ok: true, value: { observables: [], questions: 0 } });
  const withinMs = Math.min(request.askWithinMs, ports.remainingMs() - WRITING_MARGIN_MS);
  return ports.ask(found.observables, setup, { fresh: request.fresh, isCrowded: request.isCrowded, withinMs });
}

/** A failure of Axonius now says nothing against what was found out earlier about the same observables. */
function holdsEarlierResult({ alert, input }: ReadAlert): boolean {
  return alert.record !== null && alert.record.input === input && alert.record.outcome !== 'failed';
}

function saysTheSame({ alert, input }: ReadAlert, ending: Extract<RunResult, { kind: 'failed' }>, now: Date): boolean {
  const { record } = alert;
  if (record === null || record.outcome !== 'failed' || record.input !== input) return false;
  const willTry = ending.retryAfterMs !== null && record.failure?.nextTry != null;
  const isFresh = now.getTime() - Date.parse(record.enrichedAt) < FAILURE_STAYS_FRESH_MS;
  return willTry && isFresh && record.failure.kind === ending.failure.kind;
}

function endInFailure(
  failure: Failure,
  request: RunRequest,
  ports: EnrichmentPorts,
): Extract<RunResult, { kind: 'failed' | 'not-visible' }> {
  if (failure.kind === 'not-visible') return { kind: 'not-visible' };
  const decision = decideRetry(failure, {
    retryCount: request.retry.count,
    retentionMs: request.retry.retentionMs,
    jitter: ports.random(),
  });
  const retryAfterMs = decision.kind === 'retry' ? decision.afterMs : null;
  return { kind: 'failed', failure, retryAfterMs, gaveUp: decision.kind === 'give-up', record: null };
}
