import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Settings } from '../contract/settings';
import type { CachedReply, Keyed } from '../sources/ask-source';
import { bytesOf, readMany, storageKeys, VALUE_BYTES, type TimedEntry } from './storage';

/** The cache of one run and one source: reads at once, and keeps what is to be stored until the run claims its alert. */
export interface AnswerCache<Reply> {
  /** Entries by key; expired ones among them. */
  read(keys: readonly string[]): Promise<ReadonlyMap<string, CachedReply<Reply>>>;
  keep(replies: readonly CachedReply<Reply>[]): void;
  /** What was kept, once. */
  takeEntries(): readonly TimedEntry[];
  /** Key under which runs agree who asks. */
  questionKey(key: string): string;
}

/** Raised with the shape of a reply: what an older version of the app kept is asked for again. */
const SHAPE = 2;

/** Answers depend on source, tenant, facts and naming, all of which a new revision of the settings may change. */
export type CacheIdentity = Pick<Settings, 'address' | 'revision'>;

/**
 * @param schema what an entry's reply must look like: what another version of the app stored is asked for anew
 */
export function createAnswerCache<Reply extends Keyed>(
  sourceId: string,
  schema: z.ZodType<Reply>,
  identity: () => CacheIdentity,
): AnswerCache<Reply> {
  const entry = z.object({ reply: schema, expiresAt: z.number() });
  const storageKey = (key: string) => {
    const { address, revision } = identity();
    const text = JSON.stringify([SHAPE, sourceId, address, revision, key]);
    return storageKeys.answer(createHash('sha256').update(text).digest('hex'));
  };
  let kept: TimedEntry[] = [];
  return {
    read: async keys => {
      const byStorageKey = new Map(keys.map(key => [storageKey(key), key]));
      const stored = await readMany([...byStorageKey.keys()]);
      const found = new Map<string, CachedReply<Reply>>();
      // A cache that can't be read costs a question and nothing else.
      if (!stored.ok) return found;
      for (const [at, value] of stored.value) {
        const parsed = entry.safeParse(value);
        const key = byStorageKey.get(at);
        if (parsed.success && key !== undefined && parsed.data.reply.key === key) found.set(key, parsed.data);
      }
      return found;
    },
    keep: replies => {
      // A larger reply is simply asked for again.
      const fitting = replies.filter(reply => bytesOf(reply) <= VALUE_BYTES);
      kept = fitting.map(reply => ({
        key: storageKey(reply.reply.key),
        value: reply,
        ttlMinutes: Math.max(1, Math.ceil((reply.expiresAt - Date.now()) / 60_000)),
      }));
    },
    takeEntries: () => {
      const entries = kept;
      kept = [];
      return entries;
    },
    questionKey: key => storageKey(key).replace('answer:', 'question:'),
  };
}
