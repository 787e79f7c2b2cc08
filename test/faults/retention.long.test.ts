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

const hosts = { Hostname: 'web01.corp.example.com' };

test('before its 24 hours are over an alert of an endless outage says that the app gave up', async () => {
  await call('PUT', `${platform.axonius}/__local/faults`, {
    rules: [{ match: 'POST /api/v2/', kind: 'status', status: 503 }],
  });
  await call('PUT', `${platform.jira}/__local/time`, { scale: 1_500 });
  const { id } = await site.createIssue(hosts);
  await site.settle(120_000);
  const given = await site.readIssue(id);
  expect(given.properties?.['axonius-asset-intelligence']).toMatchObject({
    outcome: 'failed',
    failure: { nextTry: null },
  });
  expect(given.properties?.['axonius-asset-intelligence']?.notes).toContain('The app has stopped trying.');
}, 180_000);
