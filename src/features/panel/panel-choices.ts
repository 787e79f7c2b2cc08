import type { ChoiceInput } from '../../contract/panel';
import type { AlertRecord, RecordedChoice } from '../../contract/record';

export type Choices = AlertRecord['choices'];

/** Who decided, and when (ISO 8601). */
export interface Decision {
  readonly by: string;
  readonly at: string;
}

/**
 * Whether a decision speaks of observables and assets that the record holds.
 *
 * @param keys identities of the record's observables, in their order
 */
export function isKnown(input: ChoiceInput, record: AlertRecord, keys: readonly (string | null)[]): boolean {
  const wanted = input.kind === 'not-this' ? input.observables : [input.observable];
  return wanted.every(key => {
    if (input.kind === 'undo') return Object.hasOwn(record.choices, key);
    return record.observables.some(
      ({ assetIds, others }, index) =>
        keys[index] === key && (assetIds.includes(input.assetId) || others.some(({ id }) => id === input.assetId)),
    );
  });
}

/** The choices after a decision. Assets that were ruled out before stay so, unless they are the one that is chosen now. */
export function applyChoice(choices: Choices, input: ChoiceInput, decision: Decision): Choices {
  switch (input.kind) {
    case 'this-one': {
      const notAssetIds = ruledOut(choices, input.observable).filter(id => id !== input.assetId);
      return { ...choices, [input.observable]: choice(input.assetId, notAssetIds, decision) };
    }
    case 'not-this': {
      const added = input.observables.map(key => {
        const notAssetIds = [...new Set([...ruledOut(choices, key), input.assetId])];
        return [key, choice(null, notAssetIds, decision)] as const;
      });
      return { ...choices, ...Object.fromEntries(added) };
    }
    case 'undo':
      return Object.fromEntries(Object.entries(choices).filter(([key]) => key !== input.observable));
  }
}

function ruledOut(choices: Choices, key: string): readonly string[] {
  return Object.hasOwn(choices, key) ? (choices[key]?.notAssetIds ?? []) : [];
}

function choice(assetId: string | null, notAssetIds: readonly string[], decision: Decision): RecordedChoice {
  return { assetId, ...(notAssetIds.length === 0 ? {} : { notAssetIds }), ...decision };
}
