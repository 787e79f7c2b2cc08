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

describe('an alert of yesterday that found nothing', () => {
  const property = (id: string) => `${platform.jira}/rest/api/3/issue/${id}/properties/axonius-asset-intelligence`;
  const recordOf = async (id: string) => (await site.readIssue(id)).properties?.['axonius-asset-intelligence'];

  /** Planted with a record of seven hours ago, whose time has come; the machine has appeared since. */
  async function plantUnfound(): Promise<string> {
    const model = await site.createAlert({ Hostname: 'late.corp.example.com' });
    const record = await recordOf(model.id);
    expect(record?.due).toBeGreaterThan(Date.now() / 60_000 + 300);
    // What was answered then is not in the cache any more.
    await call('POST', `${platform.jira}/__local/reset`);
    const created = new Date(Date.now() - 24 * 3_600_000).toISOString();
    const [{ id }] = (await call('POST', `${platform.jira}/__local/site/issues`, [
      {
        created,
        fields: {
          project: { key: 'SEC' },
          issuetype: { name: 'Security Alert' },
          summary: 'Suspicious sign-in',
          [site.fieldId('Hostname')]: 'late.corp.example.com',
        },
      },
    ])) as [{ id: string }];
    const at = `${new Date(Date.now() - 7 * 3_600_000).toISOString().slice(0, 19)}Z`;
    const runs = record?.runs.map(run => ({ ...run, at }));
    const due = Math.floor(Date.now() / 60_000) - 60;
    await call('PUT', property(id), { ...record, issueId: id, enrichedAt: at, runs, due });
    await call('POST', `${platform.axonius}/__local/devices`, [aDevice('late', 'late.corp.example.com')]);
    return id;
  }

  test('is found by the time in its record, and runs once', async () => {
    const id = await plantUnfound();
    await sweep();
    await site.settle();
    const record = await recordOf(id);
    expect(record).toMatchObject({ outcome: 'matched', trigger: 'sweep' });
    expect(record).not.toHaveProperty('due');
    await call('DELETE', `${platform.jira}/__local/meter`);
    await sweep();
    expect((await meter()).queue.pushes).toBe(0);
  });

  test('is left alone once it is done', async () => {
    const id = await plantUnfound();
    const { transitions } = (await call('GET', `${platform.jira}/rest/api/3/issue/${id}/transitions`)) as {
      transitions: { id: string; to: { statusCategory: { key: string } } }[];
    };
    const done = transitions.find(({ to }) => to.statusCategory.key === 'done');
    await call('POST', `${platform.jira}/rest/api/3/issue/${id}/transitions`, { transition: { id: done?.id } });
    await sweep();
    await site.settle();
    expect(await recordOf(id)).toMatchObject({ outcome: 'not-found' });
  });
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
