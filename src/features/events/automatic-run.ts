import type { RunPolicy } from '../../runs/run-policy';

/** A run that an event or the sweep started: nobody waits for it. */
export const AUTOMATIC_RUN: RunPolicy = {
  always: false,
  givesWay: true,
  // A question to a large tenant can take this long.
  askWithinMs: 150_000,
  tooLate: 'fails',
  readsAgain: 'when-stale',
  besideText: 'as-configured',
  isWatched: false,
  writesField: true,
};
