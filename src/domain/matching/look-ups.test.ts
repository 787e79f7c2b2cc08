import * as fc from 'fast-check';
import { ALERT_TIME, anAsset, observablesIn, someNaming } from '../testing/builders';
import { createNameReader } from './asset-names';
import { createAttribution } from './attribution';
import { explainCandidate } from './explain-candidate';
import { countUnrelated } from './over-correlation';

const name = fc
  .tuple(
    fc.constantFrom('web01', 'WEB01', 'web1', 'finance-laptop-', 'FINANCE-LAPTOP-0417', 'ip-10-0-0-1'),
    fc.constantFrom('', '.corp.example.com', '.Corp.Example.com', '.dmz.example.com', '.local', '.'),
  )
  .map(parts => parts.join(''));
const asset = fc
  .record({
    hostnames: fc.uniqueArray(name, { maxLength: 3 }),
    names: fc.uniqueArray(name, { maxLength: 2 }),
    addresses: fc.subarray(['10.0.0.1', '2001:db8::1']),
    macs: fc.subarray(['3C:52:82:A1:23:45']),
  })
  .map(values => anAsset(values));

test('what is looked up for an observable is all that can explain it', () => {
  const value = fc.oneof(
    name,
    fc.constantFrom('10.0.0.1', '2001:db8::1', '3c:52:82:a1:23:45', 'CORP\\FINANCE-LAPTOP-$'),
  );
  const context = { naming: someNaming(), namesOf: createNameReader(someNaming()), alertTime: ALERT_TIME };
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), asset, (values, candidate) => {
      const observables = observablesIn(values.join(','));
      const found = createAttribution(observables)(candidate);
      for (const observable of observables) {
        if (explainCandidate(observable, candidate, context).is !== 'unrelated') expect(found).toContain(observable);
      }
    }),
    { seed: 1, numRuns: 500 },
  );
});

test('unrelated names are counted as if each were held against each', () => {
  const part = fc.constantFrom('web01', 'web', '-mgmt', '_a', '01', 'finance-laptop-', 'x');
  const names = fc.uniqueArray(fc.array(part, { minLength: 1, maxLength: 3 }).map(parts => parts.join('')));
  fc.assert(
    fc.property(names, values => {
      expect(countUnrelated(values)).toEqual(countNaively(values));
    }),
    { seed: 1, numRuns: 500 },
  );
});

function countNaively(values: readonly string[]): string[] {
  const unrelated: string[] = [];
  for (const value of [...values].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))) {
    if (!unrelated.some(shorter => isRelated(shorter, value))) unrelated.push(value);
  }
  return unrelated;
}

function isRelated(shorter: string, longer: string): boolean {
  const bare = (text: string) => text.replaceAll(/[^a-z0-9]/gi, '');
  if (bare(shorter) === bare(longer)) return true;
  return longer.startsWith(shorter) && (shorter.length === 15 || /^[-_]/.test(longer.slice(shorter.length)));
}
