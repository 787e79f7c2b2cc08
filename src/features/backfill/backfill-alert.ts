import type { AlertRecord } from '../../contract/record';
import type { Alert } from '../../domain/alert/alert';
import type { Answer } from '../../domain/matching/answer';
import type { BackfillOrder, Need } from './backfill';
import type { Handled } from './backfill-progress';
import type { Failure } from '../../domain/pacing/failure';
import { observableKey, type FoundObservables } from '../../domain/observables/observable';
import { concludeAnswer } from '../../runs/conclude';
import { finishRun } from '../../runs/enrich-alert';
import type { ReadAlert } from '../../runs/read-alert';
import type { EnrichmentPorts, RunRequest, RunResult, Setup } from '../../runs/ports';
import { planField } from '../../runs/write-context';

export interface BackfillAlertInput {
  readonly alert: Alert;
  readonly found: FoundObservables;
  /** `identifyInput` of what was found. */
  readonly input: string;
  readonly need: Need;
  /** What Axonius said about all observables of the group. */
  readonly answer: Answer;
  readonly startedAt: Date;
  readonly order: BackfillOrder;
  readonly setup: Setup;
}

/** How one alert ended, or the failure that would meet the next alert as well. */
export type BackfillAlert = (
  input: BackfillAlertInput,
) => Promise<Handled | { readonly issueId: string; readonly key: string; readonly failure: Failure }>;

/**
 * A step that was killed leaves claims on the alerts that it was writing, for half a minute: whether it wrote them is known
 * when they end.
 */
const HELD_WAIT_MS = 3_000;
const MOST_WAITS = 12;
/** A limit of a second's requests that does not say how long it lasts, and one that lasts too long to be waited for in a step. */
const BURST_WAIT_MS = 1_000;
export const LONGEST_BURST_MS = 10_000;

/** Failures that pass by themselves: the backfill waits instead of going through all alerts in vain. */
const passing: ReadonlySet<string> = new Set(['throttled', 'unavailable', 'timeout']);

/** Makes the function that concludes and writes one alert of a backfill, by the same parts as any other run. */
export function createBackfillAlert(
  startRun: () => EnrichmentPorts,
  sleep: (ms: number) => Promise<void>,
): BackfillAlert {
  return async input => {
    const { alert, need, order, setup } = input;
    const { id: issueId, key } = alert;
    if (need === 'keep' || alert.foreign?.kind === 'newer') return { issueId, key, ending: { kind: 'kept' } };
    if (need === 'done' && alert.record !== null) return concluded(alert, alert.record);
    const ports = startRun();
    const request = requestOf(alert, order);
    const answer = answerFor(input);
    if (order.mode === 'dry-run') return foresee(input, answer, request, ports);
    // The page was read seconds ago, and search lags behind: the alert is read again before it is written.
    const read: ReadAlert = { alert, found: input.found, input: input.input, readAt: 0 };
    const finish = () => finishRun(read, { ok: true, value: answer }, input.startedAt, request, setup, ports);
    let result = await finish();
    for (let waits = 0, waitMs = waitFor(result); waitMs !== null && waits < MOST_WAITS; waits += 1) {
      await sleep(waitMs);
      result = await finish();
      waitMs = waitFor(result);
    }
    return translate(alert, result);
  };
}

/** How long until the same alert can be written in this step, or null where waiting does not help. */
function waitFor(result: RunResult): number | null {
  if (isHeld(result)) return HELD_WAIT_MS;
  if (result.kind !== 'failed' || result.failure.kind !== 'throttled' || result.failure.scope !== 'endpoint')
    return null;
  // A step writes as fast as Jira takes it: its own limit of writes in a second is met now and then, and passes in a second.
  const waitMs = result.failure.retryAfterMs ?? BURST_WAIT_MS;
  return waitMs <= LONGEST_BURST_MS ? waitMs : null;
}

/** A run that met the claim of another one, not an alert that changed meanwhile: that one's own event enriches it. */
function isHeld(result: RunResult): boolean {
  return result.kind === 'busy' && result.retryAfterMs > 0;
}

function requestOf(alert: Alert, order: BackfillOrder): RunRequest {
  return {
    issueId: alert.id,
    trigger: 'backfill',
    requestedBy: null,
    seenAt: null,
    fresh: false,
    writeField: order.mode !== 'record',
    isCrowded: false,
    askWithinMs: 0,
    // A step is no event that the queue would drop.
    retry: { count: 0, retentionMs: Number.MAX_SAFE_INTEGER },
  };
}

function answerFor({ answer, found }: BackfillAlertInput): Answer {
  const own = new Set(found.observables.map(observableKey));
  const observables = answer.observables.filter(({ key }) => own.has(key));
  const isProvisional = answer.provisional === true && observables.some(({ askedInFull }) => !askedInFull);
  // The question was asked for many alerts at once and counts for the backfill.
  return { observables, questions: 0, ...(isProvisional ? { provisional: true } : {}) };
}

function foresee(input: BackfillAlertInput, answer: Answer, request: RunRequest, ports: EnrichmentPorts): Handled {
  const { alert, found, setup, startedAt } = input;
  const read: ReadAlert = { alert, found, input: input.input, readAt: startedAt.getTime() };
  const report = concludeAnswer(read, answer, startedAt, request, setup, ports.now());
  const { written } = planField(alert, report, request, setup, ports.compose);
  const judgement = report.judgement;
  const primary = judgement?.assets[0];
  return {
    issueId: alert.id,
    key: alert.key,
    ending: {
      kind: 'concluded',
      outcome: judgement?.outcome ?? 'failed',
      host: judgement?.outcome === 'matched' ? (primary?.hostnames[0] ?? primary?.displayName ?? null) : null,
      field: written ? 'written' : 'left',
    },
  };
}

function translate(
  { id: issueId, key }: Alert,
  result: RunResult,
): Handled | { readonly issueId: string; readonly key: string; readonly failure: Failure } {
  switch (result.kind) {
    case 'enriched':
      return concluded({ id: issueId, key }, result.record);
    case 'unchanged':
      // Written since the page was read: by a step that was killed, or by another run.
      return result.record.trigger === 'backfill'
        ? concluded({ id: issueId, key }, result.record)
        : { issueId, key, ending: { kind: 'kept' } };
    case 'busy':
      if (!isHeld(result)) return { issueId, key, ending: { kind: 'kept' } };
      return {
        issueId,
        key,
        ending: { kind: 'failed', cause: 'conflict', sentence: 'Other runs were writing these alerts all the while.' },
      };
    case 'newer-record':
    case 'not-an-alert':
    case 'not-configured':
      return { issueId, key, ending: { kind: 'kept' } };
    case 'not-visible':
      return {
        issueId,
        key,
        ending: { kind: 'failed', cause: 'not-visible', sentence: 'The app may not see these alerts any more.' },
      };
    case 'failed': {
      const { failure } = result;
      if (passing.has(failure.kind) && failure.scope !== 'issue') return { issueId, key, failure };
      return { issueId, key, ending: { kind: 'failed', cause: failure.kind, sentence: failure.sentence } };
    }
  }
}

function concluded({ id, key }: Pick<Alert, 'id' | 'key'>, record: AlertRecord): Handled {
  const field = record.written ? 'written' : record.notWritten === 'field-has-text' ? 'left' : 'not-asked';
  return {
    issueId: id,
    key,
    ending: { kind: 'concluded', outcome: record.outcome, host: record.primary?.host ?? null, field },
  };
}
