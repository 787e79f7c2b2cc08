import type { PanelView, RunAnswer } from '../../contract/panel';
import type { AlertRecord } from '../../contract/record';
import { refuse, type Problem, type Reply } from '../../contract/reply';
import { isSameRun } from '../../domain/pacing/needs-run';
import { fitRecord } from '../../domain/record/record-size';
import type { Asker, PanelIssue, Rights, RunPorts } from './panel-ports';
import { newerRecord, notAnAlert, notConfigured, notVisible, queueFull, toProblem } from './panel-problem';
import { viewOfIssue, viewWithRights } from './panel-view';
import type { RunEnding } from '../../runs/ports';
import { queueAlert, requestRun } from '../../runs/queued-alert';
import { run as runAlert } from '../../runs/run';
import { PERSONS_RUN } from './persons-run';

/** So long a run waits for the record of another one that writes the same alert. */
const WAIT_FOR_OTHER_MS = 5_000;
const LOOK_AGAIN_MS = 500;
/** Kept free at the end of an invocation for answering. */
const ANSWERING_MARGIN_MS = 3_000;
/** The alert's text changed, or another run came first: so often the run is made anew. */
const MOST_ATTEMPTS = 3;

export interface PersonsRun {
  readonly asker: Asker;
  readonly rights: Rights;
  /** The issue as it was opened for this run. */
  readonly issue: PanelIssue;
  /** Skip the cache of answers. */
  readonly fresh: boolean;
  /** Changes the record before the run reads it: the person's decision. Null changes nothing. */
  readonly decide: ((record: AlertRecord) => AlertRecord) | null;
}

/**
 * Runs the use case while a person waits, and tells what became of it. Runs that take longer go on in the queue. Whoever meets
 * another person's run of the same alert gets what that one finds; a decision always runs, because nothing else honours it.
 */
export async function runForPerson(run: PersonsRun, ports: RunPorts): Promise<Reply<RunAnswer>> {
  const before = run.issue.record;
  if (run.decide !== null) return runAlone(run, before, ports);
  if (!(await ports.claimRun(before))) return followOther(run, before, ports);
  let ending: Reply<RunAnswer> | null = null;
  try {
    ending = await runAlone(run, before, ports);
    return ending;
  } finally {
    // A claim that is kept tells later ones to wait for what the queue brings, or for the record that is there by now.
    if (ending === null || !isAnswered(ending, before)) await ports.releaseRun(before);
  }
}

function isAnswered(ending: Reply<RunAnswer>, before: AlertRecord | null): boolean {
  if (!ending.ok || ending.value.kind === 'failed') return false;
  const { record } = ending.value.view;
  return ending.value.kind === 'queued' || (record !== null && !isSameRun(record, before));
}

/** Starts nothing: tells what the other run found, or that it still runs. */
async function followOther(run: PersonsRun, before: AlertRecord | null, ports: RunPorts): Promise<Reply<RunAnswer>> {
  const isOver = await waitForOther(run.asker.issueId, before, ports);
  return answer(
    run,
    view => {
      const goesOn = view.step === 'queued' || (!isOver && view.step !== null);
      return goesOn ? { kind: 'queued', view } : { kind: 'done', view: { ...view, step: null } };
    },
    ports,
  );
}

async function runAlone(run: PersonsRun, before: AlertRecord | null, ports: RunPorts): Promise<Reply<RunAnswer>> {
  const ending = await tryToRun(run, ports);

  switch (ending.kind) {
    case 'enriched':
      // What there was no time to ask is asked in the queue; until then the record says so.
      return ending.record.provisional === true ? goOnInQueue(run, ports) : finish(run, ending.record, ports);
    case 'unchanged':
      return finish(run, ending.record, ports);
    case 'handed-over':
      await keepDecision(run, ports);
      return goOnInQueue(run, ports);
    case 'put-off':
    case 'held':
    case 'alert-changed': {
      const other = await waitForOther(run.asker.issueId, before, ports);
      if (other && run.decide === null) return finish(run, null, ports);
      await keepDecision(run, ports);
      return goOnInQueue(run, ports);
    }
    case 'failed':
      return endInFailure(run, ending, ports);
    case 'newer-record':
      return end(newerRecord, ports);
    case 'not-an-alert':
      return end(notAnAlert, ports);
    case 'not-visible':
      return end(notVisible, ports);
    case 'not-configured':
      return end(notConfigured, ports);
  }
}

async function tryToRun({ asker, fresh, decide }: PersonsRun, ports: RunPorts): Promise<RunEnding> {
  const request = requestRun({ ...pressOf(asker), fresh, decide });
  const runPorts = ports.startRun();
  for (let attempts = 1; ; attempts += 1) {
    const ending = await runAlert(request, PERSONS_RUN, runPorts);
    const lostDecision = ending.kind === 'unchanged' && decide !== null;
    if (!(ending.kind === 'alert-changed' || lostDecision) || attempts === MOST_ATTEMPTS) return ending;
  }
}

function pressOf({ issueId, accountId }: Asker) {
  return { issueId, trigger: 'manual', requestedBy: accountId } as const;
}

async function waitForOther(issueId: string, before: AlertRecord | null, ports: RunPorts): Promise<boolean> {
  const end = ports.now().getTime() + Math.min(WAIT_FOR_OTHER_MS, ports.remainingMs() - ANSWERING_MARGIN_MS);
  while (ports.now().getTime() < end) {
    await ports.sleep(LOOK_AGAIN_MS);
    const issue = await ports.readIssue(issueId);
    if (issue.ok && issue.value.record !== null && !isSameRun(issue.value.record, before)) return true;
  }
  return false;
}

/** @param record what the alert holds now; null where that must be read */
async function finish(run: PersonsRun, record: AlertRecord | null, ports: RunPorts): Promise<Reply<RunAnswer>> {
  await ports.tellStep(null);
  if (record === null) return answer(run, view => ({ kind: 'done', view }), ports);
  const view = await viewOfIssue(run.asker, run.rights, { ...run.issue, record }, ports);
  return view.ok ? { ok: true, value: { kind: 'done', view: view.value } } : view;
}

async function goOnInQueue(run: PersonsRun, ports: RunPorts): Promise<Reply<RunAnswer>> {
  if (!(await pushToQueue(run, 0, ports))) return end(queueFull, ports);
  return answer(run, view => ({ kind: 'queued', view }), ports);
}

async function endInFailure(
  run: PersonsRun,
  { failure, retryAfterMs }: Extract<RunEnding, { kind: 'failed' }>,
  ports: RunPorts,
): Promise<Reply<RunAnswer>> {
  await keepDecision(run, ports);
  const triesAgain = retryAfterMs !== null && (await pushToQueue(run, retryAfterMs, ports));
  await ports.tellStep(null);
  const problem = toProblem(failure, triesAgain);
  return answer(run, view => ({ kind: 'failed', problem, view }), ports);
}

/** A decision outlives the failure of the run that should have followed it: the next run honours it. */
async function keepDecision({ asker, decide }: PersonsRun, ports: RunPorts): Promise<void> {
  if (decide === null) return;
  const issue = await ports.readIssue(asker.issueId);
  if (issue.ok && issue.value.record !== null) {
    await ports.writeRecord(asker.issueId, fitRecord(decide(issue.value.record)));
  }
}

async function pushToQueue({ asker, fresh }: PersonsRun, delayMs: number, ports: RunPorts): Promise<boolean> {
  const site = await ports.readSite(asker.issueId);
  if (!site.ok) return false;
  const queued = queueAlert({ ...pressOf(asker), fresh }, ports.now());
  // Before the push: a run that starts at once tells its own steps after this one.
  await ports.tellStep('queued');
  return (await ports.push(queued, site.value.settings.advanced.concurrency, delayMs)) === 'pushed';
}

async function answer(
  { asker, rights }: PersonsRun,
  tell: (view: PanelView) => RunAnswer,
  ports: RunPorts,
): Promise<Reply<RunAnswer>> {
  const view = await viewWithRights(asker, rights, ports);
  return view.ok ? { ok: true, value: tell(view.value) } : view;
}

async function end(problem: Problem, ports: RunPorts): Promise<Reply<never>> {
  await ports.tellStep(null);
  return refuse(problem);
}
