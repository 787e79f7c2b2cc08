import fc from 'fast-check';
import * as z from 'zod';
import { findObservables } from '../../src/domain/observables/find-observables';
import { observableKey } from '../../src/domain/observables/observable';
import { createAnswerCache } from '../../src/forge/answer-cache';
import { setup } from './run';
import { hostileText } from './texts';

const cache = createAnswerCache('axonius', z.object({ key: z.string() }), () => setup.settings);

/** Forge KVS: "keys must match /^(?!\s+$)[a-zA-Z0-9:._\s-#]+$/", 1 to 500 characters. Ours are stricter. */
const plain = /^question:[0-9a-f]{64}$/;

it('storage keys of observables are hashes: nothing that an alert says stands in a key', () => {
  const seen = new Map<string, string>();
  fc.assert(
    fc.property(hostileText, text => {
      const { observables } = findObservables([{ field: 'f', kind: 'auto', texts: [text] }], setup.settings.naming);
      for (const observable of observables) {
        const key = cache.questionKey(observableKey(observable));
        expect(key).toMatch(plain);
        seen.set(key, observable.value);
      }
    }),
    { numRuns: 300 },
  );
  expect(seen.size).toBeGreaterThan(3);
});
