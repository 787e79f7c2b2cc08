/** A stored value: its JSON, and when it was made, changed and should go. Times are platform milliseconds. */
export interface Entry {
  key: string;
  json: string;
  bytes: number;
  createdAt: number;
  updatedAt: number;
  expiresAt: number | null;
}

/** One space of keys: plain values, secrets, or one entity. */
export interface Space {
  get(key: string): Entry | undefined;
  set(key: string, json: string, expiresAt: number | null): Entry;
  delete(key: string): boolean;
  /** Keys in ascending order. */
  keys(): readonly string[];
}

/**
 * Forge KVS: "expired values are deleted within 48 hours and may be read until then". The slowest permitted deletion is
 * simulated, because an app that lives with it lives with every other.
 */
export const EXPIRY_LAG_MS = 48 * 3_600_000;

/** Creates an empty space. */
export function createSpace(now: () => number): Space {
  const entries = new Map<string, Entry>();
  let sorted: string[] | undefined;

  const live = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    if (entry && entry.expiresAt !== null && now() >= entry.expiresAt + EXPIRY_LAG_MS) {
      entries.delete(key);
      sorted = undefined;
      return undefined;
    }
    return entry;
  };

  return {
    get: live,
    set(key, json, expiresAt) {
      const before = live(key);
      const at = now();
      const entry: Entry = {
        key,
        json,
        bytes: Buffer.byteLength(json),
        createdAt: before?.createdAt ?? at,
        updatedAt: at,
        expiresAt,
      };
      entries.set(key, entry);
      if (!before) sorted = undefined;
      return entry;
    },
    delete(key) {
      const existed = live(key) !== undefined;
      if (entries.delete(key)) sorted = undefined;
      return existed;
    },
    keys() {
      sorted ??= [...entries.keys()].sort();
      return sorted;
    },
  };
}
