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

function countUnrelated(values: readonly string[]): string[] {
  const unrelated: string[] = [];
  for (const value of [...values].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))) {
    if (!unrelated.some(shorter => isRelated(shorter, value))) unrelated.push(value);
  }
  return unrelated;
}

/** `web01` and `web01-mgmt`, `web-01` and `web01`, a name and what Windows leaves of it. */
function isRelated(shorter: string, longer: string): boolean {
  if (lettersAndDigits(shorter) === lettersAndDigits(longer)) return true;
  if (!longer.startsWith(shorter)) return false;
  return shorter.length === NETBIOS_NAME_LENGTH || /^[-_]/.test(longer.slice(shorter.length));
}

function lettersAndDigits(value: string): string {
  return value.replaceAll(/[^a-z0-9]/gi, '');
}
