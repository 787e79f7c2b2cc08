import type { Failure, FailureKind } from './failure';
import { decideRetry } from './retry';

const aFailure = (kind: FailureKind, retryAfterMs: number | null = null): Failure => ({
  kind,
  side: 'axonius',
  sentence: 'Axonius is down.',
  retryAfterMs,
  status: null,
});
const state = { retryCount: 0, retentionMs: 86_400_000, jitter: 0.5 };

describe('deciding whether to try again', () => {
  it.each(['throttled', 'unavailable', 'timeout', 'conflict', 'unexpected-answer'] as const)(
    'tries again after %s',
    kind => {
      expect(decideRetry(aFailure(kind), state)).toEqual({ kind: 'retry', afterMs: 2_000 });
    },
  );

  it.each([
    'auth',
    'forbidden',
    'bad-query',
    'egress-denied',
    'not-editable',
    'not-visible',
    'not-configured',
  ] as const)('leaves %s to people', kind => {
    expect(decideRetry(aFailure(kind), state)).toEqual({ kind: 'stop' });
  });

  it('asks a quarter of an hour apart, in the end, where the answer makes no sense', () => {
    const late = { ...state, retryCount: 20 };
    expect(decideRetry(aFailure('unexpected-answer'), late)).toEqual({ kind: 'retry', afterMs: 900_000 });
  });

  it('waits as long as the other side asks for', () => {
    expect(decideRetry(aFailure('throttled', 45_000), state)).toEqual({ kind: 'retry', afterMs: 45_000 });
  });

  it('doubles its own wait up to five minutes, give or take the jitter', () => {
    const waits = [0, 1, 2, 20].map(retryCount => decideRetry(aFailure('unavailable'), { ...state, retryCount }));
    expect(waits).toEqual([2_000, 4_000, 8_000, 300_000].map(afterMs => ({ kind: 'retry', afterMs })));
    expect(decideRetry(aFailure('unavailable'), { ...state, jitter: 0 })).toEqual({ kind: 'retry', afterMs: 1_400 });
  });

  it('never waits longer than Forge can', () => {
    expect(decideRetry(aFailure('throttled', 7_200_000), state)).toEqual({ kind: 'retry', afterMs: 900_000 });
  });

  it('gives up where the queue drops the event before the next try', () => {
    expect(decideRetry(aFailure('throttled', 45_000), { ...state, retentionMs: 30_000 })).toEqual({ kind: 'give-up' });
  });
});
