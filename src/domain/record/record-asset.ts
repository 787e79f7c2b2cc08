import type { RecordedAsset } from '../../contract/record';
import type { Asset } from '../matching/asset';
import { cleanText, safeLink } from './record-text';

/** Longest text of a name (a hostname has at most 253 characters) and of an address or identifier. */
const NAME = 253;
const WORD = 100;

/** An asset as the record keeps it: the name to show first, then the other names without duplicates. */
export function recordAsset(asset: Asset): RecordedAsset {
  const names = unique([asset.displayName, ...asset.hostnames, ...asset.names], NAME);
  return {
    id: cleanText(asset.id, WORD),
    ...(asset.inventory === undefined ? {} : { inventory: asset.inventory }),
    names,
    lastSeen: asset.lastSeen,
    addresses: unique(asset.addresses, WORD),
    macs: unique(asset.macs, WORD),
    adapters: unique(asset.adapters, WORD),
    link: safeLink(asset.link),
    adapterCount: asset.adapterCount,
    ...(asset.os === null ? {} : { os: cleanText(asset.os, WORD) }),
    ...(asset.firstSeen === null ? {} : { firstSeen: asset.firstSeen }),
    interfaces: asset.interfaces.map(recordInterface),
    facts: asset.facts.map(fact => ({ label: cleanText(fact.label, 40), value: cleanText(fact.value, NAME) })),
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
