import { backfillOf, DRY_RUN_SAMPLE, needOf, type BackfillOrder } from './backfill';
import { advance, type BackfillEvent, type BackfillProgress, type Handled, type Place } from './backfill-progress';
import type { Alert } from '../../domain/alert/alert';
import { identifyInput } from '../../domain/alert/alert-input';
import type { Failure, Result } from '../../domain/pacing/failure';
import { findObservables } from '../../domain/observables/find-observables';
import { observableKey, type Observable } from '../../domain/observables/observable';
import { LONGEST_BURST_MS, type BackfillAlert } from './backfill-alert';
import type { EnrichmentPorts, Setup } from '../../runs/ports';

export interface BackfillPage {
  readonly alerts: readonly Alert[];
  /** Found, but no alert or not readable. */
  readonly others: readonly { readonly issueId: string; readonly key: string }[];
  /** The place after some of these alerts, in their order: the rest is read once more. */
  after(handled: readonly string[]): Place;
  /** The place after the whole page, or null after the last one. */
  readonly next: Place | null;
}

export interface Hold {
  /** Another step has taken over: this one must not write any more. */
  isLost(): boolean;
  release(): Promise<void>;
}

export interface BackfillPorts {
  /** Takes the claim of a step and prolongs it while the step runs; null where another step holds it. */
  hold(): Promise<Result<Hold | null>>;
  readOrder(): Promise<BackfillOrder | null>;
  readProgress(): Promise<BackfillProgress | null>;
  writeProgress(progress: BackfillProgress): Promise<void>;
  /** The next alerts, at most 100, oldest first; a page may be empty and not the last. */
  readPage(order: BackfillOrder, place: Place, setup: Setup): Promise<Result<BackfillPage>>;
  /** Concludes and writes one alert, or says what it would do. */
  handleAlert: BackfillAlert;
  sleep(ms: number): Promise<void>;
  readonly run: Pick<EnrichmentPorts, 'readSite' | 'ask' | 'now' | 'remainingMs'>;
}

export type StepResult =
  | { readonly kind: 'nothing' | 'busy' | 'more' | 'ended' | 'stopped' }
  | { readonly kind: 'hindered'; readonly failure: Failure };

/** Kept free for the last chunk and for storing how far it came. */
const STEP_MARGIN_MS = 90_000;
/** A question about 100 machines in a large tenant. */
const QUESTION_MS = 150_000;
/** `find-assets` puts so many observables into one exact query. */
const ASKED_TOGETHER = 100;
/** Alerts that are written at the same time, for each step that the settings allow. */
const WRITTEN_TOGETHER = 8;
/** An alert that stops the backfill so often is passed over, as failed. */
const MOST_TIMES = 3;

/**
 * One step of a backfill: chunk after chunk of 100 alerts until its time is up. How far it came is stored after each chunk;
 * what a kill leaves half done the next step finds in the records, so that no alert is written twice.
 */
export async function runBackfillStep(ports: BackfillPorts): Promise<StepResult> {
  const [order, stored] = await Promise.all([ports.readOrder(), ports.readProgress()]);
  const backfill = backfillOf(order, stored);
  if (backfill.kind !== 'running') return { kind: 'nothing' };
  const held = await ports.hold();
  if (!held.ok) return { kind: 'hindered', failure: held.failure };
  const hold = held.value;
  if (hold === null) return { kind: 'busy' };
  try {
    // Read once more: the step that held the claim until now may have gone further.
    const newest = backfillOf(backfill.order, await ports.readProgress());
    if (newest.kind !== 'running') return { kind: 'nothing' };
    return await runChunks({ order: newest.order, progress: newest.progress, hold, ports });
  } finally {
    await hold.release();
  }
}

interface Step {
  readonly order: BackfillOrder;
  progress: BackfillProgress;
  readonly hold: Hold;
  readonly ports: BackfillPorts;
}

async function runChunks(step: Step): Promise<StepResult> {
  const { order, ports } = step;
  while (ports.run.remainingMs() > STEP_MARGIN_MS) {
    const now = await ports.readOrder();
    if (now?.id !== order.id || now.wish !== 'run') return { kind: 'stopped' };
    const site = await ports.run.readSite();
    if (!site.ok) return hinder(step, site.failure, null);
    const { setup, jiraPausedUntil } = site.value;
    if (setup.settings.address === null) return hinder(step, notConnected, null);
    if (jiraPausedUntil !== null) {
      const waitMs = jiraPausedUntil - ports.run.now().getTime();
      if (waitMs > LONGEST_BURST_MS) return hinder(step, jiraPauses, null);
      await ports.sleep(waitMs);
      continue;
    }
    const page = await ports.readPage(order, step.progress, setup);
    if (!page.ok) return hinder(step, page.failure, null);
    const ending = await runChunk(step, page.value, setup);
    if (ending !== null) return ending;
    const isSampled = order.mode === 'dry-run' && step.progress.looked >= DRY_RUN_SAMPLE;
    if (page.value.next === null || isSampled) {
      await keep(step, { kind: 'ended' });
      return { kind: 'ended' };
    }
  }
  return { kind: 'more' };
}

/** @returns null where the whole page was handled */
async function runChunk(step: Step, page: BackfillPage, setup: Setup): Promise<StepResult | null> {
  const { order, ports } = step;
  const others = page.others.map(({ issueId, key }): Handled => ({ issueId, key, ending: { kind: 'kept' } }));
  const candidates = page.alerts.map(alert => {
    const found = findObservables(alert.values, setup.settings.naming);
    const input = identifyInput(found);
    return { alert, found, input, need: needOf(alert.record, input, order) };
  });
  const groups = groupByObservables(candidates);
  const all: string[] = [];
  for (const [at, group] of groups.entries()) {
    const asked = group.filter(({ need }) => need === 'run').flatMap(({ found }) => found.observables);
    const answer = await ask(asked, setup, ports);
    if (!answer.ok) return hinder(step, answer.failure, null);
    if (step.hold.isLost()) return { kind: 'stopped' };
    const startedAt = ports.run.now();
    const handled = await handleTogether(group, answer.value, startedAt, step, setup);
    if (handled === 'claim-lost') return { kind: 'stopped' };
    const { done, hindered } = handled;
    all.push(...done.map(({ issueId }) => issueId));
    const isWhole = at === groups.length - 1 && hindered === null;
    const place = isWhole ? (page.next ?? page.after(all)) : page.after(all);
    const questions = answer.value.questions;
    const alerts = isWhole ? [...done, ...others] : done;
    if (alerts.length > 0) await keep(step, { kind: 'handled', alerts, place, questions });
    if (hindered !== null) return hinder(step, hindered.failure, hindered.issueId);
  }
  if (groups.length === 0 && (page.next !== null || others.length > 0)) {
    await keep(step, { kind: 'handled', alerts: others, place: page.next ?? page.after([]), questions: 0 });
  }
  return null;
}

type Candidate = {
  readonly alert: Alert;
  readonly found: ReturnType<typeof findObservables>;
  readonly input: string;
  readonly need: ReturnType<typeof needOf>;
};

/** Alerts in their order, cut where one exact query is full. */
function groupByObservables(candidates: readonly Candidate[]): readonly (readonly Candidate[])[] {
  const groups: Candidate[][] = [];
  let keys = new Set<string>();
  for (const candidate of candidates) {
    const own = candidate.need === 'run' ? candidate.found.observables.map(observableKey) : [];
    const joined = new Set([...keys, ...own]);
    const current = groups.at(-1);
    if (current === undefined || (joined.size > ASKED_TOGETHER && keys.size > 0)) {
      groups.push([candidate]);
      keys = new Set(own);
    } else {
      current.push(candidate);
      keys = joined;
    }
  }
  return groups;
}

async function ask(observables: readonly Observable[], setup: Setup, { run }: BackfillPorts) {
  const unique = [...new Map(observables.map(observable => [observableKey(observable), observable])).values()];
  if (unique.length === 0) return { ok: true, value: { observables: [], questions: 0 } } as const;
  const withinMs = Math.min(QUESTION_MS, run.remainingMs() - STEP_MARGIN_MS / 2);
  return run.ask(unique, setup, { fresh: false, isCrowded: false, withinMs });
}

interface Together {
  readonly done: readonly Handled[];
  readonly hindered: { readonly issueId: string; readonly failure: Failure } | null;
}

/** Handles a group, several alerts at a time; what comes after the first one that hinders counts as not handled yet. */
async function handleTogether(
  group: readonly Candidate[],
  answer: Parameters<BackfillAlert>[0]['answer'],
  startedAt: Date,
  { order, progress, hold, ports }: Step,
  setup: Setup,
): Promise<Together | 'claim-lost'> {
  const endings: (Handled | { readonly issueId: string; readonly failure: Failure })[] = [];
  const abreast = WRITTEN_TOGETHER * setup.settings.advanced.backfillConcurrency;
  const waiting = [...group.entries()];
  let isOver = false;
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined && !isOver && !hold.isLost(); next = waiting.shift()) {
      const [at, { alert, found, input, need }] = next;
      const ending = await ports.handleAlert({ alert, found, input, need, answer, startedAt, order, setup });
      endings[at] = 'failure' in ending ? passOver(ending, progress) : ending;
      if ('failure' in endings[at]) isOver = true;
    }
  };
  await Promise.all(Array.from({ length: Math.min(abreast, group.length) }, work));
  if (hold.isLost()) return 'claim-lost';
  const done: Handled[] = [];
  for (const at of group.keys()) {
    const ending = endings[at];
    if (ending === undefined) break;
    if ('failure' in ending) return { done, hindered: ending };
    done.push(ending);
  }
  return { done, hindered: null };
}

/** One alert that fails again and again must not hold up all others. */
function passOver(
  hindered: { readonly issueId: string; readonly key: string; readonly failure: Failure },
  { hindrance }: BackfillProgress,
): Handled | { readonly issueId: string; readonly failure: Failure } {
  const { issueId, key, failure } = hindered;
  if (hindrance?.issueId !== issueId || hindrance.times < MOST_TIMES) return { issueId, failure };
  return { issueId, key, ending: { kind: 'failed', cause: failure.kind, sentence: failure.sentence } };
}

async function hinder(step: Step, failure: Failure, issueId: string | null): Promise<StepResult> {
  await keep(step, { kind: 'hindered', cause: failure.kind, sentence: failure.sentence, issueId });
  return { kind: 'hindered', failure };
}

async function keep(step: Step, event: BackfillEvent): Promise<void> {
  step.progress = advance(step.progress, event, step.ports.run.now().toISOString());
  await step.ports.writeProgress(step.progress);
}

const notConnected: Failure = {
  kind: 'not-configured',
  side: 'app',
  sentence: 'The app is not connected to Axonius. Enter address, key and secret under Connection.',
  retryAfterMs: null,
  status: null,
};

const jiraPauses: Failure = {
  kind: 'throttled',
  side: 'jira',
  sentence: 'Jira asked the app to send fewer requests. The backfill goes on when Jira allows it.',
  retryAfterMs: null,
  status: null,
};
