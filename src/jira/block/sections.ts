import { MOST_CANDIDATES } from '../../domain/matching/answer';
import type { Asset } from '../../domain/matching/asset';
import type { AdfNode } from '../../domain/alert/document';
import type { JudgedObservable, Judgement } from '../../domain/matching/judgement';
import type { Report } from '../../domain/record/report';
import { type AssetGroup, assetRows, candidateLine, notUsedLines } from './asset-rows';
import { across, labelled, strong, text } from './nodes';
import { firstOf, moreInPanel } from './words';

const CANDIDATES_SHOWN = 8;
const MOST_NAMES = 10;
const MOST_TRIED = 8;

/** Rows that stay together: they are shown as a whole, or counted among what has no room. */
export interface Section {
  readonly rows: readonly AdfNode[];
  /** Assets (or ambiguous observables) that are missing where the section has no room. */
  readonly weight: number;
}

/** One section for each asset and each ambiguous observable in the alert's order; what wasn't found comes last, once. */
export function judgementSections(judgement: Judgement, report: Report): Section[] {
  const groups = groupByAsset(judgement);
  const parts = orderParts(judgement.observables, groups);
  const missing = judgement.observables.filter(one => one.outcome === 'not-found');
  const alone = isAlone(judgement);
  const lozenge = new Set(judgement.observables.map(one => `${one.outcome} ${one.confidence}`)).size > 1 && !alone;
  const sections = parts.map(part => ({
    rows: 'asset' in part ? assetRows(part, report, { alone, lozenge }) : ambiguousRows(part, judgement.assets, report),
    weight: 1,
  }));
  return missing.length === 0 ? sections : [...sections, { rows: notFoundRows(missing), weight: missing.length }];
}

/** The only asset of a judgement without open questions: title and last row speak of it alone. */
export function soleGroup(judgement: Judgement): AssetGroup | null {
  const [group] = groupByAsset(judgement).values();
  return isAlone(judgement) ? (group ?? null) : null;
}

function isAlone(judgement: Judgement): boolean {
  const tied = judgement.observables.every(one => one.outcome === 'matched' || one.outcome === 'stale');
  return tied && groupByAsset(judgement).size === 1;
}

function groupByAsset(judgement: Judgement): Map<string, AssetGroup> {
  const groups = new Map<string, AssetGroup>();
  for (const judged of judgement.observables) {
    if (judged.outcome !== 'matched' && judged.outcome !== 'stale') continue;
    const asset = judgement.assets.find(one => one.id === judged.assetIds[0]);
    if (asset === undefined) continue;
    const group = groups.get(asset.id);
    groups.set(asset.id, { asset, judged: group === undefined ? [judged] : [...group.judged, judged] });
  }
  return groups;
}

function orderParts(
  observables: readonly JudgedObservable[],
  groups: ReadonlyMap<string, AssetGroup>,
): (AssetGroup | JudgedObservable)[] {
  const parts = new Set<AssetGroup | JudgedObservable>();
  for (const judged of observables) {
    const group = groups.get(judged.assetIds[0] ?? '');
    if (judged.outcome === 'ambiguous') parts.add(judged);
    else if (group !== undefined) parts.add(group);
  }
  return [...parts];
}

function ambiguousRows(judged: JudgedObservable, assets: readonly Asset[], report: Report): AdfNode[] {
  const candidates = assets.filter(asset => judged.assetIds.includes(asset.id));
  const count = judged.assetIds.length;
  const counted = count >= MOST_CANDIDATES ? `${MOST_CANDIDATES} or more` : String(count);
  const lines = candidates.slice(0, CANDIDATES_SHOWN).map(asset => candidateLine(asset, report));
  const more = count > lines.length ? [text(moreInPanel(count - lines.length))] : [];
  return [
    ...across('tableCell', strong(`${judged.observable.value} fits ${counted} assets; none of them is confirmed`)),
    ...labelled('Why', text(judged.because)),
    ...labelled('Candidates', ...lines, ...more),
    ...labelled('Not used', ...notUsedLines(judged.others)),
  ];
}

function notFoundRows(missing: readonly JudgedObservable[]): AdfNode[] {
  const names = missing.map(one => one.observable.value);
  const tried = [...new Set(missing.flatMap(one => one.tried))];
  return [
    ...across('tableCell', strong(`No asset matches ${firstOf(names, MOST_NAMES)}`)),
    ...labelled(
      'Meaning',
      text('The machine may be unmanaged, new, or outside the data scope of the service account.'),
    ),
    ...labelled('Tried', text(firstOf(tried, MOST_TRIED))),
    ...labelled('Not used', ...notUsedLines(missing.flatMap(one => one.others))),
  ];
}
