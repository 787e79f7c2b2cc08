import { aDevice } from '../devices';
import { call, driveSite, startPlatform, type Platform, type SiteDriver } from '../platform';

let platform: Platform;
let site: SiteDriver;

beforeAll(async () => {
  platform = await startPlatform();
  site = await driveSite(platform);
}, 120_000);

afterAll(() => platform.stop());

beforeEach(async () => {
  await call('POST', `${platform.jira}/__local/reset`);
  await call('POST', `${platform.axonius}/__local/reset`);
  await call('PUT', `${platform.axonius}/__local/devices`, [aDevice('a1', 'web01.corp.example.com')]);
});

const sweep = () => call('POST', `${platform.jira}/__local/sweep`);
const meter = async () =>
  (await call('GET', `${platform.jira}/__local/meter`)) as {
    readonly jira: Record<string, number>;
    readonly queue: { readonly pushes: number };
  };
const hosts = { Hostname: 'web01.corp.example.com' };

test('an alert whose event was lost is enriched after the next sweep', async () => {
  await sweep();
  // The site plants an issue without an event, as if Forge had dropped it.
  const [planted] = (await call('POST', `${platform.jira}/__local/site/issues`, [
    {
      fields: {
        project: { key: 'SEC' },
        issuetype: { name: 'Security Alert' },
        summary: 'Suspicious sign-in',
        [site.fieldId('Hostname')]: hosts.Hostname,
      },
    },
  ])) as [{ id: string }];
  await site.settle();
  expect((await site.readIssue(planted.id)).properties?.['axonius-asset-intelligence']).toBeUndefined();

  await sweep();
  await site.settle();
  const after = await site.readIssue(planted.id);
  expect(after.properties?.['axonius-asset-intelligence']).toMatchObject({
    outcome: 'matched',
    trigger: 'sweep',
    written: true,
  });
  expect(site.contextOf(after)).toContain('web01.corp.example.com');
});

test('a sweep with nothing to do pushes nothing and costs a handful of searches', async () => {
  await site.createAlert(hosts);
  await call('DELETE', `${platform.jira}/__local/meter`);
  await sweep();
  await sweep();
  const { jira, queue } = await meter();
  expect(queue.pushes).toBe(0);
  expect(Object.values(jira).reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(8);
});

test('an alert that was hidden from the app is enriched once it may see it', async () => {
  await call('PUT', `${platform.jira}/__local/site`, { hiddenFromApp: ['SEC-1'] });
  const { id, key } = await site.createIssue(hosts);
  await site.settle();
  expect(key).toBe('SEC-1');
  expect((await site.readIssue(id)).properties?.['axonius-asset-intelligence']).toBeUndefined();

  await sweep();
  await site.settle();
  expect((await site.readIssue(id)).properties?.['axonius-asset-intelligence']).toBeUndefined();

  await call('DELETE', `${platform.jira}/__local/site`);
  await sweep();
  await site.settle();
  expect((await site.readIssue(id)).properties?.['axonius-asset-intelligence']).toMatchObject({ outcome: 'matched' });
});

test('a tenant-wide limit of Jira makes the other alerts wait without another request', async () => {
  await call('PUT', `${platform.jira}/__local/faults`, {
    rules: [
      {
        match: 'GET /rest/api/3/issue',
        kind: 'status',
        status: 429,
        headers: { 'Retry-After': '3600', 'RateLimit-Reason': 'jira-quota-tenant-based' },
      },
    ],
  });
  const first = await site.createIssue(hosts);
  await waitUntil(async () => (await meter()).jira['GET /rest/api/3/issue/{id}'] === 1);
  await call('DELETE', `${platform.jira}/__local/faults`);
  const second = await site.createIssue(hosts);
  await new Promise(resolve => setTimeout(resolve, 1_500));
  await sweep();
  expect((await meter()).jira).toEqual({ 'GET /rest/api/3/issue/{id}': 1 });
  expect((await site.readIssue(first.id)).properties?.['axonius-asset-intelligence']).toBeUndefined();
  expect((await site.readIssue(second.id)).properties?.['axonius-asset-intelligence']).toBeUndefined();
});

async function waitUntil(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await holds()) return;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new Error('It never came true.');
}
