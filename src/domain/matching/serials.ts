import type { Asset } from './asset';

/** What makers and firmware leave in the serial's place, letters and digits only: thousands of machines share it. */
const PLACEHOLDERS: ReadonlySet<string> = new Set([
  'TOBEFILLEDBYOEM',
  'DEFAULT',
  'DEFAULTSTRING',
  'SYSTEMSERIALNUMBER',
  'SYSTEMSERIAL',
  'CHASSISSERIALNUMBER',
  'SERIALNUMBER',
  'SERIAL',
  'NOTSPECIFIED',
  'NOTAPPLICABLE',
  'NOTAVAILABLE',
  'NA',
  'UNKNOWN',
  'NONE',
  'NULL',
  'OEM',
  'INVALID',
  'EMPTY',
  '123456789',
  '0123456789',
  '1234567890',
]);

const SHORTEST_SERIAL = 4;

/** True where a text stands in the serial's place and is none: `To be filled by O.E.M.`, `0000000`. */
export function isPlaceholderSerial(serial: string): boolean {
  const comparable = comparableSerial(serial);
  return PLACEHOLDERS.has(comparable) || /^(.?)\1*$/.test(comparable);
}

/** The serials that can tell machines apart, upper case, letters and digits only, sorted. */
export function usableSerials(asset: Asset): string[] {
  const serials = asset.serials
    .filter(serial => !isPlaceholderSerial(serial))
    .map(comparableSerial)
    .filter(serial => serial.length >= SHORTEST_SERIAL);
  return [...new Set(serials)].sort();
}

function comparableSerial(serial: string): string {
  return serial
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .replace(/^VMWARE/, '');
}
