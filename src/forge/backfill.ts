import { randomUUID } from 'node:crypto';
import { START, type SearchCursor, type SearchPosition } from '../domain/alert/search-position';
import type { BackfillOrder } from '../features/backfill/backfill';
import type { Place } from '../features/backfill/backfill-progress';
import type { Result } from '../domain/pacing/failure';
import { createBackfillAlert } from '../features/backfill/backfill-alert';
import type { BackfillPage, BackfillPorts, Hold, StepResult } from '../features/backfill/run-backfill-step';
import type { Setup } from '../runs/ports';
import { restrict } from '../jira/jql';
import { alertRequest } from '../jira/read-alert';
import type { JiraIssue } from '../jira/schemas';
import { after, searchOn } from '../jira/search-on';
import { readBackfillOrder, readBackfillProgress, writeBackfillProgress } from './backfill-store';
import { jiraAsApp } from './jira-request';
import { claimAndStore, releaseClaim } from './claims';
import { scopeOf } from './site-names';
import { alertOf, enrichmentPorts } from './wire';

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
    handleAlert: createBackfillAlert(() => enrichmentPorts(), sleep),
    sleep,
    run: enrichmentPorts({ storesAtOnce: true }),
  };
}

const sleep = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms));

async function holdStep(owner: string): Promise<Result<Hold | null>> {
  const claim = () => claimAndStore({ key: 'backfill', owner, now: Date.now(), heldForMs: HELD_MS }, []);
  const first = await claim();
  if (!first.ok) return first;
  if (!first.value) return { ok: true, value: null };
  let heldUntil = Date.now() + HELD_MS;
  let isTaken = false;
  const prolong = async () => {
    const at = Date.now();
    const prolonged = await claim();
    // A claim that could not be prolonged holds until its end.
    if (!prolonged.ok) return;
    if (prolonged.value) heldUntil = at + HELD_MS;
    else isTaken = true;
  };
  const timer = setInterval(() => void prolong().catch(() => undefined), PROLONG_MS);
  const hold: Hold = {
    isLost: () => isTaken || Date.now() > heldUntil,
    release: async () => {
      clearInterval(timer);
      await releaseClaim('backfill', owner);
    },
  };
  return { ok: true, value: hold };
}

async function readPage(order: BackfillOrder, place: Place, setup: Setup): Promise<Result<BackfillPage>> {
  return order.issueIds === null
    ? readFound(order.jql, place.position ?? START, setup)
    : readGiven(order.issueIds, place.afterId, setup);
}

/** The alerts that the admin's JQL finds, oldest first. */
async function readFound(jql: string, position: SearchPosition, setup: Setup): Promise<Result<BackfillPage>> {
  const scope = scopeOf(setup);
  const search = {
    compose: (withinMinutes: number | null) => restrict(jql, { ...scope, withinMinutes }),
    from: null,
    ...alertRequest(setup),
  };
  const found = await searchOn(search, position, jiraAsApp(), Date.now());
  if (found === null) return unreadableJql;
  if (!found.ok) return found;
  const { issues, here, next } = found.value;
  const placeAt = (seen: readonly JiraIssue[], cursor: SearchCursor | null): Place => ({
    afterId: null,
    position: after(position, seen, cursor),
  });
  return {
    ok: true,
    value: {
      ...sort(issues, setup),
      after: handled => placeAt(upTo(issues, handled), here),
      next: next === null ? null : placeAt(issues, next),
    },
  };
}

/** Given alerts, in ascending order of their ids; what is gone is said and holds up nothing. */
async function readGiven(
  issueIds: readonly string[],
  afterId: string | null,
  setup: Setup,
): Promise<Result<BackfillPage>> {
  const ascending = [...issueIds].sort((one, other) => Number(one) - Number(other));
  const left = ascending.filter(id => afterId === null || Number(id) > Number(afterId));
  const ids = left.slice(0, PAGE);
  const found = await jiraAsApp().bulkFetch(ids, alertRequest(setup));
  if (!found.ok) return found;
  const { alerts, others } = sort(found.value.issues, setup);
  const gone = found.value.missing.map(issueId => ({ issueId, key: '' }));
  const last = ids.at(-1);
  return {
    ok: true,
    value: {
      alerts,
      others: [...others, ...gone],
      after: handled => ({ afterId: handled.at(-1) ?? afterId, position: null }),
      next: last === undefined || left.length === ids.length ? null : { afterId: last, position: null },
    },
  };
}

/** The issues of a page up to the last that was handled. */
function upTo(issues: readonly JiraIssue[], handled: readonly string[]): readonly JiraIssue[] {
  return issues.slice(0, issues.findLastIndex(({ id }) => handled.includes(id)) + 1);
}

function sort(issues: readonly JiraIssue[], setup: Setup): Pick<BackfillPage, 'alerts' | 'others'> {
  const alerts = issues.flatMap(issue => {
    const read = alertOf(issue, setup);
    return read.ok && read.value !== null ? [read.value] : [];
  });
  const isRead = new Set(alerts.map(({ id }) => id));
  const others = issues.filter(({ id }) => !isRead.has(id)).map(({ id, key }) => ({ issueId: id, key }));
  return { alerts, others };
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
