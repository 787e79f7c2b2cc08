import type { Alert } from '../alert/alert';
import type { Asset } from './asset';
import type { JudgedObservable, Judgement } from './judgement';

/** An alert's machines as they were judged: what context sources are asked about. */
export interface Subject {
  readonly issueId: string;
  readonly projectId: string;
  /** ISO 8601. */
  readonly alertTime: string;
  readonly observables: readonly JudgedObservable[];
  /** Matched and stale assets, at most five: candidates of an ambiguous name are not among them. */
  readonly assets: readonly Asset[];
}

/** Source and destination of one event, and a few more. */
const MOST_MACHINES = 5;

export function subjectOf({ id, projectId, alertTime }: Alert, { observables, assets }: Judgement): Subject {
  const settled = observables.filter(({ outcome }) => outcome === 'matched' || outcome === 'stale');
  const ids = new Set(settled.flatMap(({ assetIds }) => assetIds));
  const machines = assets.filter(asset => ids.has(asset.id)).slice(0, MOST_MACHINES);
  return { issueId: id, projectId, alertTime, observables, assets: machines };
}
