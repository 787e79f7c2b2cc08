import type { Outcome } from '../../../src/contract/vocabulary';

/** From what an analyst is glad about to what an admin mends. */
export const OUTCOME_ORDER: readonly Outcome[] = [
  'matched',
  'stale',
  'ambiguous',
  'not-found',
  'no-observable',
  'failed',
];

/** Columns of the chart, from the bottom up. Tokens follow the theme. */
export const SERIES: readonly { readonly key: Outcome | 'without'; readonly label: string; readonly color: string }[] =
  [
    { key: 'matched', label: 'Matched', color: 'var(--ds-chart-success)' },
    { key: 'stale', label: 'Stale', color: 'var(--ds-chart-blue-bold)' },
    { key: 'ambiguous', label: 'Ambiguous', color: 'var(--ds-chart-warning)' },
    { key: 'not-found', label: 'Not found', color: 'var(--ds-chart-neutral)' },
    { key: 'no-observable', label: 'No hostname', color: 'var(--ds-chart-gray-boldest)' },
    { key: 'failed', label: 'Failed', color: 'var(--ds-chart-danger)' },
    { key: 'without', label: 'No run yet', color: 'var(--ds-background-neutral-hovered)' },
  ];
