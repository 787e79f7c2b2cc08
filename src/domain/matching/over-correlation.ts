import type { NameReader } from './asset-names';
import type { Asset } from './asset';
import { usableSerials } from './serials';
import { NETBIOS_NAME_LENGTH } from '../observables/variants';

/**
 * Says, as a whole sentence, that an asset looks like several machines in one: several unrelated short names or serials. Null
 * where it does not.
 */
export function warnOfOverCorrelation(asset: Asset, namesOf: NameReader): string | null {
  const names = countUnrelated([...namesOf(asset).own.short]);
  const serials = countUnrelated(usableSerials(asset));
  if (names.length < 2 && serials.length < 2) return null;
  const what =
    names.length > 1
      ? `${names.length} unrelated names (${names.slice(0, 4).join(', ')})`
      : `${serials.length} serial numbers`;
  return `${asset.displayName} has ${what}: Axonius may hold several machines as one asset.`;
}

/**
 * The values that no shorter one explains: `web01` explains `web01-mgmt`, `web-01`, and what Windows leaves of a name explains
 * the whole name. Looks each value's beginnings up, because a device can report hundreds of names.
 */
export function countUnrelated(values: readonly string[]): string[] {
  const unrelated = new Set<string>();
  const spellings = new Set<string>();
  for (const value of [...values].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))) {
    const spelling = lettersAndDigits(value);
    if (spellings.has(spelling) || beginningsOf(value).some(beginning => unrelated.has(beginning))) continue;
    unrelated.add(value);
    spellings.add(spelling);
  }
  return [...unrelated];
}

function beginningsOf(value: string): string[] {
  const ends = [...value.matchAll(/[-_]/g)].map(({ index }) => index);
  return [NETBIOS_NAME_LENGTH, ...ends].filter(end => end <= value.length).map(end => value.slice(0, end));
}

function lettersAndDigits(value: string): string {
  return value.replaceAll(/[^a-z0-9]/gi, '');
}
