import type { AlertRecord } from '../../contract/record';
import type { Outcome } from '../../contract/vocabulary';
import { whyDue, type DueReason } from './due';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const HOUR = 3_600_000;
const at = (hoursAgo: number) => new Date(NOW - hoursAgo * HOUR).toISOString();

/** A record whose last run, and the runs before it, were so many hours ago. */
function aRecord(outcome: Outcome, hoursAgo: readonly number[], failure: Partial<AlertRecord['failure']> = {}) {
  const last = hoursAgo.at(-1) ?? 0;
  const runs = hoursAgo.map(hours => ({ at: at(hours), trigger: 'created' as const, outcome, changes: [] }));
  return {
    v: 1,
    outcome,
    enrichedAt: at(last),
    questions: 1,
    runs,
    failure: outcome === 'failed' ? { kind: 'auth', sentence: '', nextTry: null, ...failure } : null,
  } as unknown as AlertRecord;
}

function why(record: AlertRecord | null, known: { answered?: number; isPaused?: boolean } = {}): DueReason | null {
  const answeredAt = known.answered === undefined ? null : NOW - known.answered * HOUR;
  return whyDue(
    { id: '1', createdAt: NOW - 48 * HOUR, record },
    { now: NOW, answeredAt, isPaused: known.isPaused ?? false },
  );
}

test('an alert without a record is due, also while everybody waits for Axonius', () => {
  expect(why(null)).toBe('no-record');
  expect(why(null, { isPaused: true })).toBe('no-record');
});

test('an enriched alert is not due', () => {
  for (const outcome of ['matched', 'ambiguous', 'stale', 'no-observable'] as const) {
    expect(why(aRecord(outcome, [30]))).toBeNull();
  }
});

describe('not found', () => {
  test.each([
    ['found nothing 5 hours ago', [5], null],
    ['found nothing 6 hours ago', [6], 'not-found-again'],
    ['asked again after 6 hours', [10, 4], null],
    ['asked again after 6 hours, a day has passed', [24, 18], 'not-found-again'],
    ['a person asked again after an hour, 6 hours have passed', [6, 5], 'not-found-again'],
    ['asked again after 6 and 24 hours', [40, 34, 16], null],
    ['first asked after a day of outage', [7], 'not-found-again'],
  ] as const)('%s', (_, runs, expected) => {
    expect(why(aRecord('not-found', runs))).toBe(expected);
  });

  test('counts from the first run that found nothing, not from the failures before', () => {
    const record = aRecord('not-found', [30, 5]);
    const failedFirst = {
      ...record,
      runs: record.runs.map((run, i) => (i === 0 ? { ...run, outcome: 'failed' as const } : run)),
    };
    expect(why(failedFirst)).toBeNull();
  });
});

describe('failed', () => {
  test('a promised try is the queue’s until it is five minutes late', () => {
    expect(why(aRecord('failed', [1], { kind: 'unavailable', nextTry: at(0.05) }))).toBeNull();
    expect(why(aRecord('failed', [1], { kind: 'unavailable', nextTry: at(0.1) }))).toBe('interrupted');
    expect(why(aRecord('failed', [1], { nextTry: at(0.5) }), { isPaused: true })).toBeNull();
  });

  test('a refused connection is tried again once Axonius has answered others', () => {
    expect(why(aRecord('failed', [0.5], { kind: 'auth' }), { answered: 0.1 })).toBe('mended');
    expect(why(aRecord('failed', [0.5], { kind: 'auth' }), { answered: 0.6 })).toBeNull();
    expect(why(aRecord('failed', [0.1], { kind: 'auth' }), { answered: 0.05 })).toBeNull();
  });

  test('without such news one alert an hour finds out', () => {
    expect(why(aRecord('failed', [0.9], { kind: 'egress-denied' }))).toBeNull();
    expect(why(aRecord('failed', [1.1], { kind: 'egress-denied' }))).toBe('probe');
  });

  test('what only this alert met is not probed, and others’ success counts for it after hours only', () => {
    expect(why(aRecord('failed', [5], { kind: 'bad-query' }), { answered: 1 })).toBeNull();
    expect(why(aRecord('failed', [7], { kind: 'bad-query' }), { answered: 1 })).toBe('mended');
    expect(why(aRecord('failed', [7], { kind: 'bad-query' }))).toBeNull();
  });
});
