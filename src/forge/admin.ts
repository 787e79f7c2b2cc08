import { axoniusInventory } from '../sources/axonius/inventory';
import type { AlertChoice, SettingsView, SiteView } from '../contract/admin';
import type { Settings } from '../contract/settings';
import type { Answer } from '../domain/matching/answer';
import type { Observable } from '../domain/observables/observable';
import type { Result } from '../domain/pacing/failure';
import { suggestSuffixes } from '../domain/observables/suggest-suffixes';
import type { CheckPorts } from '../features/check/check-alerts';
import type { HealthPorts } from '../features/health/health';
import { lookUp } from '../features/connection/look-up';
import type { PreviewPorts } from '../features/preview/preview';
import type { RerunPorts } from '../features/health/run-failed-again';
import type { TestPorts } from '../features/connection/test-connection';
import { findNewestAlert, isTeamManaged, readAccess, readCreateForms, readFindings } from '../jira/alert-findings';
import { listAlertChoices, listFailedAlerts, listNewestDigests } from '../jira/alert-lists';
import { alertsToCount, alertsWithOutcome } from '../jira/jql';
import { resolveNames } from '../jira/resolve-names';
import { readSiteChoices } from '../jira/site-choices';
import type { Credentials } from '../settings/credentials';
import { connectAxonius, readCredentials } from './axonius-connection';
import { pushAlerts } from './enrichment-queue';
import { readHidden } from './hidden-alerts';
import { jiraAsApp, jiraAsUser } from './jira-request';
import { askAsRun, findUnknownFacts, sampleObservables } from './run-question';
import { parseAddress, readForScreen } from './save-settings';
import { readSettings, readStoredSite } from './site';
import { readSetup, scopeOf, setupOf } from './site-names';
import { enrichmentPorts } from './wire';

/** Egress that `manifest.yml` declares; everything else needs a site admin's approval. */
const COVERED = /\.axonius\.com$/;
const LOOK_UP_MS = 8_000;
const SAMPLE = 1_000;

/** What the admin page shows of settings and credentials: never the secret. */
export async function viewSettings(): Promise<SettingsView> {
  const [{ settings, unreadable }, credentials] = await Promise.all([readForScreen(), readCredentials()]);
  const own = credentials !== null && credentials.address === settings.address ? credentials : null;
  return {
    settings,
    unreadable,
    keyHint: own === null ? null : `${own.key.slice(0, 4)}…`,
    hasSecret: own !== null,
    failedAlerts: settings.address === null ? 0 : await countFailed(),
  };
}

async function countFailed(): Promise<number | null> {
  const setup = await readSetup();
  if (!setup.ok) return null;
  const jql = alertsWithOutcome('failed', scopeOf(setup.value));
  if (jql === null) return null;
  const counted = await jiraAsApp().approximateCount(jql);
  return counted.ok ? counted.value : null;
}

function connectTenant(credentials: Credentials) {
  return { client: connectAxonius(credentials.address, credentials), address: credentials.address };
}

export function testPorts(): TestPorts {
  return {
    parseAddress,
    readCredentials,
    ask: credentials => connectAxonius(credentials.address, credentials).testConnection(),
    isCovered: address => COVERED.test(new URL(address).hostname),
    askAsRun: async (hostname, credentials) => {
      const { settings } = await readForScreen();
      const tenant = connectTenant(credentials);
      const answers: Answer[] = [];
      const find = async (observables: readonly Observable[]) => {
        const answer = await askAsRun(observables, settings, tenant, { withinMs: LOOK_UP_MS, fresh: false });
        if (answer.ok) answers.push(answer.value);
        return answer;
      };
      const found = hostname === null ? null : await lookUp(hostname, settings, { find, now: () => new Date() });
      if (found?.ok === false) return found;
      if (answers.length === 0) {
        const answer = await find(await sampleObservables(tenant.client, settings));
        if (!answer.ok) return answer;
      }
      const inFull = answers.every(({ observables }) => observables.every(({ askedInFull }) => askedInFull));
      return { ok: true, value: { lookUp: found?.value ?? null, inFull } };
    },
    findUnknownFacts: async credentials =>
      findUnknownFacts(connectTenant(credentials).client, (await readForScreen()).settings),
    now: () => new Date(),
  };
}

/** What the site offers, with what is chosen in the stored settings. */
export async function readChoices(): Promise<Result<SiteView>> {
  return readSiteChoices((await readForScreen()).settings.alerts, jiraAsApp());
}

export function checkPorts(): CheckPorts {
  const app = jiraAsApp();
  return {
    readFindings: alerts => readFindings(alerts, app),
    readCreateForms: (alerts, issueTypes) => readCreateForms(alerts, issueTypes, app),
    findNewestAlert: (alerts, issueTypeIds) => findNewestAlert(alerts, issueTypeIds, jiraAsUser()),
    readEditable: async issueId => {
      const fields = await app.editMeta(issueId);
      return fields.ok ? Object.keys(fields.value) : null;
    },
    readAccess: async projectIds => {
      // The app doesn't see projects that it has no right in; the admin does.
      const seen = await jiraAsUser().searchProjects({ ids: projectIds });
      const projects = new Map(seen.ok ? seen.value.projects.map(project => [project.id, project]) : []);
      return readAccess(projectIds, app, id => ({
        key: projects.get(id)?.key ?? `project ${id}`,
        isTeamManaged: isTeamManaged(projects.get(id)?.style),
      }));
    },
    countHidden: async () => (await readHidden(1)).pages.flat().length,
  };
}

/** The newest alerts that the person may see. */
export async function listAlerts(): Promise<Result<readonly AlertChoice[]>> {
  const setup = await readSetup();
  return setup.ok ? listAlertChoices(scopeOf(setup.value), jiraAsUser()) : setup;
}

/** An issue by id or key, if the person may see it: what the app sees is not for every admin. */
export async function findAsUser(issue: string): Promise<Result<{ readonly id: string; readonly key: string }>> {
  const found = await jiraAsUser().getIssue(issue, { fields: [] });
  return found.ok ? { ok: true, value: { id: found.value.id, key: found.value.key } } : found;
}

/** Ports of a run by settings that need not be stored; answers come from Axonius, and nothing is kept. */
export function previewPorts(settings: Settings): PreviewPorts {
  const app = jiraAsApp();
  const run = enrichmentPorts();
  return {
    readSite: async () => {
      const names = await resolveNames(settings.alerts, app);
      if (!names.ok) return names;
      return { ok: true, value: { setup: { settings, ...names.value }, pausedUntil: null, jiraPausedUntil: null } };
    },
    readAlert: run.readAlert,
    ask: (observables, setup, { withinMs }) =>
      axoniusInventory(setup.settings, {
        client: connectAxonius(settings.address ?? ''),
        now: run.now,
        way: () => 'apart',
      }).find(observables, { withinMs, fresh: false }),
    askContext: run.askContext,
    compose: run.compose,
    now: run.now,
    random: run.random,
    remainingMs: run.remainingMs,
  };
}

export async function readFieldNames(search: string): Promise<Result<readonly string[]>> {
  const { address } = await readSettings();
  if (address === null) return { ok: true, value: [] };
  return connectAxonius(address).deviceFieldNames(search);
}

export async function readSuffixes(): Promise<Result<ReturnType<typeof suggestSuffixes>>> {
  const { address } = await readSettings();
  if (address === null) return { ok: true, value: [] };
  const hostnames = await connectAxonius(address).sampleHostnames(SAMPLE);
  return hostnames.ok ? { ok: true, value: suggestSuffixes(hostnames.value) } : hostnames;
}

export async function healthPorts(): Promise<Result<HealthPorts>> {
  const app = jiraAsApp();
  const stored = await readStoredSite();
  if (!stored.ok) return stored;
  const { settings, pause } = stored.value;
  const setup = await setupOf(stored.value);
  if (!setup.ok) return setup;
  const scope = scopeOf(setup.value);
  return {
    ok: true,
    value: {
      readSite: () =>
        Promise.resolve({
          ok: true,
          value: {
            isConnected: settings.address !== null,
            isAutomatic: settings.alerts.automatic,
            pausedUntil: pause?.until ?? null,
          },
        }),
      count: (window, outcome) => {
        const jql = alertsToCount(scope, window, outcome);
        return jql === null ? Promise.resolve({ ok: true, value: 0 }) : app.approximateCount(jql);
      },
      // As the person: examples and names are not for an admin whom issue security keeps out. What is asked as the app
      // above is counted by queries of the app's own, and no more than counted.
      readNewest: most => listNewestDigests(scope, most, jiraAsUser()),
      readHidden: async () => {
        const { pages, isMore } = await readHidden(1);
        const ids = pages.flat().map(({ id }) => id);
        const seen = await jiraAsUser().bulkFetch(ids, { fields: ['summary'] });
        const keys = new Map(seen.ok ? seen.value.issues.map(({ id, key }) => [id, key]) : []);
        return { alerts: ids.map(id => ({ id, key: keys.get(id) ?? null })), isMore };
      },
      now: () => new Date(),
    },
  };
}

export async function rerunPorts(): Promise<Result<RerunPorts>> {
  const setup = await readSetup();
  if (!setup.ok) return setup;
  const { concurrency } = setup.value.settings.advanced;
  const scope = scopeOf(setup.value);
  return {
    ok: true,
    value: {
      findFailed: most => listFailedAlerts(scope, most, jiraAsApp()),
      push: alerts => pushAlerts(alerts, concurrency),
      now: () => new Date(),
    },
  };
}
