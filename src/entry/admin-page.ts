import type { AdminPageDefinitions, ConnectionReport, SavedView } from '../contract/admin';
import type { AlertsCheck } from '../contract/alerts-check';
import { refuse, type Problem, type Reply } from '../contract/reply';
import type { Settings } from '../contract/settings';
import type { Failure, Result } from '../domain/pacing/failure';
import { checkAlerts } from '../features/check/check-alerts';
import { readHealth } from '../features/health/health';
import { previewAlert } from '../features/preview/preview';
import { runFailedAgain } from '../features/health/run-failed-again';
import { testConnection } from '../features/connection/test-connection';
import {
  checkPorts,
  findAsUser,
  healthPorts,
  listAlerts,
  previewPorts,
  readChoices,
  readFieldNames,
  readSuffixes,
  rerunPorts,
  testPorts,
  viewSettings,
} from '../forge/admin';
import { makeResolver } from '../forge/resolver';
import { draftAlerts, draftSettings, startOver, storeConnection, storeSettings } from '../forge/save-settings';
import { payloads } from './admin-payloads';
import { backfillCalls } from './backfill-page';
import { checkCalls } from './check-page';
import { requireAdmin } from './require-admin';

/** Functions of the admin page; every one is wrapped by `requireAdmin`. */
export const adminPage = makeResolver<AdminPageDefinitions>({
  ...backfillCalls,
  ...checkCalls,

  loadSettings: requireAdmin(async () => ({ ok: true, value: await viewSettings() })),

  testConnection: requireAdmin(async ({ payload }): Promise<Reply<ConnectionReport>> => {
    const input = payloads.test(payload);
    return input === null ? refuse(unreadable) : { ok: true, value: await testConnection(input, testPorts()) };
  }),

  saveConnection: requireAdmin(async ({ payload }) => {
    const input = payloads.connection(payload);
    return input === null ? refuse(unreadable) : runAgainUnless(await storeConnection(input));
  }),

  saveSettings: requireAdmin(async ({ payload }) => {
    const input = payloads.settings(payload);
    return input === null ? refuse(unreadable) : runAgainUnless(await storeSettings(input));
  }),

  startOver: requireAdmin(async () => {
    await startOver();
    return { ok: true, value: await viewSettings() };
  }),

  loadSite: requireAdmin(async () => toReply(await readChoices())),

  checkAlerts: requireAdmin(async ({ payload }) => {
    const input = payloads.alerts(payload);
    return input === null ? refuse(unreadable) : checkDraft(input);
  }),

  listAlerts: requireAdmin(async () => toReply(await listAlerts())),

  preview: requireAdmin(async ({ payload }) => {
    const input = payloads.preview(payload);
    if (input === null) return refuse({ ...unreadable, sentence: 'Choose an alert, or enter its key: SEC-123.' });
    const draft = await draftSettings(input.draft);
    if (!draft.ok) return refuse(draft.problem);
    const issue = await findAsUser(input.issue);
    return issue.ok ? previewAlert(issue.value, previewPorts(draft.settings)) : refuse(explain(issue.failure));
  }),

  suggestFacts: requireAdmin(async ({ payload }) => toReply(await readFieldNames(payloads.search(payload) ?? ''))),

  suggestSuffixes: requireAdmin(async () => toReply(await readSuffixes())),

  loadHealth: requireAdmin(async () => {
    const ports = await healthPorts();
    return ports.ok ? toReply(await readHealth(ports.value)) : refuse(explain(ports.failure));
  }),

  runFailedAgain: requireAdmin(async () => {
    const ports = await rerunPorts();
    return ports.ok ? toReply(await runFailedAgain(ports.value)) : refuse(explain(ports.failure));
  }),
});

async function checkDraft(alerts: Settings['alerts']): Promise<Reply<AlertsCheck>> {
  const draft = await draftAlerts(alerts);
  return draft.ok ? toReply(await checkAlerts(draft.settings.alerts, checkPorts())) : refuse(draft.problem);
}

/** What was saved may be just what failed alerts waited for. */
async function runAgainUnless(problem: Problem | null): Promise<Reply<SavedView>> {
  if (problem !== null) return refuse(problem);
  const ports = await rerunPorts();
  const again = ports.ok ? await runFailedAgain(ports.value) : ports;
  // The settings are saved whatever becomes of the runs: Health shows what failed and starts it again.
  return {
    ok: true,
    value: { ...(await viewSettings()), again: again.ok ? again.value : { started: 0, isMore: true } },
  };
}

const unreadable: Problem = {
  kind: 'invalid',
  sentence: 'The app did not understand what this page sent. Nothing was changed.',
  nextStep: 'Reload the page and try again.',
};

function toReply<T>(result: Result<T>): Reply<T> {
  return result.ok ? { ok: true, value: result.value } : refuse(explain(result.failure));
}

function explain({ kind, sentence }: Failure): Problem {
  return { kind, sentence, nextStep: null };
}
