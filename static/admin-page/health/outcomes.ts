import { OUTCOME_NAMES, riskOf, type Risk } from '../../../src/contract/outcome-words';
import type { Outcome } from '../../../src/contract/vocabulary';

/** From what an analyst is glad about to what an admin fixes. */
export const OUTCOME_ORDER: readonly Outcome[] = [
  'matched',
  'stale',
  'ambiguous',
  'not-found',
  'no-observable',
  'failed',
];

/** The colours of the lozenges, in shades that tell outcomes of one risk apart. Tokens follow the theme. */
const SHADES: Readonly<Record<Risk, readonly string[]>> = {
  clear: ['var(--ds-chart-success)'],
  check: ['var(--ds-chart-yellow-bold)', 'var(--ds-chart-yellow-boldest)'],
  nothing: ['var(--ds-chart-neutral)', 'var(--ds-chart-gray-boldest)'],
  broken: ['var(--ds-chart-danger)'],
};

interface Series {
  readonly key: Outcome | 'without';
  readonly label: string;
  readonly color: string;
}

/** A day counts matches whatever their confidence: the chart shows them as the lozenge shows most of them. */
function seriesOf(outcome: Outcome): Series {
  const risk = riskOf(outcome, 'high');
  const sameRisk = OUTCOME_ORDER.filter(other => riskOf(other, 'high') === risk);
  const color = SHADES[risk][sameRisk.indexOf(outcome)] ?? 'var(--ds-chart-neutral)';
  return { key: outcome, label: OUTCOME_NAMES[outcome], color };
}

/** Columns of the chart, from the bottom up. */
export const SERIES: readonly Series[] = [
  ...OUTCOME_ORDER.map(seriesOf),
  { key: 'without', label: 'No run yet', color: 'var(--ds-background-neutral-hovered)' },
];
