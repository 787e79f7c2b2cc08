import { portsOf, readRecord } from './read-record';
import { anAsset, anObservable, aRecord } from './testing/builders';

it('puts an asset once where a name and an address lead to it', () => {
  const record = aRecord({
    assets: [anAsset('a')],
    observables: [
      anObservable('a', { assetIds: ['a'] }),
      anObservable('10.0.0.1', { kind: 'ip', assetIds: ['a'], outcome: 'stale' }),
    ],
  });
  const { cards, questions, unresolved } = readRecord(record, ['hostname:a', 'ip:10.0.0.1']);
  expect(cards.map(({ asset, named }) => [asset.id, named.map(({ key }) => key)])).toEqual([
    ['a', ['hostname:a', 'ip:10.0.0.1']],
  ]);
  expect([questions, unresolved]).toEqual([[], []]);
});

it('never shows a candidate as an asset of the alert', () => {
  const record = aRecord({
    assets: [anAsset('a'), anAsset('b')],
    observables: [anObservable('x', { outcome: 'ambiguous', assetIds: ['a', 'b'] })],
  });
  const { cards, questions } = readRecord(record, ['hostname:x']);
  expect(cards).toEqual([]);
  expect(questions[0]?.candidates.map(({ id }) => id)).toEqual(['a', 'b']);
});

it('ties a choice to its observable, and none to a value without identity', () => {
  const choices = { 'hostname:x': { assetId: 'a', by: 'me', at: '2026-11-24T01:00:00Z' } };
  const record = aRecord({ choices, observables: [anObservable('x', { outcome: 'not-found' }), anObservable('y')] });
  expect(readRecord(record, ['hostname:x', null]).unresolved[0]?.choice?.by).toBe('me');
  expect(readRecord(record, [null, null]).unresolved[0]?.choice).toBeNull();
});

it('tells the changes of the last run only', () => {
  const run = { at: '2026-11-24T01:00:00Z', trigger: 'manual', outcome: 'matched' } as const;
  const runs = [
    { ...run, changes: ['old'] },
    { ...run, changes: ['new'] },
  ];
  expect(readRecord(aRecord({ runs }), []).changes).toEqual(['new']);
});

it('lists interfaces with addresses first, and addresses without an interface last', () => {
  const ports = portsOf(
    anAsset('a', {
      interfaces: [
        { mac: 'AA', addresses: [], name: 'Bluetooth' },
        { mac: 'BB', addresses: ['10.0.0.1'], manufacturer: 'Intel Corporate' },
      ],
      addresses: ['10.0.0.1', '10.0.0.2'],
      macs: ['AA', 'BB', 'CC'],
    }),
  );
  expect(ports).toEqual([
    { addresses: ['10.0.0.1'], mac: 'BB', label: 'Intel Corporate' },
    { addresses: [], mac: 'AA', label: 'Bluetooth' },
    { addresses: ['10.0.0.2'], mac: null, label: null },
    { addresses: [], mac: 'CC', label: null },
  ]);
});
