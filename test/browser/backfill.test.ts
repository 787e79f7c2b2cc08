import type { Browser } from 'playwright-core';
import { call, driveSite, startPlatform, type Platform, type SiteDriver } from '../platform';
import { createAdminPages, picture, SECRET, secretsIn, type AdminPages } from './admin-pages';
import { startBrowser } from './browser';

jest.setTimeout(90_000);

let platform: Platform;
let site: SiteDriver;
let browser: Browser;
let pages: AdminPages;

beforeAll(async () => {
  [platform, browser] = await Promise.all([startPlatform(), startBrowser()]);
  site = await driveSite(platform);
  pages = createAdminPages(browser, platform);
}, 180_000);

afterAll(async () => {
  await browser.close();
  await platform.stop();
});

const jql = 'summary ~ "Old alert"';

async function plantOldAlerts(hostnames: readonly string[]): Promise<void> {
  const created = new Date(Date.now() - 3 * 86_400_000).toISOString();
  const planted = hostnames.map(hostname => ({
    created,
    fields: {
      project: { key: 'SEC' },
      issuetype: { name: 'Security Alert' },
      summary: 'Old alert',
      [site.fieldId('Hostname')]: hostname,
    },
  }));
  await call('POST', `${platform.jira}/__local/site/issues`, planted);
}

async function outcomesOfOldAlerts(): Promise<readonly string[]> {
  const { issues } = (await call('POST', `${platform.jira}/rest/api/3/search/jql`, {
    jql: `project = SEC AND ${jql} ORDER BY id ASC`,
    fields: ['summary'],
    properties: ['axonius-asset-intelligence'],
  })) as { issues: { properties?: { 'axonius-asset-intelligence'?: { outcome: string } } }[] };
  return issues.map(({ properties }) => properties?.['axonius-asset-intelligence']?.outcome ?? 'none');
}

afterEach(async () => {
  const faults = await pages.close();
  await call('PUT', `${platform.axonius}/__local/latency`, { ms: 0 });
  await call('PUT', `${platform.axonius}/__local/credentials`, { key: 'demo-key', secret: SECRET });
  await call('DELETE', `${platform.jira}/__local/faults`);
  await site.settle();
  expect(faults).toEqual([]);
});

it('checks and counts, tries dry, then writes the records', async () => {
  await plantOldAlerts(['lt-4411.corp.example.com', 'ghost-8', '']);
  const admin = await pages.open();
  await admin.tab('Backfill');
  const query = admin.frame.getByLabel('Alerts (JQL)');
  await query.fill('sumary ~ ');
  await admin.button('Check and count').click();
  await admin.frame.getByRole('alert').first().waitFor();
  await query.fill(jql);
  await admin.button('Check and count').click();
  await admin.sees('About 3 alerts.');
  await admin.frame.getByRole('radio', { name: /The record and the field/ }).click();
  // Starting this asks first, and says who hears of it.
  await admin.button('Start').click();
  await admin.sees('This writes the target field of about 3 alerts.');
  await admin.sees(/usually the assignee, the reporter and all watchers/);
  await picture(admin, 'backfill-order-light');
  await admin.page.keyboard.press('Enter');
  await admin.frame.getByText('This writes the target field').waitFor({ state: 'detached' });
  expect(await admin.frame.getByText('Backfill: Running').count()).toBe(0);
  await admin.frame.getByRole('radio', { name: /Only the record/ }).click();

  await admin.button('Dry run').click();
  await admin.sees('Dry run: Finished');
  await admin.sees(/SEC-\d+/);
  await picture(admin, 'backfill-dry-run-light');
  expect(await outcomesOfOldAlerts()).toEqual(['none', 'none', 'none']);

  expect(await query.inputValue()).toBe(jql);
  await admin.button('Start').click();
  await admin.sees('Backfill: Finished');
  await admin.sees('3 of about 3 alerts');
  await picture(admin, 'backfill-finished-light');
  expect(await outcomesOfOldAlerts()).toEqual(['matched', 'not-found', 'no-observable']);
});

it('pauses, resumes and cancels', async () => {
  await plantOldAlerts(['slow-1.corp.example.com']);
  await call('PUT', `${platform.axonius}/__local/latency`, { ms: 12_000 });
  const admin = await pages.open();
  await admin.tab('Backfill');
  await admin.frame.getByLabel('Alerts (JQL)').fill(jql);
  await admin.button('Start').click();
  await admin.sees('Backfill: Running');
  await admin.button('Pause').click();
  await admin.sees('Backfill: Paused');
  await picture(admin, 'backfill-paused-light');
  await admin.button('Resume').click();
  await admin.sees('Backfill: Running');
  await admin.button('Cancel').click();
  await admin.sees('Backfill: Cancelled');
});

it('says that it stalled and why where nothing moves, and goes on from the schedule', async () => {
  await plantOldAlerts(['old-9.corp.example.com']);
  await call('PUT', `${platform.axonius}/__local/credentials`, { key: 'another-key', secret: 'another-secret' });
  const admin = await pages.open();
  await admin.tab('Backfill');
  await admin.frame.getByLabel('Alerts (JQL)').fill(jql);
  await admin.button('Start').click();
  await admin.sees('Backfill: Stalled');
  await admin.sees(/The backfill has stalled: Axonius refused the key/);
  await picture(admin, 'backfill-stalled-light');
  await call('PUT', `${platform.axonius}/__local/credentials`, { key: 'demo-key', secret: SECRET });
  await call('POST', `${platform.jira}/__local/sweep`);
  await admin.sees('Backfill: Finished');
});

it('counts failures by cause, and runs them again once they are mended', async () => {
  await plantOldAlerts(['old-10.corp.example.com']);
  const writes = { match: 'PUT /rest/api/3/issue', kind: 'status', status: 403 };
  await call('PUT', `${platform.jira}/__local/faults`, { seed: 1, rules: [writes] });
  const admin = await pages.open();
  await admin.tab('Backfill');
  await admin.frame.getByLabel('Alerts (JQL)').fill(jql);
  await admin.button('Start').click();
  await admin.frame.getByRole('heading', { name: 'Failures' }).waitFor();
  await admin.sees('Backfill: Finished');
  await picture(admin, 'backfill-failures-light');
  await call('DELETE', `${platform.jira}/__local/faults`);
  await admin.button('Run again').click();
  await admin.sees(/Alerts that failed before/);
  await admin.sees('Backfill: Finished');
  await admin.frame.getByRole('heading', { name: 'Failures' }).waitFor({ state: 'detached' });
});

it('holds the secret in no answer and no log line, after all that was provoked above', async () => {
  const logs = JSON.stringify(await call('GET', `${platform.jira}/__local/logs`));
  expect(pages.answers.filter(answer => answer.includes('"ok"')).length).toBeGreaterThan(10);
  expect(secretsIn([...pages.answers, logs].join('\n'))).toEqual([]);
});
