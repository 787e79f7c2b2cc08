import { shorten } from './clean-text';
import { observableKey } from './observable';
import type { FieldValues, FoundObservables, NamingRules, Observable, Rejection } from './observable';
import { splitValues } from './split-values';
import { typeValue } from './type-value';
import type { Place, TypedValue } from './type-value';

/** More observables than this in one alert are counted and not read. */
export const MOST_OBSERVABLES = 50;
const MOST_REJECTIONS = 50;

/**
 * Finds what names a machine in the values of the source fields. Never throws, whatever the text; takes time in proportion to
 * its length. Duplicates (the same name in another case, the same address in another spelling) are merged, the first stays.
 */
export function findObservables(values: readonly FieldValues[], naming: NamingRules): FoundObservables {
  const observables = new Map<string, Observable>();
  const notRead = new Set<string>();
  const rejections = new Map<string, Rejection>();
  for (const { field, kind, texts } of values) {
    const place: Place = { field, kind, naming };
    for (const text of texts) {
      for (const { value, typed } of readText(text, place)) {
        if (typed.is === 'rejected') {
          const shown = shorten(value);
          if (!rejections.has(shown)) rejections.set(shown, { value: shown, reason: typed.reason });
          continue;
        }
        const key = observableKey(typed.observable);
        if (observables.size < MOST_OBSERVABLES) {
          if (!observables.has(key)) observables.set(key, typed.observable);
        } else if (!observables.has(key)) {
          notRead.add(key);
        }
      }
    }
  }
  const isEmpty = observables.size === 0 && rejections.size === 0;
  const emptyFields = isEmpty ? values.flatMap(({ name }) => name ?? []) : [];
  return {
    observables: [...observables.values()],
    rejected: limitRejections([...rejections.values()]),
    notRead: notRead.size,
    ...(emptyFields.length === 0 ? {} : { emptyFields }),
  };
}

function readText(text: string, place: Place): { value: string; typed: TypedValue }[] {
  return splitValues(text, place).map(value => ({
    value,
    typed: /\s/.test(value) ? { is: 'rejected', reason: 'words, not the name of a machine' } : typeValue(value, place),
  }));
}

function limitRejections(rejections: readonly Rejection[]): Rejection[] {
  const more = rejections.length - MOST_REJECTIONS;
  if (more <= 0) return [...rejections];
  return [...rejections.slice(0, MOST_REJECTIONS), { value: '…', reason: `${more} more values were left out` }];
}
