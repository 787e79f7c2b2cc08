import type { Failure } from './failure';
import { describePause, pauseAfter, type Pause } from './pause';

const now = new Date('2026-11-24T08:00:00Z');
const at = now.getTime();
const failure = (kind: Failure['kind'], retryAfterMs: number | null = null): Failure => ({
  kind,
  side: 'axonius',
  sentence: '',
  retryAfterMs,
  status: null,
});

describe('the shared pause', () => {
  it('begins at once when Axonius throttles, for as long as it asks', () => {
    expect(pauseAfter(failure('throttled', 7_000), null, now)).toMatchObject({ kind: 'throttled', until: at + 7_000 });
    expect(pauseAfter(failure('throttled'), null, now)).toMatchObject({ until: at + 30_000 });
  });

  it('lasts at most a quarter of an hour, whatever Axonius asks for', () => {
    const day = 24 * 3_600_000;
    expect(pauseAfter(failure('throttled', day), null, now)?.until).toBe(at + 900_000);
    const outage: Pause = { kind: 'outage', failures: 5, since: now.toISOString(), until: 0 };
    expect(pauseAfter(failure('unavailable', day), outage, now)?.until).toBe(at + 900_000);
  });

  it('never gets shorter by a second answer', () => {
    const longer: Pause = { kind: 'throttled', failures: 0, since: now.toISOString(), until: at + 60_000 };
    expect(pauseAfter(failure('throttled', 1_000), longer, now)?.until).toBe(at + 60_000);
  });

  it('begins after three failures in a row, and doubles up to five minutes', () => {
    let pause: Pause | null = null;
    const waits: number[] = [];
    for (let count = 0; count < 9; count += 1) {
      pause = pauseAfter(failure('unavailable'), pause, now);
      waits.push(Math.max((pause?.until ?? 0) - at, 0));
    }
    expect(waits).toEqual([0, 0, 15_000, 30_000, 60_000, 120_000, 240_000, 300_000, 300_000]);
  });

  it.each(['auth', 'forbidden', 'bad-query', 'egress-denied'] as const)('does not begin after %s', kind => {
    expect(pauseAfter(failure(kind), null, now)).toBeNull();
  });

  it('tells an alert that meets it how long it lasts', () => {
    const pause: Pause = { kind: 'outage', failures: 3, since: now.toISOString(), until: at + 15_000 };
    expect(describePause(pause, 15_000, new Date('2026-11-24T14:04:45Z'), 'Axonius')).toMatchObject({
      kind: 'unavailable',
      retryAfterMs: 15_000,
      sentence: expect.stringContaining('The app asks again at 14:05 UTC.'),
    });
  });
});
