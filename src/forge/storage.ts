import { kvs } from '@forge/kvs';
import type { Result } from '../domain/pacing/failure';
import { explainItem, explainStorage, StorageError, tooLarge } from './storage-failure';

/**
 * Everything that the app keeps in Forge storage. Alert data is not among it: that lives in the issues.
 *
 * | key | holds | written by |
 * |---|---|---|
 * | `settings` | the settings | admin page |
 * | `setup` | names of the settings resolved to ids, for a day | runs |
 * | `pause` | Axonius' shared pause | runs |
 * | `pause:<source>` | the shared pause of another source | runs |
 * | `asking-mode` | how the tenant is asked for names, and what that was learnt from | runs, backfill |
 * | `answer:<sha256>` | what a source said about one observable or subject | runs |
 * | `not-visible:<issue id>` | an alert that the app was told of and may not see | runs, sweep |
 * | `progress:<issue id>` | where a run is that a person waits for, for minutes | panel, runs that a person started |
 * | `jira-pause` | until when Jira wants to be spared | runs, sweep, backfill |
 * | `sweep` | where the sweep stands | sweep |
 * | `backfill` | what an admin ordered | admin page |
 * | `backfill-progress` | how far the backfill is | backfill |
 * | `check` | what the last check of the site found | admin page, check |
 * | `watch` | which alert an admin watches | admin page |
 * | `watch-event` | when the watched alert's event arrived | trigger |
 * | `watch-look` | what the last look at the watched alert found | check |
 * | `watch-panel` | when the watched alert's panel was opened | panel |
 * | entity `claim` | who writes an alert, runs it or asks for a person, sweeps, backfills, orders or saves right now (`claims.ts`) | runs, panel, sweep, backfill, admin page |
 * | secret `credentials` | key and secret of the service account | admin page |
 */
export const storageKeys = {
  settings: 'settings',
  setup: 'setup',
  pause: 'pause',
  pauseOf: (sourceId: string) => (sourceId === 'axonius' ? 'pause' : `pause:${sourceId}`),
  jiraPause: 'jira-pause',
  askingMode: 'asking-mode',
  sweep: 'sweep',
  backfill: 'backfill',
  backfillProgress: 'backfill-progress',
  check: 'check',
  watch: 'watch',
  watchEvent: 'watch-event',
  watchLook: 'watch-look',
  watchPanel: 'watch-panel',
  credentials: 'credentials',
  answer: (identity: string) => `answer:${identity}`,
  notVisible: (issueId: string) => `not-visible:${issueId}`,
  progress: (issueId: string) => `progress:${issueId}`,
} as const;

/** Forge takes at most 25 items in a batch or transaction. */
const BATCH_LIMIT = 25;
/**
 * Bytes of one value and of one batch or transaction, with room for what the request adds to the values.
 *
 * @see https://developer.atlassian.com/platform/forge/limits-kvs-ce (240 KiB a value, 4 MB a batch or transaction)
 */
export const VALUE_BYTES = 230 * 1024;
const BATCH_BYTES = 3_500_000;

/** Bytes of a value as Forge counts them. */
export function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/**
 * Reads several keys in one operation per 25 keys; what isn't there is absent from the map. Only `KEY_NOT_FOUND` means that:
 * a key that could not be read is a failure.
 */
export async function readMany(keys: readonly string[]): Promise<Result<ReadonlyMap<string, unknown>>> {
  const found = new Map<string, unknown>();
  try {
    for (let start = 0; start < keys.length; start += BATCH_LIMIT) {
      const items = keys.slice(start, start + BATCH_LIMIT).map(key => ({ key }));
      const { successfulKeys, failedKeys } = await kvs.batchGet<unknown>(items);
      const unread = failedKeys.find(({ error }) => error.code !== ABSENT);
      if (unread !== undefined) return { ok: false, failure: explainItem(unread.error.code) };
      for (const { key, value } of successfulKeys) if (value !== undefined && value !== null) found.set(key, value);
    }
    return { ok: true, value: found };
  } catch (error) {
    return { ok: false, failure: explainStorage(error) };
  }
}

const ABSENT = 'KEY_NOT_FOUND';

/** Reads one key; undefined where it isn't there. @throws StorageError */
export async function readOne(key: string): Promise<unknown> {
  return kvs.get<unknown>(key).catch((error: unknown) => {
    throw new StorageError(explainStorage(error));
  });
}

/** Writes one key. @throws StorageError, also where the value is larger than Forge takes */
export async function writeOne(key: string, value: unknown): Promise<void> {
  if (bytesOf(value) > VALUE_BYTES) throw new StorageError(tooLarge);
  await kvs.set(key, value).catch((error: unknown) => {
    throw new StorageError(explainStorage(error));
  });
}

/** What may be lost: it costs a question or a moment when it is. */
export interface TimedEntry {
  readonly key: string;
  readonly value: unknown;
  readonly ttlMinutes: number;
}

/** The entries that fit into one transaction beside a claim; others are asked again later. */
export function fitTransaction(entries: readonly TimedEntry[]): readonly TimedEntry[] {
  return fit(entries, BATCH_LIMIT - 1);
}

/** Stores entries in one operation, as many as fit. What Forge refuses of them is asked again later. Never throws. */
export async function storeMany(entries: readonly TimedEntry[]): Promise<void> {
  const items = fit(entries, BATCH_LIMIT).map(({ key, value, ttlMinutes }) => ({
    key,
    value,
    options: { ttl: { value: ttlMinutes, unit: 'MINUTES' as const } },
  }));
  if (items.length > 0) await kvs.batchSet(items).catch(() => undefined);
}

function fit(entries: readonly TimedEntry[], most: number): readonly TimedEntry[] {
  const fitting: TimedEntry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = bytesOf(entry.value);
    if (fitting.length === most) break;
    if (size > VALUE_BYTES || bytes + size > BATCH_BYTES) continue;
    bytes += size;
    fitting.push(entry);
  }
  return fitting;
}
