import { readRetryAfter } from './retry-after';

const now = new Date('2026-11-24T01:00:00Z');
const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;

describe('Retry-After', () => {
  it.each([
    ['2', 2_000],
    [' 120 ', 120_000],
    ['0', 0],
    ['1.5', 1_500],
    ['Tue, 24 Nov 2026 01:00:30 GMT', 30_000],
    ['Tuesday, 24-Nov-26 01:00:30 GMT', 30_000],
    ['Tue Nov 24 01:00:30 2026 GMT', 30_000],
    ['Tue, 24 Nov 2026 00:00:00 GMT', 0],
    ['999999999', DAY_MS],
    ['Fri, 27 Nov 2026 01:00:00 GMT', DAY_MS],
    [null, null],
    ['', null],
    ['-5', null],
    ['soon', null],
    ['Mon, some day', null],
    ['2026', 2_026_000],
    ['9'.repeat(400), null],
  ])('%j is %j ms', (header, milliseconds) => {
    expect(readRetryAfter(header, now, DAY_MS)).toBe(milliseconds);
  });

  it('waits no longer than who asks allows', () => {
    expect(readRetryAfter('86400', now, HOUR_MS)).toBe(HOUR_MS);
    expect(readRetryAfter('Wed, 25 Nov 2026 01:00:00 GMT', now, HOUR_MS)).toBe(HOUR_MS);
  });
});
