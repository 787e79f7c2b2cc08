import type { SearchPosition } from '../../domain/alert/search-position';

/** Where a pass over alerts stands, so that each run continues where the last one ended. */
export interface Pass {
  /** The pass looks at alerts created since then (epoch milliseconds). */
  readonly from: number;
  /** How far it has come; null at the start of a pass. */
  readonly at: SearchPosition | null;
  /** When this pass began, or is to begin (epoch milliseconds). */
  readonly startsAt: number;
}

/** What the sweep remembers between its runs. Times are epoch milliseconds. */
export interface SweepState {
  readonly v: 1;
  /** When the app began to watch: alerts from before are a backfill's. */
  readonly since: number;
  /** New alerts; the watermark is its `from`. */
  readonly recent: Pass;
  /** All alerts of the last days: what a lagging search or a long outage hid from `recent`. */
  readonly deep: Pass;
  /** Alerts whose record says when it needs another look. */
  readonly due: Pass;
  /** Failed alerts whose record does not: a person must mend the cause, or a former version wrote it. */
  readonly undated: Pass;
  readonly answeredAt: number | null;
  /** Alerts that the sweep put into the queue, and when. */
  readonly pushed: readonly (readonly [id: string, at: number])[];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Events come up to three minutes late and Jira's search lags: what was looked at is looked at once more. */
export const OVERLAP_MS = 10 * MINUTE_MS;
/** How far back the slower passes look, and how often they begin. */
const looks = {
  deep: { backMs: 2 * DAY_MS, everyMs: 6 * HOUR_MS },
  due: { backMs: 30 * DAY_MS, everyMs: 0 },
  undated: { backMs: 7 * DAY_MS, everyMs: 10 * MINUTE_MS },
} as const;
/** An alert that was put into the queue is left to it for so long. */
const LEFT_TO_QUEUE_MS = 30 * MINUTE_MS;
const MOST_REMEMBERED = 2_000;

export function startSweepState(now: number): SweepState {
  const since = now - OVERLAP_MS;
  return {
    v: 1,
    since,
    recent: { from: since, at: null, startsAt: now },
    deep: { from: since, at: null, startsAt: now + looks.deep.everyMs },
    ...startPasses(since, now),
    answeredAt: null,
    pushed: [],
  };
}

/** Passes that a former version did not know begin at once. */
export function startPasses(since: number, now: number): Pick<SweepState, 'due' | 'undated'> {
  return { due: { from: since, at: null, startsAt: now }, undated: { from: since, at: null, startsAt: now } };
}

export type SlowPass = keyof typeof looks;

/** The pass after a run that came as far as `at`, or, with null, to its end. */
export function advanceRecent(pass: Pass, at: SearchPosition | null, now: number): Pass {
  if (at !== null) return { ...pass, at };
  // The next pass begins before this one began: nothing that appeared meanwhile is missed.
  return { from: pass.startsAt - OVERLAP_MS, at: null, startsAt: now };
}

/** The same for the slower passes, which begin anew after a while. */
export function advanceSlow(
  name: SlowPass,
  pass: Pass,
  at: SearchPosition | null,
  state: SweepState,
  now: number,
): Pass {
  if (at !== null) return { ...pass, at };
  const { backMs, everyMs } = looks[name];
  const earliest = name === 'deep' ? state.since : 0;
  return { from: Math.max(earliest, now - backMs), at: null, startsAt: now + everyMs };
}

export function isLeftToQueue(state: SweepState, id: string, now: number): boolean {
  return state.pushed.some(([pushed, at]) => pushed === id && now - at < LEFT_TO_QUEUE_MS);
}

export function rememberPushed(state: SweepState, ids: readonly string[], now: number): SweepState {
  const kept = state.pushed.filter(([id, at]) => now - at < LEFT_TO_QUEUE_MS && !ids.includes(id));
  return { ...state, pushed: [...kept, ...ids.map(id => [id, now] as const)].slice(-MOST_REMEMBERED) };
}
