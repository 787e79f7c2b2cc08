import { randomUUID } from 'node:crypto';
import type { Pause } from '../domain/pacing/pause';
import type { Keyed, SourceMemory } from '../sources/ask-source';
import type { AnswerCache } from './answer-cache';
import { claimAndStore } from './claims';
import { readPause, writePause } from './site';
import { storeMany } from './storage';
import { needsNoTurn, takeTurn, type TurnTaking } from './turns';

/** One probe at a time; a probe that was ended half-way holds up the next one for so long. */
const PROBE_MS = 60_000;
/** Longer than runs wait for each other, so that they don't ask in turn. */
const QUESTION_MS = 20_000;

interface MemoryParts<Reply> {
  readonly source: { readonly id: string; readonly title: string };
  readonly cache: AnswerCache<Reply>;
  /** The source's shared pause as the run read it. */
  readonly pause: () => Promise<Pause | null>;
  /** How many may ask at once, for runs that a person started; the queue counts the others. */
  readonly turns: { readonly most: () => number; readonly taking: TurnTaking } | null;
}

/** What the app remembers of one source, in Forge's storage: its cache, its pause, who asks right now. */
export function sourceMemory<Reply extends Keyed>(parts: MemoryParts<Reply>): SourceMemory<Reply> {
  const { source, cache, pause, turns } = parts;
  return {
    title: source.title,
    readCache: cache.read,
    keepForCache: cache.keep,
    shareCache: () => storeMany(cache.takeEntries()),
    pause,
    readPause: () => readPause(source.id),
    writePause: next => writePause(source.id, next),
    claimProbe: ({ until }) => claim(`probe:${source.id}:${until}`, PROBE_MS),
    claimQuestion: key => claim(cache.questionKey(key), QUESTION_MS),
    takeTurn: withinMs =>
      turns === null ? Promise.resolve(needsNoTurn) : takeTurn(turns.most(), withinMs, turns.taking),
    sleep: ms => new Promise(resolve => setTimeout(resolve, ms)),
    now: () => new Date(),
  };
}

/** Where storage takes no claim, asking twice is better than not asking. */
async function claim(key: string, heldForMs: number): Promise<boolean> {
  const request = { key, owner: randomUUID(), now: Date.now(), heldForMs };
  const claimed = await claimAndStore(request, []);
  return !claimed.ok || claimed.value;
}
