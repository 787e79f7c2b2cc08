import type { AlertRecord } from '../../contract/record';
import type { Outcome } from '../../contract/vocabulary';
import { dueAt, MOST_LOOKS, whyDue, withDue, type DueReason } from './due';

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

function why(
  record: AlertRecord | null,
  known: { answered?: number; isPaused?: boolean; isOpen?: boolean } = {},
): DueReason | null {
  const answeredAt = known.answered === undefined ? null : NOW - known.answered * HOUR;
  return whyDue(
    { id: '1', createdAt: NOW - 48 * HOUR, isOpen: known.isOpen ?? true, record },
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

describe('a record says when it needs another look', () => {
  const hours = (record: AlertRecord) => {
    const { due } = withDue(record, NOW);
    return due === undefined ? null : (due * 60_000 - NOW) / HOUR;
  };

  test.each([
    ['matched', aRecord('matched', [0]), null],
    ['a refused key: a person must mend it', aRecord('failed', [0], { kind: 'auth' }), null],
    ['the query is refused: the same', aRecord('failed', [0], { kind: 'bad-query' }), null],
    ['the app gave up on an outage', aRecord('failed', [0], { kind: 'unavailable' }), 1],
    ['the queue promised a try', aRecord('failed', [0], { kind: 'unavailable', nextTry: at(-0.25) }), 0.25 + 5 / 60],
    ['an answer that no one understood', aRecord('failed', [0], { kind: 'unexpected-answer' }), 6],
    ['not found', aRecord('not-found', [0]), 6],
    ['not found for the second time', aRecord('not-found', [6, 0]), 18],
    ['not found for the third time', aRecord('not-found', [24, 18, 0]), null],
    ['preliminary', { ...aRecord('matched', [0]), provisional: true as const }, 0.5],
    ['an inventory did not answer', { ...aRecord('matched', [0]), partial: ['axonius'] }, 0.5],
  ])('%s', (_, record, expected) => {
    const due = hours(record);
    if (expected === null) expect(due).toBeNull();
    else expect(due).toBeCloseTo(expected, 1);
  });

  test('and a look that failed puts off the next one by an hour', () => {
    const record = aRecord('not-found', [7]);
    const failed = { at: at(0), trigger: 'sweep' as const, outcome: 'failed' as const, changes: [] };
    expect(hours({ ...record, runs: [...record.runs, failed] })).toBeCloseTo(1, 1);
  });

  test('but no more than six times', () => {
    const run = { at: at(0), trigger: 'sweep' as const, outcome: 'failed' as const, changes: [] };
    const record = (looks: number) => ({
      ...aRecord('failed', [0], { kind: 'unavailable' }),
      runs: Array.from({ length: looks }, () => run),
    });
    expect(dueAt(record(MOST_LOOKS - 1), NOW)).not.toBeNull();
    expect(dueAt(record(MOST_LOOKS), NOW)).toBeNull();
    expect(why({ ...record(MOST_LOOKS), enrichedAt: at(9) })).toBeNull();
  });

  test('a forged `due` starts nothing before its time, and hides nothing from a look at the whole', () => {
    expect(why({ ...aRecord('not-found', [5]), due: 0 })).toBeNull();
    expect(why({ ...aRecord('matched', [5]), due: 0 })).toBeNull();
    expect(why({ ...aRecord('not-found', [7]), due: 9e8 })).toBe('not-found-again');
  });

  test('a closed alert is left alone, and one with an unfinished answer is not', () => {
    const record = { ...aRecord('matched', [1]), provisional: true, due: 0 } as AlertRecord;
    expect(why(record)).toBe('unfinished');
    expect(why(record, { isOpen: false })).toBeNull();
  });
});
