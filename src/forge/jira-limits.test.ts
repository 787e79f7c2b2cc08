import { installStorage, type TestStorage } from '../../local/forge/testing/storage';
import { askAsUser, jiraAsApp, jiraAsUser } from './jira-request';
import { readStoredSite } from './site';
import { storageKeys } from './storage';

/* The real @forge/api and @forge/kvs; storage keeps Forge's rules. */

let forge: TestStorage;
beforeEach(() => {
  forge = installStorage();
});
afterEach(() => forge.end());

function limit(reason: string | null, seconds = 30): void {
  const headers = { 'Retry-After': String(seconds), ...(reason === null ? {} : { 'RateLimit-Reason': reason }) };
  forge.jira = () => new Response('', { status: 429, headers });
}

/** Seconds for which each kind of request pauses. */
async function paused(): Promise<Record<string, number>> {
  const site = await readStoredSite();
  if (!site.ok) throw new Error(site.failure.sentence);
  return Object.fromEntries(
    Object.entries(site.value.jiraPause).map(([kind, until]) => [kind, Math.round((until - Date.now()) / 1_000)]),
  );
}

describe('a limit that the app meets', () => {
  it('pauses that kind of request, whichever file asked', async () => {
    limit('jira-burst-based', 30);
    await jiraAsApp().listFields();
    limit(null, 60);
    await jiraAsApp().approximateCount('id in (1)');
    limit('jira-burst-based', 90);
    await jiraAsApp().updateIssue('1', { fields: {} });
    expect(await paused()).toEqual({ read: 30, search: 60, write: 90 });
  });

  it('that is the tenant’s quota pauses everything', async () => {
    limit('jira-quota-tenant-based', 600);
    await jiraAsApp().getIssue('1', { fields: [] });
    expect(await paused()).toEqual({ tenant: 600 });
  });

  it('on one issue, or without a time, pauses nothing', async () => {
    limit('jira-per-issue-on-write');
    await jiraAsApp().updateIssue('1', { fields: {} });
    forge.jira = () => new Response('', { status: 429 });
    await jiraAsApp().updateIssue('1', { fields: {} });
    expect(await paused()).toEqual({});
    expect(forge.calls.filter(path => path.endsWith('/set'))).toEqual([]);
  });

  it('is passed on where storage can’t note it', async () => {
    forge.intercept = () => Response.json({ code: 'UNKNOWN_ERROR', message: 'down' }, { status: 503 });
    limit('jira-burst-based');
    expect(await jiraAsApp().listFields()).toMatchObject({ failure: { kind: 'throttled', retryAfterMs: 30_000 } });
    forge.intercept = () => null;
    expect(await forge.read(storageKeys.jiraPause)).toBeUndefined();
  });
});

it('a limit that a person meets pauses nothing of the app’s own', async () => {
  limit('jira-burst-based');
  expect(await jiraAsUser().listFields()).toMatchObject({ failure: { kind: 'throttled' } });
  expect(await askAsUser(jira => jira.listFields())).toMatchObject({ failure: { kind: 'throttled' } });
  expect(await paused()).toEqual({});
});
