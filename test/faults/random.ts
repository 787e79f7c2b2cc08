import { createRandom } from '../../local/http/random';

/** A seeded source of chance: the same seed draws the same alerts, faults and edits. */
export interface Chance {
  /** 0 ≤ value < 1. */
  next(): number;
  below(limit: number): number;
  oneOf<T>(choices: readonly T[]): T;
}

export function chanceOf(seed: number): Chance {
  const next = createRandom(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    oneOf: choices => {
      const chosen = choices[below(choices.length)];
      if (chosen === undefined) throw new Error('nothing to choose from');
      return chosen;
    },
  };
}
