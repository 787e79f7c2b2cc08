import { sweep } from '../features/sweep/sweep';
import { continueBackfill } from '../forge/backfill-orders';
import { logSweep, sweepPorts } from '../forge/sweep';

/** Scheduled every five minutes: finds alerts that still need a run, and goes on with a backfill that is under way. */
export async function runSweep(): Promise<void> {
  await continueBackfill();
  logSweep(await sweep(sweepPorts()));
}
