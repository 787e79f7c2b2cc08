import type { Asset } from './asset';

/** What makers leave in the serial's place. */
const PLACEHOLDERS: ReadonlySet<string> = new Set([
  'TOBEFILLEDBYOEM',
  'DEFAULTSTRING',
  'SYSTEMSERIALNUMBER',
  'CHASSISSERIALNUMBER',
  'NOTSPECIFIED',
  'NOTAPPLICABLE',
  'NOTAVAILABLE',
  'UNKNOWN',
  'NONE',
  'NULL',
  'OEM',
  'SERIAL',
  'INVALID',
  'EMPTY',
  '123456789',
  '0123456789',
  '1234567890',
]);

/** The serials that can tell machines apart, upper case, letters and digits only, sorted. */
export function usableSerials(asset: Asset): string[] {
  const serials = asset.serials
    .map(serial =>
      serial
        .toUpperCase()
        .replaceAll(/[^A-Z0-9]/g, '')
        .replace(/^VMWARE/, ''),
    )
    .filter(serial => serial.length >= 4 && !PLACEHOLDERS.has(serial) && !/^(.)\1*$/.test(serial));
  return [...new Set(serials)].sort();
}
