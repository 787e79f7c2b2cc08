import type { Said } from './strategies';
import type { KnownAlert } from './world';

export type Verdict = 'right' | 'wrong' | 'missed' | 'ambiguous told' | 'ambiguous hidden';

/** One strategy over all alerts. */
export interface Score {
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Alerts whose machines are in the inventory and can be told. */
  readonly findable: number;
  /** Of those, the ones for which exactly their machines were named. */
  readonly found: number;
  /** Alerts that were answered with `ambiguous`. */
  readonly saidAmbiguous: number;
  readonly alerts: number;
}

/**
 * Holds what was said against the truth. Naming any asset that the alert does not mean is wrong, whatever else was said;
 * naming one of several that nobody could tell apart hides the ambiguity.
 */
export function judgeSaid({ truth }: KnownAlert, said: Said): Verdict {
  switch (truth.is) {
    case 'absent':
      if (said.assets.length > 0) return 'wrong';
      // Not an asset, but not the truth either.
      return said.ambiguous ? 'missed' : 'right';
    case 'ambiguous':
      if (said.assets.length > 0) return said.assets.every(id => truth.ids.includes(id)) ? 'ambiguous hidden' : 'wrong';
      return said.ambiguous && said.undecided.every(id => truth.ids.includes(id)) ? 'ambiguous told' : 'missed';
    case 'assets':
      if (said.assets.some(id => !truth.ids.includes(id))) return 'wrong';
      return truth.ids.every(id => said.assets.includes(id)) && !said.ambiguous ? 'right' : 'missed';
  }
}

export function scoreAll(results: readonly { readonly alert: KnownAlert; readonly said: Said }[]): Score {
  const counts = { right: 0, wrong: 0, missed: 0, 'ambiguous told': 0, 'ambiguous hidden': 0 };
  let [findable, found, saidAmbiguous] = [0, 0, 0];
  for (const { alert, said } of results) {
    const verdict = judgeSaid(alert, said);
    counts[verdict] += 1;
    if (said.ambiguous) saidAmbiguous += 1;
    if (alert.truth.is !== 'assets') continue;
    findable += 1;
    if (verdict === 'right') found += 1;
  }
  return { counts, findable, found, saidAmbiguous, alerts: results.length };
}

export function recallOf(score: Score): number {
  return score.findable === 0 ? 0 : score.found / score.findable;
}
