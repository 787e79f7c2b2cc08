import { createHash } from 'node:crypto';
import { observableKey, type FoundObservables } from '../observables/observable';

/**
 * Identity of what an alert says: the same observables and rejected values give the same text, whatever their order or
 * case. A run with the input of the stored record has nothing new to find out.
 *
 * @returns sha256, hexadecimal
 */
export function identifyInput(found: FoundObservables): string {
  const observables = found.observables.map(observable => observableKey(observable)).sort();
  const rejected = found.rejected.map(({ value }) => value.toLowerCase()).sort();
  return createHash('sha256')
    .update(JSON.stringify([observables, rejected, found.notRead]))
    .digest('hex');
}
