import { againstAlert, writeAgo, writeDuration, writeUtc } from './time';

const alertTime = '2026-11-24T01:58:00.000Z';

it.each([
  ['2026-11-24T01:52:00Z', '6 min before the alert'],
  ['2026-11-24T01:57:30Z', 'at the time of the alert'],
  ['2026-11-24T05:58:00Z', '4 h after the alert'],
  ['2026-10-10T01:58:00Z', '45 days before the alert'],
  ['nonsense', null],
])('tells %s against the alert', (iso, words) => {
  expect(againstAlert(iso, alertTime)).toBe(words);
});

it('writes a time as it stands in the issue', () => {
  expect(writeUtc('2026-01-04T03:07:59.123Z')).toBe('4 Jan 2026 03:07 UTC');
  expect(writeUtc('2026-01-04T03:07:59+02:00')).toBe('4 Jan 2026 01:07 UTC');
});

it.each([
  [59 * 60_000, '59 min'],
  [119 * 60_000, '1 h'],
  [24 * 3_600_000, '1 day'],
  [48 * 3_600_000, '2 days'],
])('writes %d ms as %s', (milliseconds, words) => expect(writeDuration(milliseconds)).toBe(words));

it('does not speak of the future where clocks differ', () => {
  expect(writeAgo('2026-11-24T02:00:00Z', Date.parse(alertTime))).toBe('just now');
  expect(writeAgo('2026-11-24T01:50:00Z', Date.parse(alertTime))).toBe('8 min ago');
});
