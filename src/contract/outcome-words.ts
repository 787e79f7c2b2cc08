import type { Confidence, Outcome } from './vocabulary';

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
