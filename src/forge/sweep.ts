import { randomUUID } from 'node:crypto';
import { kvs, WhereConditions } from '@forge/kvs';
import * as z from 'zod';
import type { SeenAlert } from '../domain/pacing/due';
import { jiraPausedUntil } from '../domain/pacing/jira-pause';
import type { SweepState } from '../features/sweep/sweep-state';
import type { Look, LookedAt, SweepPorts, SweepResult } from '../features/sweep/sweep';
import { restrict } from '../jira/jql';
import { readMoment } from '../jira/moments';
import { RECORD_KEY } from '../jira/read-alert';
import type { JiraIssue } from '../jira/schemas';
import { readStored } from '../jira/stored-record';
import { pushAlerts } from './enrichment-queue';
import { jiraAsApp } from './jira-request';
import { noteJiraLimit } from './jira-limits';
import { readStoredSite } from './site';
import { resolveAndKeepNames } from './site-names';
import { claimAndStore, storageKeys } from './storage';

/** The function's time limit in the manifest and a margin: a sweep that was killed holds up the next one no longer. */
const SWEEP_MS = 130_000;
const PAGE = 100;
const MINUTE_MS = 60_000;

const pass = z.object({ from: z.number(), afterId: z.string().nullable(), startsAt: z.number() });
const storedState = z.object({
  v: z.literal(1),
  since: z.number(),
  recent: pass,
  deep: pass,
  failed: pass,
  notFound: pass,
  answeredAt: z.number().nullable(),
  hiddenNext: z.string().nullable(),
  pushed: z.array(z.tuple([z.string(), z.number()])),
});

const hidden = z.object({ since: z.string() });

/** The ports of one sweep. */
export function sweepPorts(): SweepPorts {
  const jira = jiraAsApp();
  const owner = randomUUID();
  const claim = (heldForMs: number) =>
    claimAndStore({ key: 'sweep', owner, now: Date.now(), heldForMs, finishedOwnerPrefix: null }, []);
  let alerts: AlertFilter = { projectIds: [], issueTypeIds: [] };
  return {
    claim: () => claim(SWEEP_MS),
    release: async () => {
      await claim(0);
    },
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
      const names = stored.value.names ?? (await resolveAndKeepNames(settings));
      if ('ok' in names && !names.ok) return names;
      const { issueTypeIds } = 'ok' in names ? names.value : names;
      alerts = { projectIds: settings.alerts.projects, issueTypeIds };
      return { ok: true, value: site };
    },
    readState: async () => {
      const parsed = storedState.safeParse(await kvs.get(storageKeys.sweep));
      return parsed.success ? parsed.data : null;
    },
    writeState: (state: SweepState | null) =>
      state === null ? kvs.delete(storageKeys.sweep) : kvs.set(storageKeys.sweep, state),
    look: async look => {
      const jql = restrict(conditionOf(look, Date.now()), {
        ...alerts,
        ...(look.afterId === null ? {} : { afterId: look.afterId }),
      });
      // No issue type stands for alerts on this site: there are none.
      if (jql === null) return { ok: true, value: { alerts: [], isLast: true } };
      const found = await noteJiraLimit(
        'search',
        await jira.searchIssues({ jql, fields: ['created'], properties: [RECORD_KEY], maxResults: PAGE }),
      );
      return found.ok ? { ok: true, value: toLookedAt(found.value.issues, found.value.nextPageToken) } : found;
    },
    readHidden: async next => {
      const prefix = storageKeys.notVisible('');
      const query = kvs.query().where('key', WhereConditions.beginsWith(prefix)).limit(PAGE);
      const { results, nextCursor } = await (next === null ? query : query.cursor(next)).getMany();
      const alerts = results.map(({ key, value }) => {
        const since = Date.parse(hidden.safeParse(value).data?.since ?? '');
        return { id: key.slice(prefix.length), since: Number.isNaN(since) ? Date.now() : since };
      });
      return { alerts, next: nextCursor ?? null };
    },
    findVisible: async ids => {
      const found = await noteJiraLimit('search', await jira.bulkFetch(ids, { fields: ['id'] }));
      return found.ok ? { ok: true, value: found.value.issues.map(({ id }) => id) } : found;
    },
    forgetHidden: async ids => {
      for (const id of ids) await kvs.delete(storageKeys.notVisible(id));
    },
    push: (queued, concurrency) => pushAlerts(queued, concurrency),
    now: () => new Date(),
  };
}

interface AlertFilter {
  readonly projectIds: readonly string[];
  readonly issueTypeIds: readonly string[];
}

/** Times are relative: absolute ones would be read in the time zone of the asking account. */
function conditionOf({ outcome, from }: Look, now: number): string {
  const clauses = [`created >= -${Math.ceil((now - from) / MINUTE_MS)}m`];
  if (outcome !== null) clauses.push(`axoniusOutcome = "${outcome}"`);
  if (outcome === 'not-found') clauses.push('statusCategory != Done');
  return clauses.join(' AND ');
}

function toLookedAt(issues: readonly JiraIssue[], nextPageToken: string | null): LookedAt {
  const alerts = issues.flatMap((issue): SeenAlert[] => {
    const created = readMoment(issue.fields['created']);
    if (created === null) return [];
    const { record, foreign } = readStored(issue.properties[RECORD_KEY], issue.id);
    return [{ id: issue.id, createdAt: Date.parse(created), record, isNewer: foreign?.kind === 'newer' }];
  });
  return { alerts, isLast: nextPageToken === null };
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
