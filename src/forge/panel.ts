import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { AlertRecord } from '../contract/record';
import type { PanelIssue, Rights, RunPorts } from '../features/panel/panel-ports';
import { rightsQuestion, toRights } from '../features/panel/rights';
import { fieldTexts } from '../jira/field-texts';
import { readMoment } from '../jira/moments';
import { alertRequest, RECORD_KEY } from '../jira/read-alert';
import type { JiraIssue } from '../jira/schemas';
import { readStored } from '../jira/stored-record';
import { toPanelMark, toWatch, writePanelMark } from './check-store';
import { claimAndStore, releaseClaim } from './claims';
import { pushAlerts } from './enrichment-queue';
import { remainingMs } from './invocation';
import { askAsUser, jiraAsApp } from './jira-request';
import { createStepTeller, parseStep } from './progress';
import { readStoredSite, siteKeys, toSite } from './site';
import { readMany, storageKeys } from './storage';
import { enrichmentPorts, alertOf } from './wire';

/** So long Forge lets a call of the panel run. */
const RUN_MS = 25_000;
const PANEL_FIELDS = ['created', 'project', 'issuetype'];

/** An issue with the fields that were asked for; `at` in epoch milliseconds. */
interface Opened {
  readonly issue: JiraIssue;
  readonly fields: readonly string[];
  readonly at: number;
}

/** The ports of one call of the panel. */
export function panelPorts(issueId: string): RunPorts {
  const jira = jiraAsApp();
  const steps = createStepTeller(issueId);
  const owner = randomUUID();
  let opened: Opened | null = null;
  /** What was opened serves one reading; the next one must see what people wrote meanwhile. */
  const takeOpened = (wanted: readonly string[]): Opened | null => {
    const taken = opened;
    opened = null;
    return taken !== null && wanted.every(field => taken.fields.includes(field)) ? taken : null;
  };
  return {
    readSite: async () => {
      const key = storageKeys.progress(issueId);
      const stored = await readMany([...siteKeys, key, storageKeys.watch, storageKeys.watchPanel]);
      if (!stored.ok) return stored;
      await noteWatched(issueId, stored.value);
      const site = toSite(stored.value);
      if (!site.ok) return site;
      const { settings, names } = site.value;
      const sourceFieldIds = names?.sourceFields.map(({ id }) => id) ?? [];
      const step = parseStep(stored.value.get(key));
      return { ok: true, value: { settings, issueTypeIds: names?.issueTypeIds ?? null, sourceFieldIds, step } };
    },
    readIssue: async () => {
      const wanted = { fields: PANEL_FIELDS, properties: [RECORD_KEY] };
      const issue = await jira.getIssue(issueId, wanted);
      return issue.ok ? { ok: true, value: toPanelIssue(issue.value) } : issue;
    },
    readEmptyFields: async (_, fields) => {
      const issue = await jira.getIssue(issueId, { fields, expand: ['names'] });
      if (!issue.ok) return [];
      const { names = {}, fields: values } = issue.value;
      return fields.flatMap(id => (fieldTexts(values[id]).some(text => text.trim() !== '') ? [] : (names[id] ?? [])));
    },
    openIssue: async () => {
      const site = await readStoredSite();
      const names = site.ok ? site.value.names : null;
      const fields = names === null ? PANEL_FIELDS : alertRequest(names).fields;
      const at = Date.now();
      const issue = await jira.getIssue(issueId, { fields, properties: [RECORD_KEY] });
      if (!issue.ok) return issue;
      opened = { issue: issue.value, fields, at };
      return { ok: true, value: toPanelIssue(issue.value) };
    },
    // Only a missing consent throws.
    readRights: () => readRights(issueId).catch((): Rights => ({ editing: 'ask', isAdmin: false })),
    requireRights: () => readRights(issueId),
    startRun: () => {
      const ports = enrichmentPorts({ enterStep: steps.enterStep, turns: 'now' });
      return {
        ...ports,
        readAlert: async (id, setup) => {
          const taken = takeOpened(alertRequest(setup).fields);
          if (taken === null) return ports.readAlert(id, setup);
          const alert = alertOf(taken.issue, setup);
          return alert.ok && alert.value !== null ? { ok: true, value: { ...alert.value, readAt: taken.at } } : alert;
        },
      };
    },
    claimRun: async before => {
      const request = { key: runKey(issueId, before), owner, now: Date.now(), heldForMs: RUN_MS };
      const claimed = await claimAndStore(request, []);
      // Where storage takes no claim, asking twice is better than not asking.
      return !claimed.ok || claimed.value;
    },
    releaseRun: before => releaseClaim(runKey(issueId, before), owner),
    push: (alert, concurrency, delayMs) => pushAlerts([alert], concurrency, delayMs),
    tellStep: steps.tell,
    writeRecord: (_, record) => jira.setIssueProperty(issueId, RECORD_KEY, record),
    now: () => new Date(),
    sleep: ms => new Promise(resolve => setTimeout(resolve, ms)),
    remainingMs,
  };
}

/** Of the runs that would replace this record: the next record has a key of its own. */
function runKey(issueId: string, before: AlertRecord | null): string {
  const run = before === null ? 'none' : `${Date.parse(before.startedAt)}:${Date.parse(before.enrichedAt)}`;
  return `run:${issueId}:${run}`;
}

/** Where somebody watches this alert: its panel is shown. Costs nothing where nobody does. */
async function noteWatched(issueId: string, stored: ReadonlyMap<string, unknown>): Promise<void> {
  const watch = toWatch(stored);
  if (watch?.alert?.issueId !== issueId || toPanelMark(stored)?.watchId === watch.id) return;
  await writePanelMark({ watchId: watch.id, at: new Date().toISOString() }).catch(() => undefined);
}

async function readRights(issueId: string): Promise<Rights> {
  return toRights(await askAsUser(jira => jira.checkPermissions(rightsQuestion(issueId))), issueId);
}

const named = z.object({
  id: z.union([z.string(), z.number().transform(String)]).nullish(),
  name: z.string().nullish(),
});

function toPanelIssue({ id, fields, properties }: JiraIssue): PanelIssue {
  const { record, foreign } = readStored(properties[RECORD_KEY], id);
  const type = named.safeParse(fields['issuetype']).data;
  return {
    projectId: named.safeParse(fields['project']).data?.id ?? null,
    issueType: { id: type?.id ?? null, name: type?.name ?? null },
    createdAt: readMoment(fields['created']),
    record,
    isNewerRecord: foreign?.kind === 'newer',
  };
}
