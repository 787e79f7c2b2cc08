import type { AdfNode } from '../../domain/alert/document';
import { MOST_CANDIDATES } from '../../domain/matching/answer';
import type { Asset } from '../../domain/matching/asset';
import type { JudgedObservable, Judgement } from '../../domain/matching/judgement';
import { inSentence } from '../../domain/matching/standing';
import type { Report } from '../../domain/record/report';
import { showAsset, type ShownAsset } from './asset-facts';
import { assetRows, candidateRow, notUsedLines, summaryLine } from './asset-rows';
import { across, labelled, strong, text } from './nodes';
import { firstOf, moreInPanel, ownOf } from './words';

const CANDIDATES_SHOWN = 8;
const MOST_NAMES = 10;
const MOST_SEARCHED = 8;

/** Rows that stay together: they are shown as a whole, or counted among what has no room. */
export interface Section {
  readonly rows: readonly AdfNode[];
  /** Assets (or ambiguous observables) that are missing where the section has no room. */
  readonly weight: number;
}

/**
 * One section for each asset and each ambiguous observable in the alert's order; then what wasn't found, once, and machines at
 * the other end of the event. One machine is told in full, several in a line each.
 */
export function judgementSections(judgement: Judgement, report: Report): Section[] {
  const own = ownOf(judgement.observables);
  const sole = soleAsset(judgement);
  const assets = groupByAsset(own, judgement.assets);
  const parts = new Set<ShownAsset | JudgedObservable>(
    own.flatMap<ShownAsset | JudgedObservable>(judged =>
      judged.outcome === 'ambiguous' ? [judged] : (assets.get(judged.assetIds[0] ?? '') ?? []),
    ),
  );
  const missing = own.filter(one => one.outcome === 'not-found');
  return [
    ...[...parts].map(part => ({ rows: rowsOf(part, sole !== null, judgement, report), weight: 1 })),
    ...(missing.length === 0 ? [] : [{ rows: notFoundRows(missing), weight: missing.length }]),
    ...otherMachines(judgement, report),
  ];
}

/** The only asset that the alert's own observables lead to, or null where there is none, or several. */
export function soleAsset(judgement: Judgement): ShownAsset | null {
  const shown = [...groupByAsset(ownOf(judgement.observables), judgement.assets).values()];
  return shown.length === 1 ? (shown[0] ?? null) : null;
}

function rowsOf(
  part: ShownAsset | JudgedObservable,
  isSole: boolean,
  judgement: Judgement,
  report: Report,
): readonly AdfNode[] {
  if (!('asset' in part)) return ambiguousRows(part, judgement, report);
  return isSole ? assetRows(part, report) : across('tableCell', summaryLine(part, report));
}

function groupByAsset(
  observables: readonly JudgedObservable[],
  assets: readonly Asset[],
): ReadonlyMap<string, ShownAsset> {
  const byId = new Map(assets.map(asset => [asset.id, asset]));
  const judgedOf = new Map<string, JudgedObservable[]>();
  for (const judged of observables) {
    const [id] = judged.assetIds;
    if (id === undefined || (judged.outcome !== 'matched' && judged.outcome !== 'stale')) continue;
    judgedOf.set(id, [...(judgedOf.get(id) ?? []), judged]);
  }
  return new Map(
    [...judgedOf].flatMap(([id, judged]) => {
      const asset = byId.get(id);
      return asset === undefined ? [] : [[id, showAsset(asset, judged)] as const];
    }),
  );
}

function ambiguousRows(judged: JudgedObservable, { assets, observables }: Judgement, report: Report): AdfNode[] {
  const candidates = judged.assetIds.flatMap(id => assets.find(asset => asset.id === id) ?? []);
  const named = new Set(
    observables.flatMap(({ observable }) => (observable.kind === 'ip' ? [observable.address] : [])),
  );
  const shown = candidates.slice(0, CANDIDATES_SHOWN);
  const more = judged.assetIds.length - shown.length;
  return [
    ...across('tableCell', strong(fitsSeveral(judged)), text(judged.because)),
    ...shown.flatMap(asset => candidateRow(showAsset(asset, [judged]), named, report)),
    ...(more > 0 ? across('tableCell', text(moreInPanel(more))) : []),
  ];
}

function fitsSeveral({ observable, assetIds }: JudgedObservable): string {
  const count =
    assetIds.length === 0 || assetIds.length >= MOST_CANDIDATES ? `${MOST_CANDIDATES} or more` : assetIds.length;
  return `${observable.value} fits ${count} assets; none of them is confirmed`;
}

/** What is not used may exist all the same: an address whose machine is called otherwise is not one that nothing has. */
function notFoundRows(missing: readonly JudgedObservable[]): AdfNode[] {
  const isRefused = ({ observable, others }: JudgedObservable) => observable.kind !== 'hostname' && others.length > 0;
  const unknown = missing.filter(one => !isRefused(one)).map(one => one.observable.value);
  const refused = missing.filter(isRefused).map(one => text(`${one.observable.value}: ${inSentence(one.because)}`));
  const tried = [...new Set(missing.flatMap(one => one.tried))];
  return [
    ...across(
      'tableCell',
      unknown.length === 0 ? [] : strong(`No asset matches ${firstOf(unknown, MOST_NAMES)}`),
      ...refused.slice(0, MOST_NAMES),
    ),
    ...(unknown.length === 0
      ? []
      : labelled(
          'Meaning',
          text('The machine may be unmanaged, new, or outside the data scope of the service account.'),
        )),
    ...labelled('Names searched', text(firstOf(tried, MOST_SEARCHED))),
    ...labelled('Not used', ...notUsedLines(missing.flatMap(one => one.others))),
  ];
}

/** Addresses and MACs that lead elsewhere than the names: the other end of one event, as a rule. */
function otherMachines(judgement: Judgement, report: Report): Section[] {
  const elsewhere = judgement.observables.filter(one => one.isOtherMachine === true);
  const assets = [...groupByAsset(elsewhere, judgement.assets).values()];
  const several = elsewhere.filter(one => one.outcome === 'ambiguous');
  return [
    ...assets.map(shown => ({ rows: labelled('Other machine', summaryLine(shown, report)), weight: 1 })),
    ...several.map(one => ({ rows: labelled('Other machine', text(fitsSeveral(one))), weight: 1 })),
  ];
}
