import type { Settings } from '../contract/settings';
import type { CheckSitePorts } from '../features/check/check-site';
import type {
  EgressFinding,
  FieldFinding,
  IndexedFinding,
  QuestionFinding,
  RendererFinding,
  RightsFinding,
  StorageFinding,
} from '../features/check/findings';
import type { LookPorts } from '../features/check/look-at-alert';
import type { SeenRun } from '../features/check/watch';
import { findNewestAlert, readAccess, readCreateForms, readFindings } from '../jira/alert-findings';
import { alertWithOutcome, newestAlerts } from '../jira/jql';
import { RECORD_KEY } from '../jira/read-alert';
import { resolveNames } from '../jira/resolve-names';
import { readStored } from '../jira/stored-record';
import { givenBackRequest, readGivenBack, type GivenBack } from '../jira/watched-alert';
import { connectAxonius, readCredentials } from './axonius-connection';
import { knownFailure, readStoredCheck, writeCheck, writeLook } from './check-store';
import { jiraAsApp } from './jira-request';
import { askAsRun, sampleObservables } from './run-question';
import { readSettings, readStoredSite } from './site';
import { tryClaim } from './claims';

/** A run's own question may take as long as a run would wait for it. */
const QUESTION_MS = 150_000;
/** Alerts that are looked through for one with a result. */
const NEWEST = 20;
/** Jira's search follows a write within seconds: a younger record says nothing about the index. */
const INDEXED_AFTER_MS = 20_000;

/** The ports of a check of the site, as runs see it. */
export function checkSitePorts(): CheckSitePorts {
  const parts: CheckSitePorts['parts'] = {
    storage: tryStorage,
    rights: readRights,
    field: readField,
    renderer: readRenderer,
    indexed: readIndexed,
    egress: tryEgress,
    question: tryQuestion,
  };
  return {
    readCheck: async () => (await readStoredCheck()).check,
    writeCheck,
    parts,
    now: () => new Date(),
  };
}

/** assumption: claim-refused-to-second — a transaction's condition keeps a second owner out. */
async function tryStorage(): Promise<StorageFinding> {
  const trial = await tryClaim();
  if (trial.ok) return { kind: 'keeps' };
  return { kind: trial.step === 'hold' && trial.failure === null ? 'shares' : 'refuses' };
}

async function connect() {
  const settings = await readSettings();
  const credentials = await readCredentials();
  const { address } = settings;
  if (address === null || credentials?.address !== address) return null;
  return { settings, address, client: connectAxonius(address, credentials) };
}

async function tryEgress(): Promise<EgressFinding> {
  const connected = await connect();
  if (connected === null) return { kind: 'not-connected' };
  const answer = await connected.client.testConnection();
  // Whatever answers, and whatever does not: the request got out of Jira.
  return { kind: !answer.ok && answer.failure.kind === 'egress-denied' ? 'denied' : 'allowed' };
}

/** The question that a run asks: about a name of the tenant's own, with all fields, both ways of asking. */
async function tryQuestion(): Promise<QuestionFinding> {
  const connected = await connect();
  if (connected === null) return { kind: 'not-connected' };
  const { client, settings, address } = connected;
  const observables = await sampleObservables(client, settings);
  const startedAt = Date.now();
  const answer = await askAsRun(observables, settings, { client, address }, { withinMs: QUESTION_MS, fresh: true });
  const milliseconds = Date.now() - startedAt;
  if (!answer.ok) return { kind: 'failed', failure: answer.failure.kind, milliseconds };
  const [first] = answer.value.observables;
  return {
    kind: 'answered',
    milliseconds,
    questions: answer.value.questions,
    found: first?.candidates.length ?? 0,
    inFull: first?.askedInFull ?? true,
  };
}

async function readRights(): Promise<RightsFinding> {
  const app = jiraAsApp();
  const { alerts } = await readSettings();
  const isEvery = alerts.projects.length === 0;
  const seen = isEvery ? await app.searchProjects() : null;
  if (seen?.ok === false) return { kind: 'failed', failure: seen.failure.kind };
  const ids = seen?.ok === true ? seen.value.projects.map(({ id }) => id) : alerts.projects;
  const access = await readAccess(ids, app, id => ({ key: id, isTeamManaged: false }));
  if (ids.length > 0 && access.length === 0) return { kind: 'failed', failure: 'unavailable' };
  return {
    kind: 'asked',
    isEvery,
    isMeant: alerts.everyProject === true,
    projects: access.map(({ key, mayBrowse, mayEdit }) => ({ projectId: key, browse: mayBrowse, edit: mayEdit })),
  };
}

async function readField(): Promise<FieldFinding> {
  const app = jiraAsApp();
  const { alerts } = await readSettings();
  const findings = await readFindings(alerts, app);
  if (!findings.ok) return { target: 'not-tried', sourcesToMend: 0, formsWithoutSource: 0 };
  const { fields, issueTypes } = findings.value;
  const sources = fields.filter(({ role }) => role === 'source');
  const sourceIds = sources.flatMap(({ id }) => id ?? []);
  const typeIds = issueTypes.map(({ id }) => id);
  const [forms, newest] = await Promise.all([
    readCreateForms(alerts, issueTypes, app),
    findNewestAlert(alerts, typeIds, app),
  ]);
  const target = fields.find(({ role }) => role === 'target');
  const editable = newest === null ? null : await app.editMeta(newest.id);
  return {
    target: targetWords(target, editable?.ok === true ? Object.keys(editable.value) : null),
    sourcesToMend: sources.filter(({ id }) => id === null).length,
    formsWithoutSource: forms.filter(({ fieldIds }) => sourceIds.some(id => !fieldIds.includes(id))).length,
  };
}

function targetWords(
  target: { readonly id: string | null; readonly exists: boolean; readonly fits: boolean } | undefined,
  editable: readonly string[] | null,
): FieldFinding['target'] {
  if (target?.exists !== true) return 'missing';
  if (!target.fits) return 'unfit';
  if (target.id === null) return 'several';
  if (editable === null) return 'not-tried';
  return editable.includes(target.id) ? 'ok' : 'not-editable';
}

/** The newest alerts that have a record, newest first; null where Jira can't say. */
async function listRecorded(settings: Settings) {
  const app = jiraAsApp();
  const names = await resolveNames(settings.alerts, app);
  if (!names.ok) return null;
  const jql = newestAlerts({ projectIds: settings.alerts.projects, issueTypeIds: names.value.issueTypeIds });
  if (jql === null) return { app, names: names.value, alerts: [] };
  const found = await app.searchIssues({ jql, fields: ['created'], properties: [RECORD_KEY], maxResults: NEWEST });
  if (!found.ok) return null;
  const alerts = found.value.issues.flatMap(({ id, properties }) => {
    const record = readStored(properties[RECORD_KEY], id).record;
    return record === null ? [] : [{ id, record }];
  });
  return { app, names: names.value, alerts };
}

async function readRenderer(): Promise<RendererFinding> {
  const recorded = await listRecorded(await readSettings());
  if (recorded === null) return { kind: 'failed' };
  const { app, names, alerts } = recorded;
  if (names.targetField?.holds === 'line') return { kind: 'line' };
  const written = alerts.find(({ record }) => record.written);
  if (written === undefined || names.targetField === null) return { kind: 'none' };
  const issue = await app.getIssue(written.id, givenBackRequest(names.targetField));
  if (!issue.ok) return { kind: 'failed' };
  return { kind: readGivenBack(issue.value, names.targetField).field?.renderer ?? 'none' };
}

async function readIndexed(): Promise<IndexedFinding> {
  const recorded = await listRecorded(await readSettings());
  if (recorded === null) return { kind: 'failed' };
  const old = recorded.alerts.find(({ record }) => Date.now() - Date.parse(record.enrichedAt) > INDEXED_AFTER_MS);
  const known = old ?? recorded.alerts[0];
  if (known === undefined) return { kind: 'none' };
  const kind = await findByOutcome(known.id, known.record.outcome);
  // A young record may be on its way into the index.
  return { kind: kind === 'missing' && old === undefined ? 'none' : kind };
}

async function findByOutcome(issueId: string, outcome: SeenRun['outcome']) {
  const jql = alertWithOutcome(issueId, outcome);
  if (jql === null) return 'missing';
  const found = await jiraAsApp().searchIssues({ jql, fields: ['created'], maxResults: 1 });
  if (found.ok) return found.value.issues.length > 0 ? 'found' : 'missing';
  return found.failure.kind === 'bad-query' ? 'unknown' : 'failed';
}

/** The ports of a look at the watched alert, as the app: Jira's record and Jira's times. */
export function lookPorts(): LookPorts {
  return {
    readWatch: readStoredCheck,
    readAlert: async issueId => {
      const stored = await readStoredSite();
      // The run that is watched resolves the names itself.
      if (!stored.ok || stored.value.names === null) return null;
      const { targetField } = stored.value.names;
      const issue = await jiraAsApp().getIssue(issueId, givenBackRequest(targetField));
      return issue.ok ? toSeen(readGivenBack(issue.value, targetField)) : null;
    },
    findByOutcome,
    writeLook,
    now: () => new Date(),
  };
}

function toSeen({ record, field }: GivenBack): { readonly run: SeenRun | null; readonly field: GivenBack['field'] } {
  if (record === null) return { run: null, field: null };
  const { outcome, trigger, startedAt, enrichedAt, questions, written, notWritten, failure, answeredAt } = record;
  return {
    run: {
      outcome,
      trigger,
      startedAt,
      enrichedAt,
      questions,
      fromCache: answeredAt !== undefined,
      written,
      notWritten,
      failure: failure === null ? null : knownFailure(failure.kind),
      isTriedAgain: failure?.nextTry != null,
    },
    field,
  };
}
