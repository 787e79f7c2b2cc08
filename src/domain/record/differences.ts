import type { AlertRecord, RecordedAsset } from '../../contract/record';
import { LISTS } from './record-asset';
import { cleanText } from './record-text';

const MOST = 20;

/**
 * What changed from one record to the next, as short clauses for people: `address 10.20.4.18 added`,
 * `now matched, was not-found`. At most 20; more are counted in a last clause.
 */
export function differences(previous: AlertRecord, next: AlertRecord): string[] {
  const found = [...outcomeChanges(previous, next), ...assetChanges(previous, next)].map(change =>
    cleanText(change, 200),
  );
  if (found.length <= MOST) return found;
  return [...found.slice(0, MOST - 1), `${found.length - MOST + 1} more changes`];
}

function outcomeChanges(previous: AlertRecord, next: AlertRecord): string[] {
  if (previous.outcome !== next.outcome) return [`now ${next.outcome}, was ${previous.outcome}`];
  if (previous.confidence === next.confidence) return [];
  return [`confidence now ${next.confidence ?? 'none'}, was ${previous.confidence ?? 'none'}`];
}

function assetChanges(previous: AlertRecord, next: AlertRecord): string[] {
  // A failed run knows nothing about assets, so what it doesn't name isn't gone.
  if (next.outcome === 'failed' || previous.outcome === 'failed') return [];
  const before = new Map(previous.assets.map(asset => [asset.id, asset]));
  const after = new Map(next.assets.map(asset => [asset.id, asset]));
  const several = next.assets.length > 1;
  return [
    ...next.assets.filter(asset => !before.has(asset.id)).map(asset => `asset ${nameOf(asset)} added`),
    ...previous.assets.filter(asset => !after.has(asset.id)).map(asset => `asset ${nameOf(asset)} gone`),
    ...next.assets.flatMap(asset => {
      const earlier = before.get(asset.id);
      const where = several ? ` (${nameOf(asset)})` : '';
      return earlier === undefined ? [] : valueChanges(earlier, asset).map(change => change + where);
    }),
  ];
}

/** Lists whose entries come and go. Sightings and adapters change by themselves and are no news. */
const TOLD_LISTS = { name: 'name', address: 'address', mac: 'MAC' } as const;

function valueChanges(earlier: RecordedAsset, later: RecordedAsset): string[] {
  // Lists that were shortened can't be compared: a missing entry may just have had no room.
  const isWhole = !earlier.omitted && !later.omitted;
  const lists = isWhole
    ? (['name', 'address', 'mac'] as const).flatMap(key =>
        changesOf(TOLD_LISTS[key], earlier[LISTS[key]], later[LISTS[key]]),
      )
    : [];
  return [...lists, ...factChanges(factsIn(earlier), factsIn(later), isWhole && hasKeys(earlier))];
}

function changesOf(word: string, earlier: readonly string[], later: readonly string[]): string[] {
  const before = new Set(earlier.map(value => value.toLowerCase()));
  const after = new Set(later.map(value => value.toLowerCase()));
  return [
    ...later.filter(value => !before.has(value.toLowerCase())).map(value => `${word} ${value} added`),
    ...earlier.filter(value => !after.has(value.toLowerCase())).map(value => `${word} ${value} gone`),
  ];
}

/** The facts with one value, by label. */
function factsIn({ facts, os }: RecordedAsset): ReadonlyMap<string, string> {
  return new Map([
    ...(facts ?? []).map(({ label, value }) => [label, value] as const),
    ...(os === undefined ? [] : [['operating system', os] as const]),
  ]);
}

/** A former version recorded fewer facts: what it didn't know is not new. */
function hasKeys({ facts }: RecordedAsset): boolean {
  return (facts ?? []).some(({ key }) => key !== undefined);
}

function factChanges(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  tellsComings: boolean,
): string[] {
  const changed = [...after].flatMap(([label, value]) => {
    const was = before.get(label);
    if (was === undefined) return tellsComings ? [`${label} ${value} added`] : [];
    return was === value ? [] : [`${label} now ${value}, was ${was}`];
  });
  const gone = [...before].filter(([label]) => tellsComings && !after.has(label));
  return [...changed, ...gone.map(([label, value]) => `${label} ${value} gone`)];
}

function nameOf(asset: RecordedAsset): string {
  return asset.names[0] ?? asset.id;
}
