import { randomUUID } from 'node:crypto';
import { kvs } from '@forge/kvs';
import * as z from 'zod';
import type { SeenAlert } from '../domain/pacing/due';
import { jiraPausedUntil } from '../domain/pacing/jira-pause';
import { startPasses, type SweepState } from '../features/sweep/sweep-state';
import type { Look, SweepPorts, SweepResult } from '../features/sweep/sweep';
import { START } from '../domain/alert/search-position';
import { dueBy, hasOutcome, restrict, type AlertScope } from '../jira/jql';
import { readMoment } from '../jira/moments';
import { RECORD_KEY } from '../jira/read-alert';
import type { JiraIssue } from '../jira/schemas';
import { after, searchOn } from '../jira/search-on';
import { readStored } from '../jira/stored-record';
import { pushAlerts } from './enrichment-queue';
import { forgetHidden, readHidden } from './hidden-alerts';
import { jiraAsApp } from './jira-request';
import { readStoredSite } from './site';
import { scopeOf, setupOf } from './site-names';
import { claimAndStore, releaseClaim } from './claims';
import { readOne, storageKeys, writeOne } from './storage';
import { storedPosition } from './stored-position';

/** The function's time limit in the manifest and a margin: a sweep that was killed holds up the next one no longer. */
const SWEEP_MS = 130_000;
/** So many pages of hidden alerts a sweep looks at: each is one question to Jira. */
const MOST_HIDDEN_PAGES = 5;

// A pass of an older version went by id (`afterId`): it begins again.
const pass = z.object({ from: z.number(), at: storedPosition.nullable().catch(null), startsAt: z.number() });
const storedState = z.object({
  v: z.literal(1),
  since: z.number(),
  recent: pass,
  deep: pass,
  due: pass.optional(),
  undated: pass.optional(),
  answeredAt: z.number().nullable(),
  pushed: z.array(z.tuple([z.string(), z.number()])),
});

/** The state as an earlier sweep stored it; what a former version kept besides is left out. */
export async function readSweepState(): Promise<SweepState | null> {
  const stored = storedState.safeParse(await readOne(storageKeys.sweep)).data;
  if (stored === undefined) return null;
  const { due, undated, ...kept } = stored;
  const start = startPasses(Date.now());
  return { ...kept, due: due ?? start.due, undated: undated ?? start.undated };
}

/** The ports of one sweep. */
export function sweepPorts(): SweepPorts {
  const jira = jiraAsApp();
  const owner = randomUUID();
  let alerts: AlertScope = { projectIds: [], issueTypeIds: [] };
  return {
    claim: () => claimAndStore({ key: 'sweep', owner, now: Date.now(), heldForMs: SWEEP_MS }, []),
    release: () => releaseClaim('sweep', owner),
    readSite: async () => {
      const stored = await readStoredSite();
      if (!stored.ok) return stored;
      const { settings, pause, jiraPause } = stored.value;
      const site = {
        settings,
        pausedUntil: pause?.until ?? null,
        jiraPausedUntil: jiraPausedUntil(jiraPause, ['search'], new Date()),
      };
      if (settings.address === null || !settings.alerts.automatic) return { ok: true, value: site };
      const setup = await setupOf(stored.value);
      if (!setup.ok) return setup;
      alerts = scopeOf(setup.value);
      return { ok: true, value: site };
    },
    readState: readSweepState,
    writeState: (state: SweepState | null) =>
      state === null ? kvs.delete(storageKeys.sweep) : writeOne(storageKeys.sweep, state),
    look: async ({ only, from, at }) => {
      const position = at ?? START;
      const found = await searchOn(
        {
          compose: withinMinutes => restrict(conditionOf(only), { ...alerts, withinMinutes }),
          from,
          fields: ['created', 'status'],
          properties: [RECORD_KEY],
        },
        position,
        jira,
        Date.now(),
      );
      // No issue type stands for alerts on this site: there are none.
      if (found === null) return { ok: true, value: { alerts: [], next: null } };
      if (!found.ok) return found;
      const { issues, next } = found.value;
      return {
        ok: true,
        value: { alerts: toSeenAlerts(issues), next: next === null ? null : after(position, issues, next) },
      };
    },
    readHidden: async () => (await readHidden(MOST_HIDDEN_PAGES)).pages,
    findVisible: async ids => {
      const found = await jira.bulkFetch(ids, { fields: ['id'] });
      return found.ok ? { ok: true, value: found.value.issues.map(({ id }) => id) } : found;
    },
    forgetHidden,
    push: (queued, concurrency) => pushAlerts(queued, concurrency),
    now: () => new Date(),
  };
}

function conditionOf(only: Look['only']): string {
  if (only === null) return '';
  return only === 'due' ? dueBy(Date.now()) : hasOutcome('failed');
}

const status = z.object({ statusCategory: z.object({ key: z.string() }) });

function toSeenAlerts(issues: readonly JiraIssue[]): readonly SeenAlert[] {
  return issues.flatMap((issue): SeenAlert[] => {
    const created = readMoment(issue.fields['created']);
    if (created === null) return [];
    const { record, foreign } = readStored(issue.properties[RECORD_KEY], issue.id);
    const isOpen = status.safeParse(issue.fields['status']).data?.statusCategory.key !== 'done';
    return [{ id: issue.id, createdAt: Date.parse(created), isOpen, record, isNewer: foreign?.kind === 'newer' }];
  });
}

/** One line per sweep that did something or could not. */
export function logSweep(result: SweepResult): void {
  const isQuiet = result.kind !== 'failed' && (result.kind !== 'swept' || Object.keys(result.pushed).length === 0);
  if (isQuiet) return;
  const line =
    result.kind === 'failed'
      ? { result: result.kind, failure: `${result.failure.side}:${result.failure.kind}`, status: result.failure.status }
      : result;
  console.log(`sweep ${JSON.stringify(line)}`);
}
