/**
 * Waits before an event that found the queue full is delivered again, in seconds: Forge takes 500 events a minute and
 * delivers a trigger's event at most four times more. The first two are just long enough for another 500, the others spread
 * what a larger storm left; each is a range, so that what comes back does not come back at once.
 */
const RANGES_S: readonly (readonly [number, number])[] = [
  [60, 66],
  [60, 72],
  [60, 300],
  [300, 900],
];

/**
 * How long an event waits that found the queue full.
 *
 * @param retries deliveries of this event before this one
 * @param chance 0 ≤ chance < 1
 * @returns milliseconds
 */
export function waitForQueue(retries: number, chance: number): number {
  const [from, to] = RANGES_S[Math.min(retries, RANGES_S.length - 1)] ?? [60, 60];
  return Math.round((from + (to - from) * chance) * 1000);
}
