import type { Confidence, ObservableKind, Outcome } from './vocabulary';

/** What people call an outcome, on every screen. */
export const OUTCOME_NAMES: Readonly<Record<Outcome, string>> = {
  matched: 'Matched',
  ambiguous: 'Ambiguous',
  stale: 'Stale',
  'not-found': 'Not found',
  'no-observable': 'No machine named',
  failed: 'Failed',
};

/** What a colour says: go on, check first, act on nothing yet, something broke. */
export type Risk = 'clear' | 'check' | 'nothing' | 'broken';

/** Green is for a match that needs no second look, and for nothing else. */
export function riskOf(outcome: Outcome, confidence: Confidence | null): Risk {
  switch (outcome) {
    case 'matched':
      return confidence === 'high' || confidence === 'medium' ? 'clear' : 'check';
    case 'ambiguous':
    case 'stale':
      return 'check';
    case 'not-found':
    case 'no-observable':
      return 'nothing';
    case 'failed':
      return 'broken';
  }
}

const CERTAINTY: Readonly<Record<Confidence, string>> = { high: 'certain', medium: 'likely', low: 'uncertain' };
const MATCHES: Readonly<Record<ObservableKind, string>> = {
  hostname: 'name match',
  ip: 'address match',
  mac: 'MAC address match',
};

/**
 * How sure a result is: `high confidence`. What was not seen lately can't be called that; there it is the name, or the address,
 * that fits: `name match certain`.
 */
export function surenessWords(outcome: Outcome, confidence: Confidence, kind: ObservableKind): string {
  return outcome === 'stale' ? `${MATCHES[kind]} ${CERTAINTY[confidence]}` : `${confidence} confidence`;
}
