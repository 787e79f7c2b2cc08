import { createRandom } from '../../http/random';

/** Seeded choices. The same seed makes the same sequence of choices. */
export interface Chance {
  /** Whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  pick<T>(options: readonly [T, ...T[]]): T;
  /** True with the given probability, 0 to 1. */
  happens(probability: number): boolean;
  /** Lower-case hexadecimal digits. */
  hex(length: number): string;
}

const HEX_PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function createChance(seed: number): Chance {
  const random = createRandom(seed);
  const integer = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  return {
    integer,
    pick: options => options[integer(0, options.length - 1)] ?? options[0],
    happens: probability => random() < probability,
    hex: length => {
      let digits = '';
      while (digits.length < length) digits += HEX_PAIRS[integer(0, 255)] ?? '';
      return digits.slice(0, length);
    },
  };
}
