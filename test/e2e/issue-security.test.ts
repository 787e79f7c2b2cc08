import type { BackfillView } from '../../src/contract/backfill';
import type { HealthView } from '../../src/contract/health';
import type { Preview } from '../../src/contract/preview';
import type { Reply } from '../../src/contract/reply';
import { aDevice } from '../devices';
import { call, driveSite, startPlatform, type Platform, type SiteDriver } from '../platform';

jest.setTimeout(120_000);

let platform: Platform;
let site: SiteDriver;

beforeAll(async () => {
  platform = await startPlatform();
  site = await driveSite(platform);
}, 240_000);

afterAll(() => platform.stop());

beforeEach(async () => {
  await call('POST', `${platform.jira}/__local/reset`);
  await call('DELETE', `${platform.jira}/__local/site`);
  await call('PUT', `${platform.axonius}/__local/devices`, [aDevice('a1', 'web01.corp.example.com')]);
});

/** What the admin page asks of its resolver. */
async function ask<T>(functionKey: string, payload: object = {}): Promise<T> {
  const body = { moduleKey: 'admin-page', functionKey, payload };
  const invoked = await call('POST', `${platform.jira}/__host/invoke`, body, { as: 'admin' });
  const reply = (invoked as { readonly value: Reply<T> }).value;
  if (!reply.ok) throw new Error(JSON.stringify(reply));
  return reply.value;
}

const SECRET = 'merger-data-room.corp.example.com';

/** An alert for everybody, and one whose security level keeps the admin out and lets the app in. */
async function twoAlerts(): Promise<{ readonly open: string; readonly secret: string; readonly secretId: string }> {
  const open = await site.createAlert({ Hostname: 'gone.corp.example.com' });
  const secret = await site.createAlert({ Hostname: SECRET });
  await call('PUT', `${platform.jira}/__local/site`, { hiddenFromPeople: { admin: [secret.key] } });
  return { open: open.key, secret: secret.key, secretId: secret.id };
}

test('a count answers an admin’s question about the alerts that the admin may see, and about no other', async () => {
  const { open, secret } = await twoAlerts();
  expect(await ask('checkBackfill', { jql: `key = ${open}` })).toEqual({ count: 1 });
  expect(await ask('checkBackfill', { jql: `Hostname ~ "${SECRET}"` })).toEqual({ count: 0 });
  // A key that the person may not see finds nothing, like one that isn't there.
  expect(await ask('checkBackfill', { jql: `key = ${secret}` })).toEqual({ count: 0 });
});

test('a dry run names the alerts that the admin may see; of the others it tells how many', async () => {
  const { open, secret } = await twoAlerts();
  await call('DELETE', `${platform.jira}/rest/api/3/issue/${open}/properties/axonius-asset-intelligence`, undefined, {
    as: 'analyst',
  });
  await call('DELETE', `${platform.jira}/rest/api/3/issue/${secret}/properties/axonius-asset-intelligence`, undefined, {
    as: 'analyst',
  });
  await ask('startBackfill', { jql: '', mode: 'dry-run' });
  await site.settle();
  const view = await ask<BackfillView>('loadBackfill');
  expect(view).toMatchObject({ state: 'finished', looked: 2, outcomes: { 'not-found': 2 } });
  expect(view.examples.map(({ key }) => key)).toEqual([open]);
});

test('Health names no alert and no machine that issue security hides from the admin; it counts them', async () => {
  const { open } = await twoAlerts();
  const health = await ask<HealthView>('loadHealth');
  expect(health.newest.notFound.map(({ name }) => name)).toEqual(['gone.corp.example.com']);
  expect(JSON.stringify(health)).not.toContain(SECRET);
  expect(health.days.at(-1)?.counts['not-found']).toBe(2);
  expect(open).toBe('SEC-1');
});

test('the newest alert that the check of the settings names is one that the admin may see', async () => {
  const { open, secret } = await twoAlerts();
  const { alerts } = (await ask<{ settings: { alerts: object } }>('loadSettings')).settings;
  const check = JSON.stringify(await ask('checkAlerts', alerts));
  expect(check).toContain(open);
  expect(check).not.toContain(secret);
});

test('a preview of an alert that is hidden from the admin says that it is not visible, and nothing of what it holds', async () => {
  const { open, secret, secretId } = await twoAlerts();
  const { settings } = await ask<{ settings: Record<'alerts' | 'output' | 'naming' | 'advanced', object> }>(
    'loadSettings',
  );
  const { alerts, output, naming, advanced } = settings;
  const draft = { alerts, output, naming, advanced };
  expect(await ask('preview', { issue: open, draft })).toMatchObject({ key: open });

  for (const issue of [secret, secretId]) {
    const body = { moduleKey: 'admin-page', functionKey: 'preview', payload: { issue, draft } };
    const { value } = (await call('POST', `${platform.jira}/__host/invoke`, body, { as: 'admin' })) as {
      readonly value: Reply<Preview>;
    };
    expect(value).toEqual({
      ok: false,
      problem: { kind: 'not-visible', sentence: expect.stringMatching(/see|visible/) as unknown, nextStep: null },
    });
    expect(JSON.stringify(value)).not.toContain(SECRET);
  }
});
