import { parseRetryAfter } from './retry-after';

const now = new Date('2026-11-24T01:00:00Z');

describe('Retry-After', () => {
  it.each([
    ['2', 2_000],
    [' 120 ', 120_000],
    ['0', 0],
    ['1.5', 1_500],
    ['Tue, 24 Nov 2026 01:00:30 GMT', 30_000],
    ['Tue, 24 Nov 2026 00:00:00 GMT', 0],
    ['999999999', 24 * 60 * 60 * 1000],
    [null, null],
    ['', null],
    ['-5', null],
    ['soon', null],
    ['Mon, some day', null],
    ['2026', 2_026_000],
  ])('%j is %j ms', (header, milliseconds) => {
    expect(parseRetryAfter(header, now)).toBe(milliseconds);
  });
});
