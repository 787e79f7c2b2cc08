import type { Problem } from '../contract/reply';

/** A field that the settings name, as the site knows it. */
export interface NamedField {
  readonly role: 'source' | 'target' | 'time';
  readonly name: string;
  /** Null where no field, or more than one, has the name. */
  readonly id: string | null;
  readonly exists: boolean;
  readonly fits: boolean;
  /** A sentence for the admin where it isn't found or doesn't fit. */
  readonly reason: string | null;
}

/** Why the app can't work with these fields, or null. A field that isn't there yet is no reason: it may be made later. */
export function refuseFields(fields: readonly NamedField[]): Problem | null {
  const unfit = fields.find(({ exists, fits }) => exists && !fits);
  if (unfit?.reason != null) return { kind: 'invalid', sentence: unfit.reason, nextStep: 'Choose another field.' };
  const target = fields.find(({ role }) => role === 'target');
  const both = fields.find(({ role, id }) => role === 'source' && id !== null && id === target?.id);
  if (both === undefined) return null;
  return {
    kind: 'invalid',
    sentence: `“${both.name}” can’t be source and target: each write would start the next run.`,
    nextStep: 'Choose another target field.',
  };
}
