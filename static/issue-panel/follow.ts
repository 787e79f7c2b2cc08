import type { PanelState } from './state';

/** What the panel asks for next by itself, and in how many milliseconds. */
export interface Look {
  readonly call: 'progress' | 'load';
  readonly afterMs: number;
}

/** Nobody watches a panel that long for a run that does not come. */
const MOST_LOOKS = 40;

/**
 * Decides what to look at next, or null for nothing: the own run's step, a run in the queue, a first run that is due, a
 * next try. Each wait is longer than the one before it, up to a limit, so that a panel left open asks seldom.
 *
 * @param now epoch milliseconds
 */
export function planLook(state: PanelState, now: number): Look | null {
  if (state.kind !== 'ready' || state.looks >= MOST_LOOKS) return null;
  const { activity, view, looks } = state;
  switch (activity.kind) {
    case 'running':
      return { call: 'progress', afterMs: grow(700, 1.3, looks, 2_500) };
    case 'following':
      return { call: 'progress', afterMs: grow(1_500, 1.4, looks, 10_000) };
    case 'idle':
      if (view.isExpected) return { call: 'load', afterMs: grow(3_000, 1.4, looks, 20_000) };
      return lookAfterNextTry(view.record?.failure?.nextTry ?? null, looks, now);
  }
}

function lookAfterNextTry(nextTry: string | null, looks: number, now: number): Look | null {
  if (nextTry === null) return null;
  const untilTry = Math.max(0, Date.parse(nextTry) - now);
  return Number.isNaN(untilTry) ? null : { call: 'load', afterMs: untilTry + grow(4_000, 1.5, looks, 60_000) };
}

function grow(first: number, factor: number, times: number, most: number): number {
  return Math.min(Math.round(first * factor ** times), most);
}
