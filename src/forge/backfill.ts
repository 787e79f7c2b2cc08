import { randomUUID } from 'node:crypto';
import type { BackfillOrder } from '../features/backfill/backfill';
import type { Result } from '../domain/pacing/failure';
import { createBackfillAlert } from '../features/backfill/backfill-alert';
import type { BackfillPage, BackfillPorts, Hold, StepResult } from '../features/backfill/run-backfill-step';
import type { Setup } from '../runs/ports';
import { issuesById, restrict } from '../jira/jql';
import { alertRequest, toAlert } from '../jira/read-alert';
import type { JiraIssue } from '../jira/schemas';
import { readBackfillOrder, readBackfillProgress, writeBackfillProgress } from './backfill-store';
import { jiraAsApp } from './jira-request';
import { noteJiraLimit } from './jira-limits';
import { claimAndStore } from './storage';
import { enrichmentPorts, isAlert } from './wire';

const PAGE = 100;
/** A step that was killed holds up the next one for so long. */
const HELD_MS = 20_000;
const PROLONG_MS = 5_000;

/** The ports of one step of the backfill. */
export function backfillPorts(): BackfillPorts {
  const owner = randomUUID();
  return {
    hold: () => holdStep(owner),
    readOrder: readBackfillOrder,
    readProgress: readBackfillProgress,
    writeProgress: writeBackfillProgress,
    readPage,
    handleAlert: createBackfillAlert(
      () => enrichmentPorts(),
      ms => new Promise(resolve => setTimeout(resolve, ms)),
    ),
    run: enrichmentPorts({ storesAtOnce: true }),
  };
}

async function holdStep(owner: string): Promise<Hold | null> {
  const claim = (heldForMs: number) =>
    claimAndStore({ key: 'backfill', owner, now: Date.now(), heldForMs, finishedOwnerPrefix: null }, []);
  if (!(await claim(HELD_MS))) return null;
  let heldUntil = Date.now() + HELD_MS;
  let isTaken = false;
  const prolong = async () => {
    const at = Date.now();
    if (await claim(HELD_MS)) heldUntil = at + HELD_MS;
    else isTaken = true;
  };
  // A claim that could not be prolonged holds until its end.
  const timer = setInterval(() => void prolong().catch(() => undefined), PROLONG_MS);
  return {
    isLost: () => isTaken || Date.now() > heldUntil,
    release: async () => {
      clearInterval(timer);
      await claim(0);
    },
  };
}

async function readPage(order: BackfillOrder, afterId: string | null, setup: Setup): Promise<Result<BackfillPage>> {
  return order.issueIds === null ? readFound(order, afterId, setup) : readGiven(order.issueIds, afterId, setup);
}

/** The alerts that the admin's JQL finds, by id: each page begins after the last alert of the one before. */
async function readFound(order: BackfillOrder, afterId: string | null, setup: Setup): Promise<Result<BackfillPage>> {
  const jql = restrict(order.jql, {
    projectIds: setup.settings.alerts.projects,
    issueTypeIds: setup.issueTypeIds,
    ...(afterId === null ? {} : { afterId }),
  });
  if (jql === null) return unreadableJql;
  const found = await noteJiraLimit(
    'search',
    await jiraAsApp().searchIssues({ jql, ...alertRequest(setup), maxResults: PAGE }),
  );
  if (!found.ok) return found;
  const { issues, nextPageToken } = found.value;
  return { ok: true, value: toPage(issues, nextPageToken === null ? null : (issues.at(-1)?.id ?? null), setup) };
}

/** Given alerts, in ascending order of their ids. */
async function readGiven(
  issueIds: readonly string[],
  afterId: string | null,
  setup: Setup,
): Promise<Result<BackfillPage>> {
  const ascending = [...issueIds].sort((one, other) => Number(one) - Number(other));
  const left = ascending.filter(id => afterId === null || Number(id) > Number(afterId));
  const ids = left.slice(0, PAGE);
  const jql = issuesById(ids);
  if (jql === null) return { ok: true, value: { alerts: [], others: [], next: null } };
  const found = await noteJiraLimit(
    'search',
    await jiraAsApp().searchIssues({ jql, ...alertRequest(setup), maxResults: PAGE }),
  );
  if (!found.ok) return found;
  return { ok: true, value: toPage(found.value.issues, left.length > ids.length ? (ids.at(-1) ?? null) : null, setup) };
}

function toPage(issues: readonly JiraIssue[], next: string | null, setup: Setup): BackfillPage {
  const read = issues.map(issue => ({ issue, alert: toAlert(issue, setup) }));
  const alerts = read.flatMap(({ alert }) => (alert.ok && isAlert(alert.value, setup) ? [alert.value] : []));
  const isRead = new Set(alerts.map(({ id }) => id));
  const others = issues.filter(({ id }) => !isRead.has(id)).map(({ id, key }) => ({ issueId: id, key }));
  return { alerts, others, next };
}

const unreadableJql: Result<never> = {
  ok: false,
  failure: {
    kind: 'bad-query',
    side: 'jira',
    sentence: 'The JQL does not close its quotes or parentheses, or no issue type stands for alerts on this site.',
    retryAfterMs: null,
    status: null,
  },
};

/** One line per step. */
export function logStep(result: StepResult): void {
  const line =
    result.kind === 'hindered'
      ? { result: result.kind, failure: `${result.failure.side}:${result.failure.kind}`, status: result.failure.status }
      : { result: result.kind };
  if (result.kind !== 'nothing') console.log(`backfill ${JSON.stringify(line)}`);
}
