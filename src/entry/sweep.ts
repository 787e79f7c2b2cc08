import { sweep } from '../enrichment/sweep';
import { logSweep, sweepPorts } from '../forge/sweep';

/** Scheduled every five minutes: finds alerts that still need a run. */
export async function runSweep(): Promise<void> {
  logSweep(await sweep(sweepPorts()));
}
