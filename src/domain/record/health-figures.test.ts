import type { AlertRecord } from '../../contract/record';
import { digest, figuresOf } from './health-figures';

const EMPTY: AlertRecord = {
  v: 1,
  outcome: 'matched',
  confidence: 'high',
  assetCount: 1,
  unresolved: 0,
  written: true,
  issueId: '10001',
  notWritten: null,
  primary: null,
  assets: [],
  observables: [],
  rejected: [],
  failure: null,
  trigger: 'created',
  requestedBy: null,
  alertTime: '2026-11-24T01:00:00Z',
  startedAt: '2026-11-24T01:00:01Z',
  enrichedAt: '2026-11-24T01:00:02Z',
  contextSeconds: null,
  questions: 1,
  input: '',
  fingerprint: '',
  block: null,
  choices: {},
  runs: [],
  notes: [],
};

const aRecord = (more: Partial<AlertRecord>): AlertRecord => ({ ...EMPTY, ...more });
const notFound = (value: string): AlertRecord['observables'][number] => ({
  kind: 'hostname',
  value,
  field: 'f',
  outcome: 'not-found',
  confidence: null,
  rule: null,
  because: '',
  assetIds: [],
  others: [],
  tried: [],
});
const figures = (records: readonly (AlertRecord | null)[]) =>
  figuresOf(
    records.map((record, at) => digest(`SEC-${at + 1}`, record)),
    new Date('2026-11-24T09:00:00Z'),
  );

it('takes median and 95th percentile of the seconds that records say', () => {
  const records = Array.from({ length: 100 }, (_, at) => aRecord({ contextSeconds: 100 - at }));
  expect(figures([...records, aRecord({}), null])).toMatchObject({
    read: 102,
    withRecord: 101,
    medianSeconds: 50,
    percentile95Seconds: 95,
  });
  expect(figures([])).toMatchObject({ medianSeconds: null, percentile95Seconds: null });
});

it('counts names that were not found once per alert, whatever their case, most often first', () => {
  const records = [
    aRecord({ observables: [notFound('ghost-7'), notFound('ghost-7'), notFound('ghost-8')] }),
    aRecord({ observables: [notFound('GHOST-7')] }),
  ];
  expect(figures(records).notFound).toEqual([
    { name: 'ghost-7', alerts: 2 },
    { name: 'ghost-8', alerts: 1 },
  ]);
});

it('groups failures by cause in its own words, never in those of a record', () => {
  const failure = { kind: 'auth', sentence: 'Visit https://evil.example to mend this', nextTry: null };
  const shown = figures([
    aRecord({ outcome: 'failed', failure }),
    aRecord({ outcome: 'failed', failure: null }),
  ]).failures;
  expect(shown.map(({ kind, alerts, examples }) => ({ kind, alerts, examples }))).toEqual([
    { kind: 'auth', alerts: 1, examples: ['SEC-1'] },
    { kind: 'unknown', alerts: 1, examples: ['SEC-2'] },
  ]);
  expect(JSON.stringify(shown)).not.toContain('evil');
});

it('counts alerts on which somebody said “not this machine” among those that showed an asset', () => {
  const choices = { 'hostname:web01': { assetId: null, notAssetIds: ['a'], by: 'x', at: '2026-11-24T01:00:00Z' } };
  const records = [aRecord({}), aRecord({ choices, assetCount: 0 }), aRecord({ assetCount: 0 })];
  expect(figures(records).notThisMachine).toEqual({ marked: 1, of: 2 });
});

it('takes the newest answer of Axonius, not that of a failure', () => {
  const records = [
    aRecord({ outcome: 'failed', enrichedAt: '2026-11-24T09:00:00Z' }),
    aRecord({ enrichedAt: '2026-11-24T08:00:00Z', answeredAt: '2026-11-24T07:55:00Z' }),
    // Whoever may edit an alert may have written this: it says nothing.
    aRecord({ enrichedAt: '2099-01-01T00:00:00Z' }),
  ];
  expect(figures(records).lastAnswer).toBe('2026-11-24T07:55:00.000Z');
});
