import type { RunPolicy } from '../../runs/run-policy';
import { AUTOMATIC_RUN } from '../events/automatic-run';

/** A run that a person started and that goes on in the queue. */
export const QUEUED_PRESS: RunPolicy = {
  ...AUTOMATIC_RUN,
  always: true,
  givesWay: false,
  besideText: 'writes',
  isWatched: true,
};

/** A run that a person waits for; what takes longer goes on in the queue. */
export const PERSONS_RUN: RunPolicy = { ...QUEUED_PRESS, askWithinMs: 15_000, tooLate: 'hands-over' };
