import { waitForQueue } from './queue-wait';

test('a storm comes back when the queue takes the next 500, and later spread over longer ranges', () => {
  expect(waitForQueue(0, 0)).toBe(60_000);
  expect(waitForQueue(1, 0.5)).toBe(66_000);
  expect(waitForQueue(2, 0.5)).toBe(180_000);
  expect(waitForQueue(3, 0)).toBe(300_000);
});

test('Forge caps a wait at 900 seconds', () => {
  expect(waitForQueue(3, 1)).toBe(900_000);
  expect(waitForQueue(9, 1)).toBe(900_000);
});
