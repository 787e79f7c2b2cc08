import * as fc from 'fast-check';
import type { Asset } from './asset';
import { anAsset, daysBefore, judgeAlert } from '../testing/builders';

const shortName = fc.constantFrom('web01', 'web1', 'web10', 'finance-laptop-', 'finance-laptop-0417', 'db07');
const domain = fc.constantFrom('', '.corp.example.com', '.dmz.example.com', '.local', '.evil.example');
const hostname = fc.tuple(shortName, domain).map(parts => parts.join(''));
const address = fc.constantFrom('10.0.0.1', '10.0.0.2', '2001:db8::1');
const mac = fc.constantFrom('3C:52:82:A1:23:45', '02:42:AC:11:00:02');

const assets: fc.Arbitrary<Asset[]> = fc
  .array(
    fc.record({
      hostnames: fc.uniqueArray(hostname, { maxLength: 3 }),
      names: fc.uniqueArray(hostname, { maxLength: 1 }),
      addresses: fc.uniqueArray(address, { maxLength: 2 }),
      macs: fc.uniqueArray(mac, { maxLength: 1 }),
      serials: fc.uniqueArray(fc.constantFrom('5CG1234XYZ', 'PF0ABCDE'), { maxLength: 1 }),
      lastSeen: fc.option(fc.constantFrom(-1, 0.1, 5, 40).map(daysBefore)),
      firstSeen: fc.option(fc.constantFrom(-0.5, 100).map(daysBefore)),
    }),
    { maxLength: 5 },
  )
  .map(list => list.map((values, index) => anAsset({ ...values, id: `asset-${index}` })));
const values = fc.array(fc.oneof(hostname, address, mac), { minLength: 1, maxLength: 4 }).map(list => list.join(','));

test('an asset whose only full name conflicts is never matched to a full name', () => {
  fc.assert(
    fc.property(
      hostname.filter(name => name.includes('.')),
      assets,
      (full, inventory) => {
        for (const observable of judgeAlert(full, inventory).observables) {
          for (const id of observable.assetIds) {
            const fullNames =
              inventory.find(asset => asset.id === id)?.hostnames.filter(name => name.includes('.')) ?? [];
            expect(fullNames.length === 0 || fullNames.includes(full)).toBe(true);
          }
        }
      },
    ),
  );
});

test('a matched asset has the value of its observable, or what was cut from it', () => {
  fc.assert(
    fc.property(values, assets, (text, inventory) => {
      for (const { observable, assetIds, rule } of judgeAlert(text, inventory).observables) {
        for (const asset of inventory.filter(({ id }) => assetIds.includes(id))) {
          const all = [...asset.hostnames, ...asset.names, ...asset.addresses, ...asset.macs];
          const wanted = observable.kind === 'hostname' ? observable.short : observable.value;
          expect(
            all.some(value => value === wanted || value.startsWith(rule === 'truncated' ? wanted : `${wanted}.`)),
          ).toBe(true);
        }
      }
    }),
  );
});

test('the order of the candidates does not change the judgement', () => {
  const shuffled = assets.chain(list =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
  );
  fc.assert(
    fc.property(values, shuffled, (text, [inventory, otherOrder]) => {
      expect(judgeAlert(text, otherOrder)).toEqual(judgeAlert(text, inventory));
    }),
  );
});

test('the case of names on either side does not change what is concluded', () => {
  const conclude = (text: string, inventory: Asset[]) => {
    const { outcome, confidence, observables, unresolved } = judgeAlert(text, inventory);
    return {
      outcome,
      confidence,
      unresolved,
      observables: observables.map(({ assetIds, rule }) => ({ assetIds, rule })),
    };
  };
  fc.assert(
    fc.property(values, assets, (text, inventory) => {
      const loud = inventory.map(asset => ({ ...asset, hostnames: asset.hostnames.map(name => name.toUpperCase()) }));
      const expected = conclude(text, inventory);
      expect(conclude(text.toUpperCase(), inventory)).toEqual(expected);
      expect(conclude(text, loud)).toEqual(expected);
    }),
  );
});

test('what is counted and named is consistent', () => {
  fc.assert(
    fc.property(values, assets, (text, inventory) => {
      const { observables, assets: named, unresolved, confidence, outcome } = judgeAlert(text, inventory);
      const used = new Set(observables.flatMap(({ assetIds }) => assetIds));
      expect(new Set(named.map(({ id }) => id))).toEqual(used);
      expect(unresolved).toBe(
        observables
          .filter(item => item.isOtherMachine !== true)
          .filter(item => item.outcome === 'ambiguous' || item.outcome === 'not-found').length,
      );
      expect(confidence === null).toBe(outcome !== 'matched' && outcome !== 'stale');
      for (const item of observables) {
        const resolved = item.outcome === 'matched' || item.outcome === 'stale';
        expect(item.assetIds.length === 1).toBe(resolved);
        expect(item.confidence !== null).toBe(resolved);
      }
    }),
  );
});
