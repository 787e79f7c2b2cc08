import type { ReactNode } from 'react';
import Lozenge, { type ThemeAppearance } from '@atlaskit/lozenge/lozenge';
import { OUTCOME_NAMES, riskOf, type Risk } from '../../src/contract/outcome-words';
import type { Confidence, Outcome } from '../../src/contract/vocabulary';

const APPEARANCES: Readonly<Record<Risk, ThemeAppearance>> = {
  clear: 'success',
  check: 'moved',
  nothing: 'default',
  broken: 'removed',
};

/** An outcome in the words and the colour that it has on every screen. */
export function OutcomeLozenge({
  outcome,
  confidence,
}: {
  readonly outcome: Outcome;
  readonly confidence: Confidence | null;
}): ReactNode {
  const risk = riskOf(outcome, confidence);
  return (
    <span data-risk={risk}>
      <Lozenge appearance={APPEARANCES[risk]}>{OUTCOME_NAMES[outcome]}</Lozenge>
    </span>
  );
}
