import { waitForQueue } from './queue-wait';

test('a storm comes back spread over the next minute, and later over longer ones', () => {
  expect(waitForQueue(0, 0)).toBe(15_000);
  expect(waitForQueue(0, 0.999)).toBeGreaterThan(60_000);
  expect(waitForQueue(1, 0.5)).toBe(75_000);
  expect(waitForQueue(3, 0)).toBe(300_000);
});

test('Forge caps a wait at 900 seconds', () => {
  expect(waitForQueue(3, 1)).toBe(900_000);
  expect(waitForQueue(9, 1)).toBe(900_000);
});
