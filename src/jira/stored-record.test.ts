import fc from 'fast-check';
import { buildRecord } from '../domain/record/record';
import { aMixedReport, aReport } from '../domain/testing/report-builders';
import { parseRecord, readStored } from './stored-record';

const context = { previous: null, written: true, notWritten: null, block: 'b'.repeat(64) } as const;
const record = buildRecord(
  aReport({
    ...aMixedReport(),
    choices: { 'hostname:web01': { assetId: 'w1', notAssetIds: ['w2'], by: 'a1', at: '2026-11-24T00:00:00Z' } },
  }),
  context,
);

/** What Jira would answer for a property that somebody wrote by hand. */
function forged(changes: Record<string, unknown>): unknown {
  return { ...record, ...changes };
}

it('reads back what the app wrote, to the last key', () => {
  expect(parseRecord(JSON.parse(JSON.stringify(record)), '10001')).toEqual(record);
});

it.each([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'matched'],
  ['another version', forged({ v: 2 })],
  ['an unknown outcome', forged({ outcome: 'clean' })],
  ['a time that is none', forged({ enrichedAt: 'yesterday' })],
])('takes %s for no record', (_name, value) => {
  expect(parseRecord(value, '10001')).toBeNull();
});

it('takes an empty part for each part that can’t be read', () => {
  const parsed = parseRecord(
    forged({
      assets: 'x',
      observables: [7, null],
      choices: [],
      runs: [{}],
      primary: 5,
      block: 'x',
      contextSeconds: -1,
    }),
    '10001',
  );
  expect(parsed).toMatchObject({ assets: [], observables: [], choices: {}, runs: [], primary: null, block: null });
  expect(parsed?.contextSeconds).toBeNull();
});

it('takes no link but https', () => {
  for (const link of ['javascript:alert(1)', 'http://x.example.com', 'https://u:p@x.example.com', 'x', 7]) {
    const parsed = parseRecord(forged({ assets: [{ ...record.assets[0], link }] }), '10001');
    expect(parsed?.assets[0]?.link).toBe('');
  }
});

it('cuts long lists and long texts', () => {
  const parsed = parseRecord(
    forged({
      notes: Array.from({ length: 500 }, () => 'n'.repeat(10_000)),
      runs: Array.from({ length: 500 }, () => record.runs[0]),
    }),
    '10001',
  );
  expect(parsed?.notes).toHaveLength(50);
  expect(parsed?.notes[0]).toHaveLength(500);
  expect(parsed?.runs).toHaveLength(10);
});

it('is not harmed by keys that reach for prototypes', () => {
  const choice = '{"assetId":"x","by":"a","at":"2026-11-24T00:00:00Z"}';
  const text = JSON.stringify(forged({})).replace(
    '"choices":{',
    `"__proto__":{"polluted":true},"choices":{"__proto__":${choice},"constructor":${choice},`,
  );
  const parsed = parseRecord(JSON.parse(text), '10001');
  expect(Object.keys(parsed?.choices ?? {})).toEqual(['hostname:web01']);
  expect(Object.getPrototypeOf(parsed?.choices)).toBe(Object.prototype);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

it('never throws, whatever stands in the property', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(record)), fc.jsonValue(), (key, value) => {
      const parsed = parseRecord(forged({ [key]: value }), '10001');
      expect(parsed === null || typeof parsed.outcome === 'string').toBe(true);
    }),
    { numRuns: 500 },
  );
  fc.assert(fc.property(fc.anything(), value => parseRecord(value, '10001') === null));
});

it('takes another issue’s record, which came along with a clone, for absent', () => {
  expect(readStored(forged({}), '10002')).toEqual({ record: null, foreign: { kind: 'copied', block: 'b'.repeat(64) } });
});

it('counts a record from before it named its issue as the issue’s own', () => {
  expect(parseRecord(forged({ issueId: undefined }), '10002')).toEqual({ ...record, issueId: '10002' });
});

it.each([2, 3.5, 1e9])('tells a record of version %p from none', v => {
  expect(readStored(forged({ v }), '10001')).toEqual({ record: null, foreign: { kind: 'newer' } });
});

it('keeps keys that this version doesn’t know, within bounds, through a later run', () => {
  const known = { weather: 29_000_000, study: { arm: 'enriched', note: 'a\u202eb' } };
  const previous = parseRecord(forged({ ...known, tooMuch: 'x'.repeat(5_000), 'odd key': 1 }), '10001');
  const later = buildRecord(aReport(), { ...context, previous });
  expect(later).toMatchObject({ weather: 29_000_000, study: { arm: 'enriched', note: 'ab' }, runs: [{}, {}] });
  expect(later).not.toHaveProperty('tooMuch');
  expect(later).not.toHaveProperty('odd key');
});

it('reads the fingerprint that a former version wrote as `facts`, and does not keep that key', () => {
  const former = 'a'.repeat(64);
  const { fingerprint: _, ...record } = buildRecord(aReport(), context);
  const read = parseRecord({ ...record, facts: former }, '10001');
  expect(read?.fingerprint).toBe(former);
  expect(read).not.toHaveProperty('facts');
  expect(parseRecord({ ...record, fingerprint: `2:${former}`, facts: 'b'.repeat(64) }, '10001')?.fingerprint).toBe(
    `2:${former}`,
  );
});

it('keeps the newest choices of too many', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 0, minute)).toISOString();
  const choices = Object.fromEntries(
    Array.from({ length: 200 }, (_, index) => [`hostname:web${index}`, { assetId: 'a1', by: 'x', at: at(index) }]),
  );
  const kept = Object.keys(parseRecord(forged({ choices }), '10001')?.choices ?? {});
  expect(kept).toHaveLength(50);
  expect(kept).toContain('hostname:web199');
});
