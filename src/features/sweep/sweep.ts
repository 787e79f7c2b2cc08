import type { Settings } from '../../contract/settings';
import { answeredAtOf, whyDue, type DueReason, type SeenAlert } from '../../domain/pacing/due';
import { knownTime, notInFuture } from '../../domain/record/record-moments';
import type { SearchPosition } from '../../domain/alert/search-position';
import type { Result } from '../../domain/pacing/failure';
import {
  advanceRecent,
  advanceSlow,
  isLeftToQueue,
  rememberPushed,
  startSweepState,
  type Pass,
  type SlowPass,
  type SweepState,
} from './sweep-state';
import { queueAlert, type PushOutcome, type QueuedAlert } from '../../runs/queued-alert';

export interface SweepSite {
  readonly settings: Settings;
  /** Until when nobody asks Axonius (epoch milliseconds), or null. */
  readonly pausedUntil: number | null;
  /** Until when Jira wants no searches (epoch milliseconds), or null. */
  readonly jiraPausedUntil: number | null;
}

export interface Look {
  /** `due`: open alerts whose record says that its time has come; `failed`: whose record says so; null: all. */
  readonly only: 'due' | 'failed' | null;
  /** Created since then (epoch milliseconds). */
  readonly from: number;
  /** Where an earlier look ended; null at the start. */
  readonly at: SearchPosition | null;
}

export interface LookedAt {
  /** Oldest first, at most 100. */
  readonly alerts: readonly SeenAlert[];
  /** Where the next look goes on; null where there is nothing more. */
  readonly next: SearchPosition | null;
}

export interface HiddenAlert {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly since: number;
}

export interface SweepPorts {
  /** False where another sweep holds the claim. */
  claim(): Promise<Result<boolean>>;
  release(): Promise<void>;
  readSite(): Promise<Result<SweepSite>>;
  readState(): Promise<SweepState | null>;
  writeState(state: SweepState | null): Promise<void>;
  look(look: Look): Promise<Result<LookedAt>>;
  /** Alerts that the app was told of and could not see: the first few hundred, in pages of at most 100. */
  readHidden(): Promise<readonly (readonly HiddenAlert[])[]>;
  /** Those of them that the app sees now. */
  findVisible(ids: readonly string[]): Promise<Result<readonly string[]>>;
  forgetHidden(ids: readonly string[]): Promise<void>;
  push(alerts: readonly QueuedAlert[], concurrency: number): Promise<PushOutcome>;
  now(): Date;
}

export type SweepResult =
  | { readonly kind: 'not-configured' | 'off' | 'busy' }
  | { readonly kind: 'failed'; readonly failure: Extract<Result<never>, { ok: false }>['failure'] }
  | {
      readonly kind: 'swept';
      readonly looked: number;
      readonly pushed: Readonly<Partial<Record<DueReason | 'visible', number>>>;
      /** The queue was full, or there is more than one run may do. */
      readonly isMore: boolean;
    };

/** Pages of 100 alerts that one run looks at in each pass. */
const PAGES = { recent: 5, deep: 3, due: 3, undated: 2 } as const;
/** Forge takes 500 events a minute for an installation: most of them stay for alerts that arrive meanwhile. */
const MOST_PUSHED = 200;
/** Forge: at most 50 events in a push. */
const PUSH_LIMIT = 50;
/** Forge delivers an issue event within three minutes; so many younger alerts may be pushed anyway. */
const YOUNG_MS = 3 * 60_000;
const MOST_YOUNG = 100;
/** An alert that stays hidden for so long was deleted, or is nobody's concern any more. */
const HIDDEN_KEPT_MS = 30 * 24 * 3_600_000;
/** A record of the same observables, whenever it was made, answers the request. */
const ANY_RECORD = new Date(0).toISOString();
/** Alerts that find out whether a cause of failure still stands. */
const MOST_PROBES = 1;

/**
 * Looks for alerts that need a run and that no event will start, and puts them into the queue. At most one runs at a time;
 * each does a bounded piece of work and the next one goes on where it ended.
 */
export async function sweep(ports: SweepPorts): Promise<SweepResult> {
  const site = await ports.readSite();
  if (!site.ok) return { kind: 'failed', failure: site.failure };
  const { settings, jiraPausedUntil } = site.value;
  const now = ports.now().getTime();
  if (settings.address === null || !settings.alerts.automatic) {
    // What is created while nothing runs by itself stays a person's to enrich.
    if ((await ports.readState()) !== null) await ports.writeState(null);
    return { kind: settings.address === null ? 'not-configured' : 'off' };
  }
  if (jiraPausedUntil !== null && jiraPausedUntil > now) return { kind: 'busy' };
  const claimed = await ports.claim();
  if (!claimed.ok) return { kind: 'failed', failure: claimed.failure };
  if (!claimed.value) return { kind: 'busy' };
  try {
    return await sweepOnce(site.value, ports);
  } finally {
    await ports.release();
  }
}

interface Round {
  readonly site: SweepSite;
  readonly now: number;
  state: SweepState;
  looked: number;
  young: number;
  probes: number;
  readonly pushed: Map<DueReason | 'visible', number>;
  isMore: boolean;
}

async function sweepOnce(site: SweepSite, ports: SweepPorts): Promise<SweepResult> {
  const now = ports.now().getTime();
  const state = (await ports.readState()) ?? startSweepState(now);
  const round: Round = { site, now, state, looked: 0, young: 0, probes: 0, pushed: new Map(), isMore: false };
  const steps = [
    () => pass('recent', null, round, ports),
    () => welcomeVisible(round, ports),
    () => pass('due', 'due', round, ports),
    () => pass('undated', 'failed', round, ports),
    () => pass('deep', null, round, ports),
  ];
  for (const step of steps) {
    const done = await step();
    // A clause that this site refuses (an index that isn't there yet) stops nothing else; the deep pass finds the rest.
    if (!done.ok && done.failure.kind !== 'bad-query') {
      await ports.writeState(round.state);
      return { kind: 'failed', failure: done.failure };
    }
    if (isFull(round)) break;
  }
  await ports.writeState(round.state);
  return { kind: 'swept', looked: round.looked, pushed: Object.fromEntries(round.pushed), isMore: round.isMore };
}

async function pass(
  name: 'recent' | SlowPass,
  only: Look['only'],
  round: Round,
  ports: SweepPorts,
): Promise<Result<null>> {
  if (round.state[name].startsAt > round.now && round.state[name].at === null) return ok;
  for (let page = 0; page < PAGES[name]; page += 1) {
    const { from, at } = round.state[name];
    const found = await ports.look({ only, from, at });
    if (!found.ok) return found;
    const { alerts, next } = found.value;
    round.looked += alerts.length;
    noteAnswers(alerts, round);
    const isPushed = await pushDue(alerts, round, ports);
    if (!isPushed) return ok;
    keepPass(name, next, round);
    if (next === null) return ok;
  }
  round.isMore = true;
  return ok;
}

const ok = { ok: true, value: null } as const;

function keepPass(name: 'recent' | SlowPass, at: SearchPosition | null, round: Round): void {
  const current: Pass = round.state[name];
  const next =
    name === 'recent' ? advanceRecent(current, at, round.now) : advanceSlow(name, current, at, round.state, round.now);
  round.state = { ...round.state, [name]: next };
}

function noteAnswers(alerts: readonly SeenAlert[], round: Round): void {
  const answers = alerts.map(alert => answeredAtOf(alert, round.now)).filter(at => at !== null);
  const known = notInFuture(round.state.answeredAt, round.now);
  const newest = Math.max(known ?? 0, ...answers);
  round.state = { ...round.state, answeredAt: newest > 0 ? newest : null };
}

/** Puts the alerts of a page that need it into the queue. False where the round may push no more: the page is unfinished. */
async function pushDue(alerts: readonly SeenAlert[], round: Round, ports: SweepPorts): Promise<boolean> {
  const due = alerts.flatMap(alert => {
    const reason = dueNow(alert, round);
    return reason === null ? [] : [{ alert, reason }];
  });
  for (let start = 0; start < due.length; start += PUSH_LIMIT) {
    const part = due.slice(start, start + PUSH_LIMIT).filter(each => isWithinBounds(each, round));
    const sent = await push(
      part.map(({ alert, reason }) => ({
        id: alert.id,
        reason,
        // Jira's search lags: where it shows no record, any record that the alert has answers the request.
        seenAt: whenSeen(alert, round.now),
      })),
      round,
      ports,
    );
    if (!sent) return false;
  }
  return true;
}

/** A time that can't be is forged: the first true record after it answers. */
function whenSeen({ record }: SeenAlert, now: number): string {
  const seenAt = knownTime(record?.enrichedAt, now);
  return seenAt === null ? ANY_RECORD : new Date(seenAt).toISOString();
}

function dueNow(alert: SeenAlert, round: Round): DueReason | null {
  if (isLeftToQueue(round.state, alert.id, round.now)) return null;
  const { pausedUntil } = round.site;
  return whyDue(alert, {
    now: round.now,
    answeredAt: round.state.answeredAt,
    isPaused: pausedUntil !== null && pausedUntil > round.now,
  });
}

/** In a storm the queue is at work on the youngest, and one probe is enough. What is left out is looked at again. */
function isWithinBounds({ alert, reason }: { alert: SeenAlert; reason: DueReason }, round: Round): boolean {
  if (reason === 'probe') return (round.probes += 1) <= MOST_PROBES;
  if (reason === 'no-record' && round.now - alert.createdAt < YOUNG_MS) return (round.young += 1) <= MOST_YOUNG;
  return true;
}

/** Alerts that the app was told of and could not see, and that it sees now. */
async function welcomeVisible(round: Round, ports: SweepPorts): Promise<Result<null>> {
  for (const alerts of await ports.readHidden()) {
    const welcomed = await welcomePage(alerts, round, ports);
    if (!welcomed.ok) return welcomed;
  }
  return ok;
}

async function welcomePage(alerts: readonly HiddenAlert[], round: Round, ports: SweepPorts): Promise<Result<null>> {
  if (alerts.length === 0) return ok;
  const visible = await ports.findVisible(alerts.map(({ id }) => id));
  if (!visible.ok) return visible;
  const isSeen = new Set(visible.value);
  const old = alerts.filter(({ id, since }) => !isSeen.has(id) && round.now - since > HIDDEN_KEPT_MS);
  await ports.forgetHidden(old.map(({ id }) => id));
  const ids = visible.value;
  for (let start = 0; start < ids.length; start += PUSH_LIMIT) {
    const part = ids.slice(start, start + PUSH_LIMIT);
    const sent = await push(
      part
        .filter(id => !isLeftToQueue(round.state, id, round.now))
        .map(id => ({ id, reason: 'visible' as const, seenAt: ANY_RECORD })),
      round,
      ports,
    );
    if (!sent) return ok;
    await ports.forgetHidden(part);
  }
  return ok;
}

interface Due {
  readonly id: string;
  readonly reason: DueReason | 'visible';
  readonly seenAt: string;
}

async function push(due: readonly Due[], round: Round, ports: SweepPorts): Promise<boolean> {
  if (due.length === 0) return true;
  if (isFull(round)) return false;
  const at = new Date(round.now);
  const alerts = due.map(({ id, seenAt }) => queueAlert({ issueId: id, trigger: 'sweep', seenAt }, at));
  if ((await ports.push(alerts, round.site.settings.advanced.concurrency)) === 'queue-full') {
    round.isMore = true;
    return false;
  }
  for (const { reason } of due) round.pushed.set(reason, (round.pushed.get(reason) ?? 0) + 1);
  round.state = rememberPushed(
    round.state,
    due.map(({ id }) => id),
    round.now,
  );
  return true;
}

function isFull(round: Round): boolean {
  const pushed = [...round.pushed.values()].reduce((sum, count) => sum + count, 0);
  if (pushed < MOST_PUSHED) return false;
  round.isMore = true;
  return true;
}
