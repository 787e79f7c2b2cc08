import { historyOf } from './history';
import { aRecord } from './testing/builders';

const run = { trigger: 'created', outcome: 'ambiguous', changes: [] } as const;
const whoIs = (id: string) => (id === 'anna' ? 'Anna Analyst' : 'A colleague');
const record = aRecord({
  trigger: 'manual',
  requestedBy: 'ben',
  assets: [{ ...aRecord().assets[0]!, id: 'b1', names: ['web01.corp'] }],
  choices: { 'hostname:web01': { assetId: 'b1', by: 'anna', at: '2026-11-24T02:10:02.412Z' } },
  runs: [
    { ...run, at: '2026-11-24T02:00:00Z' },
    {
      at: '2026-11-24T02:10:02Z',
      trigger: 'manual',
      outcome: 'matched',
      changes: ['now matched, was not-found', 'asset web01.dmz gone', 'address 10.0.0.1 gone'],
    },
    { at: '2026-11-24T03:00:00Z', trigger: 'manual', outcome: 'matched', changes: [] },
  ],
});

it('tells what people did by name, newest first', () => {
  expect(historyOf(record, whoIs).map(({ what, outcome }) => `${what}: ${outcome}`)).toEqual([
    'A colleague pressed Enrich: Matched',
    'Anna Analyst chose web01.corp: Matched',
    'The alert was created: Ambiguous',
  ]);
});

it('tells changes as a person would', () => {
  expect(historyOf(record, whoIs)[1]?.changes).toEqual([
    'Matched now, Not found before',
    'web01.dmz is no longer a candidate',
    'address 10.0.0.1 no longer reported',
  ]);
});

it('tells what was ruled out', () => {
  const choices = { 'hostname:web01': { assetId: null, notAssetIds: ['b1'], by: 'anna', at: '2026-11-24T02:10:00Z' } };
  expect(historyOf({ ...record, choices }, whoIs)[1]?.what).toBe('Anna Analyst ruled out web01.corp');
  // By its name in the run that dropped it, where nothing else of it is left.
  expect(historyOf({ ...record, choices, assets: [] }, whoIs)[1]?.what).toBe('Anna Analyst ruled out web01.dmz');
});
