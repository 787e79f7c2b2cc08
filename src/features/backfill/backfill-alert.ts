import type { AlertRecord } from '../../contract/record';
import type { Alert } from '../../domain/alert/alert';
import type { Answer } from '../../domain/matching/answer';
import type { BackfillOrder, Need } from './backfill';
import type { Handled } from './backfill-progress';
import type { Failure } from '../../domain/pacing/failure';
import { observableKey, type FoundObservables } from '../../domain/observables/observable';
import { findOut } from '../../runs/find-out';
import type { OpenedAlert } from '../../runs/open-alert';
import type { EnrichmentPorts, RunEnding, RunRequest, Setup } from '../../runs/ports';
import { requestRun } from '../../runs/queued-alert';
import { finishRun } from '../../runs/run';
import type { RunPolicy } from '../../runs/run-policy';
import { planWrite } from '../../runs/write';

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
    const ports = answeredBy(answerFor(input), startRun());
    const { found, startedAt } = input;
    const opened: OpenedAlert = {
      kind: 'opened',
      alert,
      found,
      input: input.input,
      readAt: startedAt.getTime(),
      setup,
      startedAt,
    };
    const policy = order.mode === 'record' ? RECORD_ALONE : RECORD_AND_FIELD;
    if (order.mode === 'dry-run') return foresee(opened, policy, ports);
    const finish = () => finishRun(opened, requestOf(issueId), policy, ports);
    let ending = await finish();
    for (let waits = 0, waitMs = waitFor(ending); waitMs !== null && waits < MOST_WAITS; waits += 1) {
      await sleep(waitMs);
      ending = await finish();
      waitMs = waitFor(ending);
    }
    return translate(alert, ending);
  };
}

/** A run of a backfill: asked in bulk before it begins. */
const RECORD_AND_FIELD: RunPolicy = {
  // Which alerts need a run was decided by what the search showed.
  always: true,
  givesWay: false,
  askWithinMs: 0,
  tooLate: 'fails',
  // The page was read seconds ago, and search lags behind.
  readsAgain: 'always',
  besideText: 'as-configured',
  isWatched: false,
  writesField: true,
};
const RECORD_ALONE: RunPolicy = { ...RECORD_AND_FIELD, writesField: false };

/** The question was asked for many alerts at once. */
function answeredBy(answer: Answer, ports: EnrichmentPorts): EnrichmentPorts {
  return { ...ports, ask: () => Promise.resolve({ ok: true, value: answer }) };
}

/** How long until the same alert can be written in this step, or null where waiting does not help. */
function waitFor(ending: RunEnding): number | null {
  if (ending.kind === 'held') return HELD_WAIT_MS;
  if (ending.kind !== 'failed' || ending.failure.kind !== 'throttled' || ending.failure.scope !== 'endpoint')
    return null;
  // A step writes as fast as Jira takes it: its own limit of writes in a second is met now and then, and passes in a second.
  const waitMs = ending.failure.retryAfterMs ?? BURST_WAIT_MS;
  return waitMs <= LONGEST_BURST_MS ? waitMs : null;
}

function requestOf(issueId: string): RunRequest {
  // A step is no event that the queue would drop.
  return requestRun({ issueId, trigger: 'backfill', retry: { count: 0, retentionMs: Number.MAX_SAFE_INTEGER } });
}

function answerFor({ answer, found }: BackfillAlertInput): Answer {
  const own = new Set(found.observables.map(observableKey));
  const observables = answer.observables.filter(({ key }) => own.has(key));
  const isProvisional = answer.provisional === true && observables.some(({ askedInFull }) => !askedInFull);
  // The question was asked for many alerts at once and counts for the backfill.
  return { observables, questions: 0, ...(isProvisional ? { provisional: true } : {}) };
}

async function foresee(opened: OpenedAlert, policy: RunPolicy, ports: EnrichmentPorts): Promise<Handled> {
  const { id: issueId, key } = opened.alert;
  const report = await findOut(opened, requestOf(issueId), policy, ports);
  const { record } = planWrite(opened, report, policy, ports.compose);
  const { judgement } = report;
  const primary = judgement?.assets[0];
  return {
    issueId,
    key,
    ending: {
      kind: 'concluded',
      outcome: judgement?.outcome ?? 'failed',
      host: judgement?.outcome === 'matched' ? (primary?.hostnames[0] ?? primary?.displayName ?? null) : null,
      field: record.written ? 'written' : 'left',
    },
  };
}

function translate(
  { id: issueId, key }: Alert,
  ending: RunEnding,
): Handled | { readonly issueId: string; readonly key: string; readonly failure: Failure } {
  switch (ending.kind) {
    case 'enriched':
      return concluded({ id: issueId, key }, ending.record);
    case 'unchanged':
      // Written since the page was read: by a step that was killed, or by another run.
      return ending.record.trigger === 'backfill'
        ? concluded({ id: issueId, key }, ending.record)
        : { issueId, key, ending: { kind: 'kept' } };
    case 'held':
      return {
        issueId,
        key,
        ending: { kind: 'failed', cause: 'conflict', sentence: 'Other runs were writing these alerts all the while.' },
      };
    // An alert that changed meanwhile: its own event enriches it.
    case 'alert-changed':
    case 'put-off':
    case 'handed-over':
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
      const { failure } = ending;
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
