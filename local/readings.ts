import * as z from 'zod';

/**
 * How things behave that no source decides. Each has a default, the one that the app prefers or the stricter one; the app
 * must work under every one of them.
 */
export interface Readings {
  /** Whether Jira keeps the `localId` that a document was written with. */
  readonly localId: 'kept' | 'dropped';
  /** How a paragraph field is rendered: a text renderer shows no table. */
  readonly renderer: 'wiki' | 'text';
  /** Whether JQL finds the record by its aliases. */
  readonly indexed: boolean;
  /** `refused`: storage takes no claim. */
  readonly claims: 'ok' | 'refused';
  /** Issue events come so much later. */
  readonly eventDelayMs: number;
  /** Whether the condition *does not exist* holds for an entity that isn't there. */
  readonly notExists: 'holds' | 'fails';
  /** assumption: egress-set-merges — what `permissions.egress.set` does with the groups that were there. */
  readonly egressSet: 'adds' | 'replaces';
  /** Whether a cloned issue takes the properties of its original along. */
  readonly clonedProperties: 'copied' | 'left';
  /** What a refused document's error names: the field, or nothing. */
  readonly refusal: 'names-field' | 'unnamed' | 'unprocessable';
  /** Whether writing with `FAIL_IF_EXISTS` over a key that is there throws, or keeps the old value in silence. */
  readonly failIfExists: 'throws' | 'keeps';
  /** Whether Jira refuses to write a field that isn't on the edit screen: descriptions of *Edit issue* differ by age. */
  readonly screens: 'checked' | 'unchecked';
}

export const DEFAULT_READINGS: Readings = {
  localId: 'kept',
  renderer: 'wiki',
  indexed: true,
  claims: 'ok',
  eventDelayMs: 0,
  notExists: 'holds',
  egressSet: 'adds',
  clonedProperties: 'copied',
  refusal: 'names-field',
  failIfExists: 'throws',
  screens: 'checked',
};

const readings = z.strictObject({
  localId: z.enum(['kept', 'dropped']),
  renderer: z.enum(['wiki', 'text']),
  indexed: z.boolean(),
  claims: z.enum(['ok', 'refused']),
  eventDelayMs: z.number().min(0),
  notExists: z.enum(['holds', 'fails']),
  egressSet: z.enum(['adds', 'replaces']),
  clonedProperties: z.enum(['copied', 'left']),
  refusal: z.enum(['names-field', 'unnamed', 'unprocessable']),
  failIfExists: z.enum(['throws', 'keeps']),
  screens: z.enum(['checked', 'unchecked']),
});

/** Holds the readings that platform and site follow; parts ask for the current one at each use. */
export interface ReadingsStore {
  current(): Readings;
  /** Sets what `body` names. @throws ZodError */
  change(body: unknown): void;
  restore(): void;
}

export function createReadings(): ReadingsStore {
  let now = DEFAULT_READINGS;
  return {
    current: () => now,
    change: body => {
      const named = Object.fromEntries(
        Object.entries(readings.partial().parse(body)).filter(([, value]) => value !== undefined),
      );
      now = { ...now, ...named };
    },
    restore: () => {
      now = DEFAULT_READINGS;
    },
  };
}
