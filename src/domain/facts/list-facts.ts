import { TOOL_KINDS } from '../../contract/adapters';
import type { Asset, NetworkInterface } from '../matching/asset';
import type { Fact } from './fact';
import { protectionOf, TOOL_WORDS } from './protection';

type Unsigned = Omit<Fact, 'source'>;
type Convert = (asset: Asset) => readonly Unsigned[];

/** Assets from before there were several inventories name none. */
const ONLY_INVENTORY = 'axonius';

/**
 * How each part of an asset becomes facts; the order is that of the list. A part without facts says why: `identity` tells
 * which asset it is, `judged-by` is never shown, `told` comes with another part. A part that has no entry doesn't compile.
 */
const CONVERTERS: { readonly [Part in keyof Required<Asset>]: Convert | 'identity' | 'judged-by' | 'told' } = {
  id: 'identity',
  inventory: 'identity',
  link: 'identity',
  displayName: asset => each('name', 'Name', [asset.displayName, ...asset.hostnames, ...asset.names]),
  hostnames: 'told',
  names: 'told',
  os: asset => one('os', 'Operating system', asset.os),
  model: asset => one('model', 'Model', asset.model),
  facts: asset => asset.facts.map(({ label, value, personal }) => fact(keyOf(label), label, value, personal)),
  labels: asset => one('labels', 'Labels', few(asset.labels)),
  lastSeen: asset => one('last-seen', 'Last seen', asset.lastSeen),
  firstSeen: asset => one('first-seen', 'First seen', asset.firstSeen),
  addresses: asset => each('address', 'Address', asset.addresses),
  macs: asset => each('mac', 'MAC', asset.macs),
  interfaces: asset => each('interface', 'Interface', asset.interfaces.map(describeInterface)),
  agents: listProtection,
  adapters: asset => each('adapter', 'Adapter', asset.adapters),
  adapterCount: asset => one('adapter-count', 'Adapters', String(asset.adapterCount)),
  serials: 'judged-by',
};

/** Keys of facts that the app makes by itself, which an admin's label may not pass for. */
const OWN_KEYS: ReadonlySet<string> = new Set([
  'name',
  'os',
  'last-seen',
  'first-seen',
  'address',
  'mac',
  'interface',
  'adapter',
  'adapter-count',
  ...Object.keys(TOOL_WORDS),
  'missing',
]);

/** All that is known of an asset: block, record, fingerprint and differences are made from this list and nothing beside it. */
export function listFacts(asset: Asset): readonly Fact[] {
  const source = asset.inventory ?? ONLY_INVENTORY;
  return Object.values(CONVERTERS).flatMap(convert =>
    typeof convert === 'function' ? convert(asset).map(fact => ({ ...fact, source })) : [],
  );
}

function listProtection(asset: Asset): readonly Unsigned[] {
  const { tools, missing } = protectionOf(asset);
  const reported = TOOL_KINDS.flatMap(kind => {
    const names = tools.filter(tool => tool.kind === kind).map(({ name }) => name);
    return one(kind, capitalized(TOOL_WORDS[kind]), names.join(', '));
  });
  return [...reported, ...one('missing', 'Missing protection', missing.map(kind => TOOL_WORDS[kind]).join(', '))];
}

function fact(key: string, label: string, value: string, personal = false): Unsigned {
  return { key, label, value, personal };
}

function one(key: string, label: string, value: string | null): readonly Unsigned[] {
  return value === null || value === '' ? [] : [fact(key, label, value)];
}

function each(key: string, label: string, values: readonly string[]): readonly Unsigned[] {
  return [...new Set(values)].map(value => fact(key, label, value));
}

/** `Cost center` → `cost-center`. */
function keyOf(label: string): string {
  const key = label.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  return OWN_KEYS.has(key) ? `own-${key}` : key;
}

const MOST_LABELS = 8;

/** The order of labels means nothing, and their number has no limit. */
function few(labels: readonly string[]): string {
  const sorted = [...labels].sort();
  const shown = sorted.slice(0, MOST_LABELS).join(', ');
  return sorted.length > MOST_LABELS ? `${shown} and ${sorted.length - MOST_LABELS} more` : shown;
}

function describeInterface({ name, mac, addresses, manufacturer }: NetworkInterface): string {
  const head = [name, mac, manufacturer].filter(part => part !== null).join(' ');
  return addresses.length === 0 ? head : `${head}: ${addresses.join(', ')}`;
}

function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
