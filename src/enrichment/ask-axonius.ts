import type { Settings } from '../contract/settings';
import type { Answer, ObservableAnswer } from '../domain/answer';
import type { Failure, Result } from '../domain/failure';
import { observableKey, type Observable } from '../domain/observable';
import type { AskOptions } from './ports';

/** An answer as it lies in the cache. */
export interface CachedAnswer {
  readonly answer: ObservableAnswer;
  /** Epoch milliseconds: Forge deletes expired entries late, so their age is checked here. */
  readonly expiresAt: number;
}

export interface AskingPorts {
  /** Answers still in the cache, by observable key; one storage read. */
  readCache(observables: readonly Observable[], settings: Settings): Promise<ReadonlyMap<string, CachedAnswer>>;
  /** Keeps answers until the run claims its alert: claim and cache are one storage write. */
  keepForCache(answers: readonly { readonly observable: Observable; readonly cached: CachedAnswer }[]): void;
  find(observables: readonly Observable[], settings: Settings, options: AskOptions): Promise<Result<Answer>>;
  /** Until when nobody asks (epoch milliseconds), or null. */
  pausedUntil(): number | null;
  pause(failure: Failure): Promise<void>;
  now(): Date;
}

const MINUTE_MS = 60_000;

/** Asks Axonius about observables: from the cache what is fresh enough, the rest in as few questions as it takes. */
export async function askAxonius(
  observables: readonly Observable[],
  settings: Settings,
  options: AskOptions,
  ports: AskingPorts,
): Promise<Result<Answer>> {
  const now = ports.now().getTime();
  const cached = options.fresh ? new Map<string, CachedAnswer>() : await ports.readCache(observables, settings);
  const known = observables.flatMap(observable => {
    const entry = cached.get(observableKey(observable));
    return entry !== undefined && entry.expiresAt > now ? [entry.answer] : [];
  });
  const knownKeys = new Set(known.map(({ key }) => key));
  const unknown = observables.filter(observable => !knownKeys.has(observableKey(observable)));
  if (unknown.length === 0) return { ok: true, value: { observables: known, questions: 0 } };

  const pausedUntil = ports.pausedUntil();
  if (pausedUntil !== null && pausedUntil > now) return { ok: false, failure: pauseFailure(pausedUntil - now) };

  const found = await ports.find(unknown, settings, options);
  if (!found.ok) {
    if (found.failure.kind === 'throttled') await ports.pause(found.failure);
    return found;
  }
  ports.keepForCache(cacheable(unknown, found.value, settings, ports.now().getTime()));
  return { ok: true, value: { observables: [...known, ...found.value.observables], questions: found.value.questions } };
}

function cacheable(observables: readonly Observable[], answer: Answer, { advanced }: Settings, now: number) {
  const byKey = new Map(answer.observables.map(each => [each.key, each]));
  return observables.flatMap(observable => {
    const known = byKey.get(observableKey(observable));
    // What was not asked in full would keep a low confidence for minutes.
    if (known === undefined || !known.askedInFull) return [];
    const minutes = known.candidates.length > 0 ? advanced.cacheMinutes : advanced.negativeCacheMinutes;
    if (minutes === 0) return [];
    return [{ observable, cached: { answer: known, expiresAt: now + minutes * MINUTE_MS } }];
  });
}

function pauseFailure(remainingMs: number): Failure {
  return {
    kind: 'throttled',
    side: 'axonius',
    sentence: 'Axonius asked for fewer questions, so all alerts wait a moment.',
    retryAfterMs: remainingMs,
    status: null,
  };
}
