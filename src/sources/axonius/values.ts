/**
 * Reading single values of a raw device. Every field may be absent, null, a value, a list of values, or a list of lists;
 * what has no meaning is left out, and nothing throws. Counts are capped, because a device can carry anything.
 */
export type RawDevice = Readonly<Record<string, unknown>>;

const mostValues = 500;
const mostLookedAt = 5_000;
const longestText = 500;
const deepest = 3;

/** The plain object that `value` is, or null. */
export function asObject(value: unknown): RawDevice | null {
  // An object that is no array has string keys and unknown values, which is all that the type says.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as RawDevice) : null;
}

/** An own value of a raw device: a key like `__proto__` never reaches what the language put there. */
export function read(device: RawDevice, key: string): unknown {
  return Object.hasOwn(device, key) ? device[key] : undefined;
}

/** The plain objects in a value or list, at most 500. */
export function asObjects(value: unknown): readonly RawDevice[] {
  return flatten(value)
    .map(asObject)
    .filter(object => object !== null)
    .slice(0, mostValues);
}

/** Texts of a value or list with repetitions kept, at most 500; numbers and booleans become text. */
export function asTexts(value: unknown): readonly string[] {
  return flatten(value)
    .map(toText)
    .filter(text => text !== '')
    .slice(0, mostValues);
}

/** As `asTexts`, each text once whatever its case, in order. */
export function asStrings(value: unknown): readonly string[] {
  return withoutRepetition(asTexts(value));
}

export function withoutRepetition(texts: readonly string[]): readonly string[] {
  const seen = new Map<string, string>();
  for (const text of texts) {
    const key = text.toLowerCase();
    if (!seen.has(key)) seen.set(key, text);
  }
  return [...seen.values()];
}

/** The text that occurs most often whatever its case, as first spelled; of equals the longest. Null for none. */
export function mostFrequent(texts: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text.toLowerCase(), (counts.get(text.toLowerCase()) ?? 0) + 1);
  let best: string | null = null;
  for (const text of withoutRepetition(texts)) {
    const difference =
      best === null ? 1 : (counts.get(text.toLowerCase()) ?? 0) - (counts.get(best.toLowerCase()) ?? 0);
    if (difference > 0 || (difference === 0 && text.length > (best?.length ?? 0))) best = text;
  }
  return best;
}

function flatten(value: unknown): readonly unknown[] {
  const found: unknown[] = [];
  let lookedAt = 0;
  const visit = (item: unknown, depth: number): void => {
    if (item === null || item === undefined) return;
    if (!Array.isArray(item)) {
      found.push(item);
      return;
    }
    if (depth === deepest) return;
    for (const inner of item) {
      lookedAt += 1;
      if (lookedAt > mostLookedAt) return;
      visit(inner, depth + 1);
    }
  };
  visit(value, 0);
  return found;
}

/**
 * One line of well-formed text. Line breaks and other control characters become blanks; characters that turn the reading
 * direction are dropped, since they can make one name look like another; a lone half of a surrogate pair, which no UTF-8
 * text can hold, becomes the replacement character.
 */
function toText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  if (typeof value !== 'string') return '';
  return value
    .slice(0, longestText)
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, '')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
}
