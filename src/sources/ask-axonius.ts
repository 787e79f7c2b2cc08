import type { Settings } from '../contract/settings';
import type { Answer, AskOptions, ObservableAnswer } from '../domain/matching/answer';
import type { Failure, Result } from '../domain/pacing/failure';
import { observableKey, type Observable } from '../domain/observables/observable';
import { describePause, pauseAfter, type Pause } from '../domain/pacing/pause';

/** An answer as it lies in the cache. */
export interface CachedAnswer {
  readonly answer: ObservableAnswer;
  /** Epoch milliseconds: Forge deletes expired entries late, so their age is checked here. */
  readonly expiresAt: number;
}

export interface AskingPorts {
  /** Entries of the cache by observable key; one storage read. */
  readCache(observables: readonly Observable[], settings: Settings): Promise<ReadonlyMap<string, CachedAnswer>>;
  /** Keeps answers until the run claims its alert: claim and cache are one storage write. */
  keepForCache(answers: readonly { readonly observable: Observable; readonly cached: CachedAnswer }[]): void;
  /** Stores what was kept at once, for others that wait for it. */
  shareCache(): Promise<void>;
  find(observables: readonly Observable[], settings: Settings, options: AskOptions): Promise<Result<Answer>>;
  /** The shared pause as it was when the run began. */
  pause(): Pause | null;
  /** The shared pause as it is now. */
  readPause(): Promise<Pause | null>;
  writePause(pause: Pause | null): Promise<void>;
  /** True for the one run that may ask after this pause, to see whether Axonius answers again. */
  claimProbe(pause: Pause): Promise<boolean>;
  /** True where nobody else asks about this observable right now. */
  claimQuestion(observable: Observable, settings: Settings): Promise<boolean>;
  /** A turn to ask, which is ended by what comes back; null where as many ask as the settings allow. */
  takeTurn(settings: Settings, options: AskOptions): Promise<(() => Promise<void>) | null>;
  sleep(ms: number): Promise<void>;
  now(): Date;
}

const MINUTE_MS = 60_000;
/** While one run probes, the others look again after this long. */
const PROBE_WAIT_MS = 5_000;
/** How long a run waits for the answer to a question that another run asked. */
const LONGEST_WAIT_FOR_OTHERS_MS = 15_000;
const LOOK_AGAIN_MS = 400;

/** Asks Axonius about observables: from the cache what is fresh enough, the rest in as few questions as it takes. */
export async function askAxonius(
  observables: readonly Observable[],
  settings: Settings,
  options: AskOptions,
  ports: AskingPorts,
): Promise<Result<Answer>> {
  const fromCache = options.fresh ? [] : await readFreshEntries(observables, settings, ports);
  const unknown = without(observables, fromCache);
  if (unknown.length === 0) return { ok: true, value: { observables: fromCache, questions: 0 } };

  const refused = await meetPause(ports);
  if (refused !== null) return { ok: false, failure: refused };

  if (options.isCrowded && !options.fresh) {
    const shared = await waitForOthers(unknown, settings, options, ports);
    if (shared !== null) return { ok: true, value: { observables: [...fromCache, ...shared], questions: 0 } };
  }

  const endTurn = await ports.takeTurn(settings, options);
  if (endTurn === null) return { ok: false, failure: noTurn };
  const found = await ports.find(unknown, settings, options).finally(endTurn);
  await notePause(found, ports);
  if (!found.ok) return found;
  ports.keepForCache(cacheable(unknown, found.value, settings, ports.now().getTime()));
  if (options.isCrowded) await ports.shareCache();
  return {
    ok: true,
    value: { ...found.value, observables: [...fromCache, ...found.value.observables] },
  };
}

const noTurn: Failure = {
  kind: 'throttled',
  side: 'app',
  sentence: 'As many runs ask Axonius right now as the settings allow.',
  retryAfterMs: PROBE_WAIT_MS,
  status: null,
};

async function readFreshEntries(
  observables: readonly Observable[],
  settings: Settings,
  ports: AskingPorts,
): Promise<readonly ObservableAnswer[]> {
  const cached = await ports.readCache(observables, settings);
  const now = ports.now().getTime();
  return observables.flatMap(observable => {
    const entry = cached.get(observableKey(observable));
    return entry !== undefined && entry.expiresAt > now ? [entry.answer] : [];
  });
}

function without(observables: readonly Observable[], answers: readonly ObservableAnswer[]): readonly Observable[] {
  const known = new Set(answers.map(({ key }) => key));
  return observables.filter(observable => !known.has(observableKey(observable)));
}

/** While Axonius is spared, nobody asks; when the pause is over, one run probes and the rest wait for what it finds. */
async function meetPause(ports: AskingPorts): Promise<Failure | null> {
  const pause = ports.pause();
  if (pause === null || pause.until === 0) return null;
  const remainingMs = pause.until - ports.now().getTime();
  if (remainingMs > 0) return describePause(pause, remainingMs, ports.now());
  return (await ports.claimProbe(pause)) ? null : describePause(pause, PROBE_WAIT_MS, ports.now());
}

async function notePause(found: Result<Answer>, ports: AskingPorts): Promise<void> {
  const before = ports.pause();
  if (found.ok) {
    // What another run noted while this one asked is newer than this answer.
    if (before !== null && isSame(before, await ports.readPause())) await ports.writePause(null);
    return;
  }
  const after = pauseAfter(found.failure, await ports.readPause(), ports.now());
  if (after !== null) await ports.writePause(after);
}

function isSame(one: Pause, other: Pause | null): boolean {
  return other !== null && one.until === other.until && one.failures === other.failures;
}

/**
 * In a crowd of alerts about the same machines one run asks and the others wait for its answer.
 *
 * @returns null where this run is the one to ask, or the other one did not answer in time
 */
async function waitForOthers(
  observables: readonly Observable[],
  settings: Settings,
  options: AskOptions,
  ports: AskingPorts,
): Promise<readonly ObservableAnswer[] | null> {
  const [first] = observables;
  if (first === undefined || (await ports.claimQuestion(first, settings))) return null;
  const end = ports.now().getTime() + Math.min(LONGEST_WAIT_FOR_OTHERS_MS, options.withinMs / 2);
  while (ports.now().getTime() < end) {
    await ports.sleep(LOOK_AGAIN_MS);
    const answers = await readFreshEntries(observables, settings, ports);
    if (without(observables, answers).length === 0) return answers;
  }
  return null;
}

function cacheable(observables: readonly Observable[], answer: Answer, { advanced }: Settings, now: number) {
  const byKey = new Map(answer.observables.map(each => [each.key, each]));
  return observables.flatMap(observable => {
    const known = byKey.get(observableKey(observable));
    // What was not asked in full would keep a low confidence for minutes.
    if (known === undefined || !known.askedInFull) return [];
    const minutes = known.candidates.length > 0 ? advanced.cacheMinutes : advanced.negativeCacheMinutes;
    return minutes === 0 ? [] : [{ observable, cached: { answer: known, expiresAt: now + minutes * MINUTE_MS } }];
  });
}
