import type { AlertRecord } from '../../contract/record';
import { applyChoice, isKnown, type Choices } from './panel-choices';

const decision = { by: 'me', at: '2026-11-24T02:00:00Z' };
const key = 'hostname:web01';
const record = {
  observables: [{ assetIds: ['a', 'b'], others: [{ id: 'c', name: 'c', because: 'it is another one' }] }],
  choices: { [key]: { assetId: 'a', ...decision } },
} as unknown as AlertRecord;

describe('a decision is taken only about what the record holds', () => {
  it.each([
    ['a candidate', { kind: 'this-one', observable: key, assetId: 'b' }, true],
    ['an asset that was not used', { kind: 'this-one', observable: key, assetId: 'c' }, true],
    ['an asset of nobody', { kind: 'this-one', observable: key, assetId: 'z' }, false],
    ['an observable of another alert', { kind: 'this-one', observable: 'hostname:db', assetId: 'a' }, false],
    ['one known and one unknown observable', { kind: 'not-this', observables: [key, 'ip:1'], assetId: 'a' }, false],
    ['a choice that was made', { kind: 'undo', observable: key }, true],
    ['a choice that nobody made', { kind: 'undo', observable: '__proto__' }, false],
  ] as const)('%s', (_, input, known) => {
    expect(isKnown(input, record, [key])).toBe(known);
  });
});

describe('choices', () => {
  const chosen: Choices = applyChoice({}, { kind: 'this-one', observable: key, assetId: 'a' }, decision);

  it('remember who decided, and when', () => {
    expect(chosen).toEqual({ [key]: { assetId: 'a', by: 'me', at: '2026-11-24T02:00:00Z' } });
  });

  it('rule out one asset after the other, and take one of them back when it is chosen', () => {
    const first = applyChoice(chosen, { kind: 'not-this', observables: [key], assetId: 'a' }, decision);
    const both = applyChoice(first, { kind: 'not-this', observables: [key], assetId: 'b' }, decision);
    expect(both[key]).toMatchObject({ assetId: null, notAssetIds: ['a', 'b'] });
    const back = applyChoice(both, { kind: 'this-one', observable: key, assetId: 'a' }, decision);
    expect(back[key]).toMatchObject({ assetId: 'a', notAssetIds: ['b'] });
  });

  it('are undone one observable at a time', () => {
    const two = applyChoice(chosen, { kind: 'this-one', observable: 'ip:10.0.0.1', assetId: 'a' }, decision);
    expect(Object.keys(applyChoice(two, { kind: 'undo', observable: key }, decision))).toEqual(['ip:10.0.0.1']);
  });
});
