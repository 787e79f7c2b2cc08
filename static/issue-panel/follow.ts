import type { PanelState } from './state';

/** What the panel asks for next by itself, and in how many milliseconds. */
export interface Look {
  readonly call: 'progress' | 'load';
  readonly afterMs: number;
}

/** So often in a row the panel looks at short intervals; after that nobody is likely to be in front of it. */
const MOST_LOOKS = 40;
/** Whoever changed the alert, the panel shows it within ten seconds: the wait, and a second for the answer. */
const STEADY_MS = 8_000;
const SELDOM_MS = 60_000;

/**
 * Decides what to look at next, or null for nothing: the own run's step, a run in the queue, a first run that is due, a next
 * try, and else whatever other people and the app do with the alert. A panel that is left open without news asks seldom.
 *
 * @param now epoch milliseconds
 */
export function planLook(state: PanelState, now: number): Look | null {
  if (state.kind !== 'ready') return null;
  const { activity, view, looks } = state;
  const isAwake = looks < MOST_LOOKS;
  switch (activity.kind) {
    case 'running':
      return isAwake ? { call: 'progress', afterMs: grow(700, 1.3, looks, 2_500) } : null;
    case 'following':
      return isAwake
        ? { call: 'progress', afterMs: grow(1_500, 1.4, looks, STEADY_MS) }
        : { call: 'load', afterMs: SELDOM_MS };
    case 'idle': {
      const steadyMs = isAwake ? STEADY_MS : SELDOM_MS;
      const soonMs = view.isExpected
        ? grow(3_000, 1.4, looks, steadyMs)
        : afterNextTry(view.record?.failure?.nextTry, now);
      return { call: 'load', afterMs: Math.min(steadyMs, soonMs) };
    }
  }
}

/** A failed run is tried again at a known time; shortly after it there is news. */
function afterNextTry(nextTry: string | null | undefined, now: number): number {
  const untilMs = Date.parse(nextTry ?? '') - now;
  return untilMs > 0 ? untilMs + 4_000 : Infinity;
}

function grow(first: number, factor: number, times: number, most: number): number {
  return Math.min(Math.round(first * factor ** times), most);
}
