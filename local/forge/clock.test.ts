import { createPlatformClock } from './clock';

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => jest.useRealTimers());

test('waits end in their order and, among equals, in the order they were asked for', () => {
  const clock = createPlatformClock(Date.now);
  const seen: string[] = [];
  clock.after(300, () => seen.push('c'));
  clock.after(100, () => seen.push('a'));
  clock.after(100, () => seen.push('b'));
  const called = clock.after(200, () => seen.push('never'));
  called.cancel();
  jest.advanceTimersByTime(150);
  expect(seen).toEqual(['a', 'b']);
  jest.advanceTimersByTime(150);
  expect(seen).toEqual(['a', 'b', 'c']);
});

test('a scale shortens waits that have begun, and what is left is told in wall time', () => {
  const clock = createPlatformClock(Date.now);
  const done = jest.fn();
  clock.after(60_000, done);
  jest.advanceTimersByTime(30_000);
  clock.setScale(60);
  expect(clock.untilWall(1_000_000 + 60_000)).toBe(500);
  jest.advanceTimersByTime(499);
  expect(done).not.toHaveBeenCalled();
  jest.advanceTimersByTime(2);
  expect(done).toHaveBeenCalledTimes(1);
});

test('many waits come out sorted', () => {
  const clock = createPlatformClock(Date.now);
  const seen: number[] = [];
  const waits = Array.from({ length: 500 }, (_, i) => (i * 7919) % 1000);
  for (const ms of waits) clock.after(ms, () => seen.push(ms));
  jest.advanceTimersByTime(1001);
  expect(seen).toEqual([...waits].sort((a, b) => a - b));
});
