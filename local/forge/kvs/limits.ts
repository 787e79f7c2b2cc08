import { KvsError } from './errors';

/** Forge KVS: "keys: at most 500 characters, /^(?!\s+$)[a-zA-Z0-9:._\s-#]+$/". */
const KEY_PATTERN = /^(?!\s+$)[a-zA-Z0-9:._\s\-#]+$/;
const LONGEST_KEY = 500;
/** Forge KVS: a value is at most 240 KiB and 31 levels deep; a secret at most 128 KiB. */
export const VALUE_BYTES = 240 * 1024;
export const SECRET_BYTES = 128 * 1024;
const DEEPEST = 31;
/** Forge KVS: at most 25 items and 4 MB in a batch or transaction, each key once. */
export const MOST_ITEMS = 25;
export const MOST_BYTES = 4 * 1024 * 1024;

export function checkKey(key: string): void {
  if (key.length === 0) throw new KvsError('KEY_TOO_SHORT', 'The provided key must not be empty');
  if (key.length > LONGEST_KEY)
    throw new KvsError('KEY_TOO_LONG', `The provided key exceeds ${LONGEST_KEY} characters`);
  if (!KEY_PATTERN.test(key))
    throw new KvsError('INVALID_KEY', `The provided key does not match ${KEY_PATTERN.source}`);
}

/** Checks a value and returns it as JSON, which is what is stored and counted. */
export function checkValue(value: unknown, mostBytes: number): string {
  // "Values: string, number, boolean, object or array" (type StorageValue of @forge/kvs).
  if (value === undefined || value === null)
    throw new KvsError('INVALID_VALUE', 'The provided value must not be empty');
  const json = JSON.stringify(value);
  if (Buffer.byteLength(json) > mostBytes)
    throw new KvsError('MAX_SIZE', `The provided value exceeds the maximum size of ${mostBytes} bytes`);
  if (depthOf(value) > DEEPEST)
    throw new KvsError('MAX_DEPTH', `The provided value exceeds the maximum depth of ${DEEPEST}`);
  return json;
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let deepest = 0;
  for (const part of Object.values(value)) deepest = Math.max(deepest, depthOf(part));
  return deepest + 1;
}

export function checkItems(items: readonly { key: string; entityName?: string | undefined }[], bytes: number): void {
  if (items.length === 0) throw new KvsError('VALIDATION_ERROR', 'At least one item is needed');
  if (items.length > MOST_ITEMS)
    throw new KvsError('VALIDATION_ERROR', `At most ${MOST_ITEMS} items are allowed, got ${items.length}`);
  if (bytes > MOST_BYTES) throw new KvsError('MAX_SIZE', 'The request exceeds the maximum size of 4 MB', 413);
  const seen = new Set(items.map(item => `${item.entityName ?? ''}\0${item.key}`));
  if (seen.size < items.length) throw new KvsError('VALIDATION_ERROR', 'Each key may occur once');
}
