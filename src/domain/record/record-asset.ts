import type { RecordedAsset } from '../../contract/record';
import type { Fact } from '../facts/fact';
import { listFacts } from '../facts/list-facts';
import type { Asset } from '../matching/asset';
import { cleanText, safeLink } from './record-text';

/** Longest text of a name (a hostname has at most 253 characters), of an address or identifier, and of a label. */
const NAME = 253;
const WORD = 100;
const LABEL = 40;

/** Keys of facts that the record keeps in lists of their own. */
export const LISTS = {
  name: 'names',
  address: 'addresses',
  mac: 'macs',
  adapter: 'adapters',
} as const satisfies Record<string, keyof RecordedAsset>;
/** Keys of facts that have a place of their own beside those lists. What is in none of both stands in `facts`. */
const PLACES: ReadonlySet<string> = new Set([
  ...Object.keys(LISTS),
  'last-seen',
  'first-seen',
  'os',
  'interface',
  'adapter-count',
]);

/** An asset as the record keeps it: the name to show first, then the other names without duplicates. */
export function recordAsset(asset: Asset): RecordedAsset {
  const facts = listFacts(asset);
  const all = (key: string, limit: number) =>
    unique(
      facts.filter(fact => fact.key === key).map(({ value }) => value),
      limit,
    );
  return {
    id: cleanText(asset.id, WORD),
    ...(asset.inventory === undefined ? {} : { inventory: asset.inventory }),
    names: all('name', NAME),
    lastSeen: asset.lastSeen,
    addresses: all('address', WORD),
    macs: all('mac', WORD),
    adapters: all('adapter', WORD),
    link: safeLink(asset.link),
    adapterCount: asset.adapterCount,
    ...(asset.os === null ? {} : { os: cleanText(asset.os, WORD) }),
    ...(asset.firstSeen === null ? {} : { firstSeen: asset.firstSeen }),
    interfaces: asset.interfaces.map(recordInterface),
    facts: facts.filter(({ key }) => !PLACES.has(key)).map(recordFact),
  };
}

function recordFact({ key, label, value, personal }: Fact) {
  return {
    key: cleanText(key, LABEL + 'own-'.length),
    label: cleanText(label, LABEL),
    value: cleanText(value, NAME),
    ...(personal ? { personal: true as const } : {}),
  };
}

function recordInterface(port: Asset['interfaces'][number]) {
  return {
    ...(port.name === null ? {} : { name: cleanText(port.name, WORD) }),
    ...(port.mac === null ? {} : { mac: cleanText(port.mac, WORD) }),
    addresses: unique(port.addresses, WORD),
    ...(port.manufacturer === null ? {} : { manufacturer: cleanText(port.manufacturer, WORD) }),
  };
}

function unique(values: readonly string[], limit: number): string[] {
  const seen = new Map<string, string>();
  for (const value of values) {
    const clean = cleanText(value, limit);
    const key = clean.toLowerCase();
    if (clean !== '' && !seen.has(key)) seen.set(key, clean);
  }
  return [...seen.values()];
}
