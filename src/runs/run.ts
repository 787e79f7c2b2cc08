import { ownerWhoMakes } from '../domain/pacing/claim-owner';
import type { Failure } from '../domain/pacing/failure';
import { isSameRun, needsRun } from '../domain/pacing/needs-run';
import { askOnce, findOut } from './find-out';
import { openAgain, openAlert, type OpenedAlert } from './open-alert';
import type { EnrichmentPorts, RunEnding, RunRequest } from './ports';
import type { RunPolicy } from './run-policy';
import { write } from './write';

/** Jira answers 409 where somebody else edits at the same moment; so often the merge is made anew in the same run. */
const MOST_CONFLICTS = 3;

/**
 * The one use case: reads an alert, finds out what Axonius knows about the machines that it names, and writes block and record
 * in one request. Every way in calls it. What it foresees it returns; what it does not foresee it throws, so that the queue
 * delivers again.
 */
export async function run(request: RunRequest, policy: RunPolicy, ports: EnrichmentPorts): Promise<RunEnding> {
  ports.enterStep('reading');
  const opened = await openAlert(request, policy, ports);
  if (opened.kind !== 'opened') return opened;
  const { record } = opened.alert;
  const isNeeded = policy.always || record === null || needsRun(record, opened.input, request, opened.startedAt);
  return isNeeded ? finishRun(opened, request, policy, ports) : { kind: 'unchanged', record };
}

/**
 * Finds out and writes: what was found out is written into the alert as it is then. Where it changed meanwhile it is judged
 * anew, and where somebody edits at the same moment, so is the merge; nothing is asked twice.
 */
export async function finishRun(
  opened: OpenedAlert,
  request: RunRequest,
  policy: RunPolicy,
  ports: EnrichmentPorts,
): Promise<RunEnding> {
  const owner = ownerWhoMakes(opened.startedAt.toISOString(), Math.floor(ports.random() * 1e9).toString(36));
  const asking = askOnce(ports);
  let report = await findOut(opened, request, policy, asking);
  if (policy.tooLate === 'hands-over' && isTooLate(report.failure?.failure)) return { kind: 'handed-over' };
  for (let conflicts = 0; ; conflicts += 1) {
    const current = await openAgain(opened, conflicts, request, policy, ports);
    if (current.kind !== 'opened') return current;
    if (current.input !== opened.input) return { kind: 'alert-changed' };
    const { record } = current.alert;
    if (record !== null && !isSameRun(record, opened.alert.record)) return { kind: 'unchanged', record };
    if (current !== opened) report = await findOut(current, request, policy, asking);
    const ending = await write(current, report, owner, request, policy, ports);
    const isConflict = ending.kind === 'failed' && ending.failure.side === 'jira' && ending.failure.kind === 'conflict';
    if (!isConflict || conflicts >= MOST_CONFLICTS) return ending;
  }
}

/** What came too late, and what was not asked because others ask. */
function isTooLate(failure: Failure | undefined): boolean {
  return failure?.kind === 'timeout' || (failure?.kind === 'throttled' && failure.side === 'app');
}
