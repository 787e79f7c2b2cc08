import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Settings } from '../contract/settings';
import type { Asset } from '../domain/matching/asset';
import { observableKey, type Observable } from '../domain/observables/observable';
import type { CachedAnswer } from '../sources/ask-axonius';
import { bytesOf, readMany, storageKeys, VALUE_BYTES, type TimedEntry } from './storage';

/** The assets were converted and limited before they were stored; only the frame of an entry is checked. */
const entry = z.object({
  answer: z.object({
    key: z.string(),
    candidates: z.array(z.custom<Asset>(value => typeof value === 'object' && value !== null)),
    overLimit: z.boolean(),
    askedInFull: z.boolean(),
    tried: z.array(z.string()),
    answeredAt: z.string(),
  }),
  expiresAt: z.number(),
});

/** The cache of one run: reads at once, and keeps what is to be stored until the run claims its alert. */
export interface AnswerCache {
  /** Entries by observable key; expired ones among them. */
  read(observables: readonly Observable[], settings: Settings): Promise<ReadonlyMap<string, CachedAnswer>>;
  keep(
    answers: readonly { readonly observable: Observable; readonly cached: CachedAnswer }[],
    settings: Settings,
  ): void;
  /** What was kept, once. */
  takeEntries(): readonly TimedEntry[];
  /** Key under which runs agree who asks about an observable. */
  questionKey(observable: Observable, settings: Settings): string;
}

export function createAnswerCache(): AnswerCache {
  let kept: TimedEntry[] = [];
  return {
    read: async (observables, settings) => {
      const keys = new Map(
        observables.map(observable => [storageKey(observable, settings), observableKey(observable)]),
      );
      const stored = await readMany([...keys.keys()]);
      const found = new Map<string, CachedAnswer>();
      // A cache that can't be read costs a question and nothing else.
      if (!stored.ok) return found;
      for (const [key, value] of stored.value) {
        const parsed = entry.safeParse(value);
        const observable = keys.get(key);
        if (parsed.success && parsed.data.answer.key === observable) found.set(observable, parsed.data);
      }
      return found;
    },
    keep: (answers, settings) => {
      kept = answers.flatMap(({ observable, cached }) => {
        // A larger answer is simply asked for again.
        if (bytesOf(cached) > VALUE_BYTES) return [];
        const ttlMinutes =
          cached.answer.candidates.length > 0 ? settings.advanced.cacheMinutes : settings.advanced.negativeCacheMinutes;
        return [{ key: storageKey(observable, settings), value: cached, ttlMinutes }];
      });
    },
    takeEntries: () => {
      const entries = kept;
      kept = [];
      return entries;
    },
    questionKey: (observable, settings) => storageKey(observable, settings).replace('answer:', 'question:'),
  };
}

/** Raised with the shape of an asset: what an older version of the app kept is asked for again. */
const SHAPE = 2;

/** Answers depend on tenant, facts and naming, all of which a new revision of the settings may change. */
function storageKey(observable: Observable, { address, revision }: Settings): string {
  const identity = JSON.stringify([SHAPE, address, revision, observableKey(observable)]);
  return storageKeys.answer(createHash('sha256').update(identity).digest('hex'));
}
