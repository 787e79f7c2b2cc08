import type { Failure, Result } from '../domain/pacing/failure';
import { describePause, pauseAfter, type Pause } from '../domain/pacing/pause';

/** What a source is asked about, and how: the same for every source. */
export interface Question<Item, Reply extends Keyed> {
  readonly items: readonly Item[];
  keyOf(item: Item): string;
  ask(items: readonly Item[]): Promise<Result<Replies<Reply>>>;
  /** Minutes that a reply may be served from the cache; 0 keeps it out. */
  minutesFor(reply: Reply): number;
}

export interface Keyed {
  /** `keyOf` of the item that it is about. */
  readonly key: string;
}

export interface Replies<Reply> {
  readonly replies: readonly Reply[];
  /** Requests that were sent; 0 where the cache had everything. */
  readonly questions: number;
  /** There was no time for all that should have been asked. */
  readonly provisional?: true;
}

/** How a run may ask. */
export interface Asking {
  /** Past the cache. */
  readonly fresh: boolean;
  /** Alerts queue up: runs about the same machine wait for each other's answer. */
  readonly isCrowded: boolean;
  readonly withinMs: number;
}

/** A reply as it lies in the cache. */
export interface CachedReply<Reply> {
  readonly reply: Reply;
  /** Epoch milliseconds: Forge deletes expired entries late, so their age is checked here. */
  readonly expiresAt: number;
}

/** What the app remembers of one source: cache, shared pause, and who asks right now. */
export interface SourceMemory<Reply> {
  /** As people call the source. */
  readonly title: string;
  /** Entries of the cache by key; one storage read. */
  readCache(keys: readonly string[]): Promise<ReadonlyMap<string, CachedReply<Reply>>>;
  /** Keeps replies until the run claims its alert: claim and cache are one storage write. */
  keepForCache(replies: readonly CachedReply<Reply>[]): void;
  /** Stores what was kept at once, for others that wait for it. */
  shareCache(): Promise<void>;
  /** The shared pause as it was when the run began. */
  pause(): Promise<Pause | null>;
  /** The shared pause as it is now. */
  readPause(): Promise<Pause | null>;
  writePause(pause: Pause | null): Promise<void>;
  /** True for the one run that may ask after this pause, to see whether the source answers again. */
  claimProbe(pause: Pause): Promise<boolean>;
  /** True where nobody else asks about this right now. */
  claimQuestion(key: string): Promise<boolean>;
  /** A turn to ask, which is ended by what comes back; null where as many ask as the settings allow. */
  takeTurn(withinMs: number): Promise<(() => Promise<void>) | null>;
  sleep(ms: number): Promise<void>;
  now(): Date;
}

const MINUTE_MS = 60_000;
/** While one run probes, the others look again after this long. */
const PROBE_WAIT_MS = 5_000;
/** How long a run waits for the answer to a question that another run asked. */
const LONGEST_WAIT_FOR_OTHERS_MS = 15_000;
const LOOK_AGAIN_MS = 400;

/** Asks one source: from the cache what is fresh enough, the rest in as few requests as it takes, and sparing it where it fails. */
export async function askSource<Item, Reply extends Keyed>(
  question: Question<Item, Reply>,
  asking: Asking,
  memory: SourceMemory<Reply>,
): Promise<Result<Replies<Reply>>> {
  const fromCache = asking.fresh ? [] : await readFreshEntries(question, question.items, memory);
  const unknown = without(question, fromCache);
  if (unknown.length === 0) return { ok: true, value: { replies: fromCache, questions: 0 } };

  const refused = await meetPause(memory);
  if (refused !== null) return { ok: false, failure: refused };

  if (asking.isCrowded && !asking.fresh) {
    const shared = await waitForOthers(question, unknown, asking, memory);
    if (shared !== null) return { ok: true, value: { replies: [...fromCache, ...shared], questions: 0 } };
  }

  const endTurn = await memory.takeTurn(asking.withinMs);
  if (endTurn === null) return { ok: false, failure: noTurn(memory.title) };
  const found = await question.ask(unknown).finally(endTurn);
  await notePause(found, memory);
  if (!found.ok) return found;
  memory.keepForCache(cacheable(question, unknown, found.value.replies, memory.now().getTime()));
  if (asking.isCrowded) await memory.shareCache();
  return { ok: true, value: { ...found.value, replies: [...fromCache, ...found.value.replies] } };
}

function noTurn(title: string): Failure {
  return {
    kind: 'throttled',
    side: 'app',
    sentence: `As many runs ask ${title} right now as the settings allow.`,
    retryAfterMs: PROBE_WAIT_MS,
    status: null,
  };
}

async function readFreshEntries<Item, Reply extends Keyed>(
  { keyOf }: Question<Item, Reply>,
  items: readonly Item[],
  memory: SourceMemory<Reply>,
): Promise<readonly Reply[]> {
  const keys = items.map(keyOf);
  const cached = await memory.readCache(keys);
  const now = memory.now().getTime();
  return keys.flatMap(key => {
    const entry = cached.get(key);
    return entry !== undefined && entry.expiresAt > now ? [entry.reply] : [];
  });
}

function without<Item, Reply extends Keyed>(
  { items, keyOf }: Question<Item, Reply>,
  replies: readonly Reply[],
): readonly Item[] {
  const known = new Set(replies.map(({ key }) => key));
  return items.filter(item => !known.has(keyOf(item)));
}

/** While a source is spared, nobody asks; when the pause is over, one run probes and the rest wait for what it finds. */
async function meetPause<Reply>(memory: SourceMemory<Reply>): Promise<Failure | null> {
  const pause = await memory.pause();
  if (pause === null || pause.until === 0) return null;
  const now = memory.now();
  const remainingMs = pause.until - now.getTime();
  if (remainingMs > 0) return describePause(pause, remainingMs, now, memory.title);
  return (await memory.claimProbe(pause)) ? null : describePause(pause, PROBE_WAIT_MS, now, memory.title);
}

async function notePause<Reply>(found: Result<unknown>, memory: SourceMemory<Reply>): Promise<void> {
  const before = await memory.pause();
  if (found.ok) {
    // What another run noted while this one asked is newer than this answer.
    if (before !== null && isSame(before, await memory.readPause())) await memory.writePause(null);
    return;
  }
  const after = pauseAfter(found.failure, await memory.readPause(), memory.now());
  if (after !== null) await memory.writePause(after);
}

function isSame(one: Pause, other: Pause | null): boolean {
  return other !== null && one.until === other.until && one.failures === other.failures;
}

/**
 * In a crowd of alerts about the same machines one run asks and the others wait for its answer.
 *
 * @returns null where this run is the one to ask, or the other one did not answer in time
 */
async function waitForOthers<Item, Reply extends Keyed>(
  question: Question<Item, Reply>,
  items: readonly Item[],
  asking: Asking,
  memory: SourceMemory<Reply>,
): Promise<readonly Reply[] | null> {
  const [first] = items;
  if (first === undefined || (await memory.claimQuestion(question.keyOf(first)))) return null;
  const end = memory.now().getTime() + Math.min(LONGEST_WAIT_FOR_OTHERS_MS, asking.withinMs / 2);
  while (memory.now().getTime() < end) {
    await memory.sleep(LOOK_AGAIN_MS);
    const replies = await readFreshEntries(question, items, memory);
    if (replies.length >= new Set(items.map(question.keyOf)).size) return replies;
  }
  return null;
}

function cacheable<Item, Reply extends Keyed>(
  { keyOf, minutesFor }: Question<Item, Reply>,
  items: readonly Item[],
  replies: readonly Reply[],
  now: number,
): readonly CachedReply<Reply>[] {
  const byKey = new Map(replies.map(reply => [reply.key, reply]));
  return items.flatMap(item => {
    const reply = byKey.get(keyOf(item));
    const minutes = reply === undefined ? 0 : minutesFor(reply);
    return reply === undefined || minutes === 0 ? [] : [{ reply, expiresAt: now + minutes * MINUTE_MS }];
  });
}
