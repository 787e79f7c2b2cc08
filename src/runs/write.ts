import type { AlertRecord } from '../contract/record';
import type { NotWritten } from '../contract/vocabulary';
import type { Alert } from '../domain/alert/alert';
import type { TargetValue } from '../domain/alert/document';
import { fingerprintOf, isComparable } from '../domain/record/fingerprint';
import { withDue } from '../domain/pacing/due';
import { buildRecord, RUNS_KEPT } from '../domain/record/record';
import { toSecond } from '../domain/record/record-moments';
import type { Failure, FailureKind } from '../domain/pacing/failure';
import type { Report } from '../domain/record/report';
import { endInFailure, type FailedEnding } from './ending';
import { concludeFailure } from './find-out';
import type { OpenedAlert } from './open-alert';
import type { ComposedTarget, EnrichmentPorts, RunEnding, RunRequest } from './ports';
import type { RunPolicy } from './run-policy';

/** A failure that was recorded less long ago isn't recorded anew: an outage would cost every alert a write per try. */
const FAILURE_STAYS_FRESH_MS = 600_000;
/** How long a run that met another one waits before it looks again. */
const HELD_WAIT_MS = 2_000;

/** Refusals that Jira spoke: the next try need not wait for a write that might still arrive. */
const wroteNothing: ReadonlySet<FailureKind> = new Set([
  'throttled',
  'auth',
  'forbidden',
  'bad-query',
  'not-editable',
  'not-visible',
]);

/**
 * Second half of a run: merges the block into the target field and writes field and record in one request, or the record alone.
 * A failure is written too, unless the record holds something better, or says it already.
 */
export async function write(
  opened: OpenedAlert,
  report: Report,
  owner: string,
  request: RunRequest,
  policy: RunPolicy,
  ports: EnrichmentPorts,
): Promise<RunEnding> {
  const { alert } = opened;
  const failure = failedEnding(report);
  const previous = alert.record;
  const isKept = failure !== null && isSaid(failure, opened, ports.now());
  const look = isKept ? noteLook(previous, report) : null;
  if (isKept && look === null) return { ...failure, record: previous };
  const { target, record } = look ?? planWrite(opened, report, policy, ports.compose);
  const claim = { issueId: alert.id, owner, completed: previous?.startedAt ?? null };
  const claimed = await ports.claim(claim);
  if (!claimed.ok) return endUnclaimed(claimed.failure, opened, request, ports);
  if (!claimed.value) return { kind: 'held', retryAfterMs: HELD_WAIT_MS };

  ports.enterStep('writing');
  const written = await ports.write({
    issueId: alert.id,
    target,
    record,
    recordWithout: reason => buildRecord(report, { previous, written: false, notWritten: reason, block: null }),
  });
  if (written.ok) return { ...(failure ?? { kind: 'enriched' }), record: written.value };
  if (wroteNothing.has(written.failure.kind)) await ports.release(claim);
  return endInFailure(written.failure, request, ports);
}

export interface WritePlan {
  /** The field with our block in it, whether it is written or not. */
  readonly composed: ComposedTarget;
  /** Null leaves the target field alone. */
  readonly target: { readonly fieldId: string; readonly value: TargetValue } | null;
  readonly record: AlertRecord;
}

/** What `write` would write. */
export function planWrite(
  { alert, setup }: OpenedAlert,
  report: Report,
  policy: RunPolicy,
  compose: EnrichmentPorts['compose'],
): WritePlan {
  const previous = alert.record;
  const composed = compose(report, alert);
  const plan = (written: boolean, notWritten: NotWritten | null, block: string | null): WritePlan => ({
    composed,
    target: null,
    record: buildRecord(report, { previous, written, notWritten, block }),
  });
  if (previous !== null && composed.intact && saysTheSame(previous, report, alert, compose))
    return plan(true, null, previous.block);
  if (!policy.writesField) return plan(false, null, null);
  if (setup.targetField === null) return plan(false, 'field-missing', null);
  const leavesText = policy.besideText === 'as-configured' && setup.settings.alerts.filledField === 'leave';
  if ((composed.humanText && leavesText) || !composed.fits) return plan(false, 'field-has-text', null);
  const target = { fieldId: setup.targetField.id, value: composed.value };
  return { ...plan(true, null, composed.block), target };
}

/**
 * Whether a reader would see anything new. Where another algorithm made the record's fingerprint, the block is compared as it
 * would have been written then: a change of the algorithm alone rewrites no field.
 */
function saysTheSame(
  previous: AlertRecord,
  report: Report,
  alert: Alert,
  compose: EnrichmentPorts['compose'],
): boolean {
  if (isComparable(previous.fingerprint)) return previous.fingerprint === fingerprintOf(report);
  const then = { ...report, enrichedAt: previous.enrichedAt, answeredAt: previous.answeredAt ?? null };
  return compose(then, alert).block === previous.block;
}

/** Without a claim no run touches the field. Where nobody can hold one, the record says so, unless it holds a result. */
async function endUnclaimed(
  failure: Failure,
  opened: OpenedAlert,
  request: RunRequest,
  ports: EnrichmentPorts,
): Promise<RunEnding> {
  const ending = endInFailure(failure, request, ports);
  if (ending.kind === 'not-visible') return ending;
  const { record: previous, id: issueId } = opened.alert;
  const holdsResult = previous !== null && previous.outcome !== 'failed';
  if (ending.retryAfterMs !== null || holdsResult) return { ...ending, record: previous };
  const report = concludeFailure(opened, failure, request, ports);
  const record = buildRecord(report, { previous, written: false, notWritten: null, block: previous?.block ?? null });
  const written = await ports.write({ issueId, target: null, record, recordWithout: () => record });
  return { ...ending, record: written.ok ? written.value : previous };
}

/** A look at an alert that was due, which failed and leaves the result as it is: the record says when the next one is. */
function noteLook(
  record: AlertRecord | null,
  { enrichedAt, trigger }: Report,
): Pick<WritePlan, 'target' | 'record'> | null {
  const at = Date.parse(enrichedAt);
  if (record?.due === undefined || record.due * 60_000 > at) return null;
  const run = { at: toSecond(enrichedAt), trigger, outcome: 'failed', changes: [] } as const;
  return { target: null, record: withDue({ ...record, runs: [...record.runs, run].slice(-RUNS_KEPT) }, at) };
}

function failedEnding({ failure: reported, enrichedAt }: Report): FailedEnding | null {
  if (reported === null) return null;
  const { failure, nextTry, gaveUp } = reported;
  const retryAfterMs = nextTry === null ? null : Date.parse(nextTry) - Date.parse(enrichedAt);
  return { kind: 'failed', failure, retryAfterMs, gaveUp, record: null };
}

/** Whether the alert has a result about the same observables: a failure now says nothing against it. */
export function holdsResult({ alert, input }: OpenedAlert): boolean {
  return alert.record !== null && alert.record.input === input && alert.record.outcome !== 'failed';
}

/**
 * Whether the record needs no word of this failure: it holds an earlier result, or it says the same already.
 */
function isSaid(ending: FailedEnding, opened: OpenedAlert, now: Date): boolean {
  const { record } = opened.alert;
  if (holdsResult(opened)) return true;
  if (record === null || record.input !== opened.input) return false;
  const willTry = ending.retryAfterMs !== null && record.failure?.nextTry != null;
  const isFresh = now.getTime() - Date.parse(record.enrichedAt) < FAILURE_STAYS_FRESH_MS;
  return willTry && isFresh && record.failure.kind === ending.failure.kind;
}
