import type { Answer, AskOptions, ObservableAnswer } from '../domain/matching/answer';
import type { Failure, Result } from '../domain/pacing/failure';
import { isRetryable } from '../domain/pacing/retry';
import { observableKey, type Observable } from '../domain/observables/observable';
import { askSource, type SourceMemory } from './ask-source';
import type { Inventory } from './source';

/** One inventory, with what the app remembers of it. */
export interface RememberedInventory {
  readonly inventory: Inventory;
  readonly memory: SourceMemory<ObservableAnswer>;
}

/** How long answers are kept, in minutes; 0 keeps none. */
export interface CacheMinutes {
  readonly found: number;
  readonly none: number;
}

/**
 * Asks all inventories side by side and joins what they know, so that they are judged together. One that does not answer is
 * named in `partial`; where none does, its failure is the answer.
 */
export async function askInventories(
  inventories: readonly RememberedInventory[],
  observables: readonly Observable[],
  options: AskOptions,
  minutes: CacheMinutes,
): Promise<Result<Answer>> {
  const asked = await Promise.all(
    inventories.map(async ({ inventory, memory }) => ({
      id: inventory.id,
      answer: await askInventory(inventory, observables, options, minutes, memory),
    })),
  );
  const answers = asked.flatMap(({ answer }) => (answer.ok ? [answer.value] : []));
  const failures = asked.flatMap(({ id, answer }) => (answer.ok ? [] : [{ id, failure: answer.failure }]));
  const failure = worth(failures.map(each => each.failure));
  if (answers.length === 0 && failure !== undefined) return { ok: false, failure };
  const isProvisional = answers.some(({ provisional }) => provisional === true);
  return {
    ok: true,
    value: {
      observables: joinAnswers(answers),
      questions: answers.reduce((sum, { questions }) => sum + questions, 0),
      ...(isProvisional ? { provisional: true } : {}),
      ...(failures.length === 0 ? {} : { partial: failures.map(({ id }) => id) }),
    },
  };
}

async function askInventory(
  inventory: Inventory,
  observables: readonly Observable[],
  { fresh, isCrowded, withinMs }: AskOptions,
  minutes: CacheMinutes,
  memory: SourceMemory<ObservableAnswer>,
): Promise<Result<Answer>> {
  const replies = await askSource<Observable, ObservableAnswer>(
    {
      items: observables,
      keyOf: observableKey,
      ask: async unknown => {
        const found = await inventory.find(unknown, { withinMs, fresh });
        if (!found.ok) return found;
        const { observables: answered, ...rest } = found.value;
        return { ok: true, value: { ...rest, replies: answered.map(answer => sign(answer, inventory.id)) } };
      },
      // What was not asked in full would keep a low confidence for minutes.
      minutesFor: ({ askedInFull, candidates }) =>
        !askedInFull ? 0 : candidates.length > 0 ? minutes.found : minutes.none,
    },
    { fresh, isCrowded, withinMs },
    memory,
  );
  if (!replies.ok) return replies;
  const { replies: answered, ...rest } = replies.value;
  return { ok: true, value: { ...rest, observables: answered } };
}

function sign(answer: ObservableAnswer, inventory: string): ObservableAnswer {
  return { ...answer, candidates: answer.candidates.map(asset => ({ ...asset, inventory })) };
}

/** What all inventories know about each observable. */
function joinAnswers(answers: readonly Answer[]): readonly ObservableAnswer[] {
  const [only] = answers;
  if (answers.length === 1 && only !== undefined) return only.observables;
  const joined = new Map<string, ObservableAnswer>();
  for (const one of answers.flatMap(({ observables }) => observables)) {
    const other = joined.get(one.key);
    joined.set(one.key, other === undefined ? one : join(other, one));
  }
  return [...joined.values()];
}

function join(one: ObservableAnswer, other: ObservableAnswer): ObservableAnswer {
  return {
    key: one.key,
    candidates: [...one.candidates, ...other.candidates],
    overLimit: one.overLimit || other.overLimit,
    askedInFull: one.askedInFull && other.askedInFull,
    tried: [...new Set([...one.tried, ...other.tried])],
    answeredAt: one.answeredAt < other.answeredAt ? one.answeredAt : other.answeredAt,
  };
}

/** Of several failures the one that passes by itself: the run is tried again for it. */
function worth(failures: readonly Failure[]): Failure | undefined {
  return failures.find(({ kind }) => isRetryable(kind)) ?? failures[0];
}
