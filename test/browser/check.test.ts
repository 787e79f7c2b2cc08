import type { Browser } from 'playwright-core';
import { call, driveSite, startPlatform, type Platform, type SiteDriver } from '../platform';
import { createAdminPages, picture, TITLE, type Admin, type AdminPages } from './admin-pages';
import { axeFindings, frameOf, layoutShiftOf, startBrowser, type VisitOptions } from './browser';

jest.setTimeout(180_000);

let platform: Platform;
let site: SiteDriver;
let browser: Browser;
let pages: AdminPages;

beforeAll(async () => {
  [platform, browser] = await Promise.all([startPlatform(), startBrowser()]);
  site = await driveSite(platform);
  pages = createAdminPages(browser, platform);
}, 240_000);

afterAll(async () => {
  await browser.close();
  await platform.stop();
});

afterEach(async () => {
  const faults = await pages.close();
  await call('DELETE', `${platform.jira}/__local/readings`);
  await call('DELETE', `${platform.jira}/__local/site`);
  await call('DELETE', `${platform.jira}/__local/egress`);
  await call('DELETE', `${platform.axonius}/__local/faults`);
  await call('POST', `${platform.jira}/__local/reset`);
  expect(faults).toEqual([]);
});

const setReadings = (readings: object) => call('PUT', `${platform.jira}/__local/readings`, readings);
const setSite = (switches: object) => call('PUT', `${platform.jira}/__local/site`, switches);

async function openCheck(options: VisitOptions = {}): Promise<Admin> {
  const admin = await pages.open({ height: 1700, ...options });
  await admin.tab('Check');
  await admin.frame.getByTestId('check-storage').waitFor();
  return admin;
}

function line(admin: Admin, name: string, state: string) {
  return admin.frame.locator(`[data-testid="check-${name}"][data-state="${state}"]`);
}

async function checkSite(admin: Admin): Promise<void> {
  await admin.frame.getByRole('button', { name: /^Check (now|again)$/ }).click();
  const asked = admin.frame.locator('[data-testid="check-question"]:not([data-state="waiting"])');
  await asked.waitFor({ timeout: 100_000 });
  await admin.button('Check again').waitFor();
}

/** The admin watches, and creates an alert as any person would. */
async function watchAlert(admin: Admin, hostname = 'lt-4411.corp.example.com'): Promise<{ key: string }> {
  await admin.frame.getByRole('button', { name: /^Watch/ }).click();
  await admin.sees('Now create an alert.');
  return site.createIssue({ Hostname: hostname });
}

/** The site's checks: what is wrong, and the line and the words that say it. */
const siteCases: readonly (readonly [string, () => Promise<unknown>, string, string, RegExp, RegExp])[] = [
  [
    'storage that refuses',
    () => setReadings({ claims: 'refused' }),
    'storage',
    'fail',
    /takes no claim/,
    /the queue tries each again/,
  ],
  [
    'egress not approved',
    () => call('PUT', `${platform.jira}/__local/egress`, { deny: ['*.axonius.com'] }),
    'egress',
    'fail',
    /does not let the app talk/,
    /site admin allows/,
  ],
  [
    'no right to edit in one project',
    () => setSite({ appPermissionsIn: { OPS: ['BROWSE_PROJECTS'] } }),
    'rights',
    'fail',
    /may not edit alerts in OPS/,
    /atlassian-addons-project-access/,
  ],
  [
    'no right in a team-managed project',
    () => setSite({ appPermissionsIn: { TRI: ['BROWSE_PROJECTS'] } }),
    'rights',
    'fail',
    /may not edit alerts in TRI/,
    /can’t be changed by hand/,
  ],
  [
    'a target field that is gone',
    () => setSite({ removeFields: ['Additional Context'] }),
    'field',
    'fail',
    /not on this site/,
    /Open Alerts/,
  ],
  [
    'a slow expression',
    () =>
      call('PUT', `${platform.axonius}/__local/faults`, {
        rules: [{ match: 'POST /api/v2/assets/devices', kind: 'delay', ms: 11_000 }],
      }),
    'question',
    'warn',
    /slow/,
    /wait in the queue/,
  ],
];

describe('the site', () => {
  it('says that the key is refused, and so does the line above the tabs', async () => {
    const admin = await openCheck();
    await admin.frame.getByText('The next alert will be enriched').waitFor();
    await call('PUT', `${platform.axonius}/__local/credentials`, { key: 'another', secret: 'another' });
    await checkSite(admin);
    await line(admin, 'question', 'fail').getByText('Axonius refuses the key or the secret.').waitFor();
    await admin.frame.locator('.readiness-fault', { hasText: 'Axonius refuses the key or the secret.' }).waitFor();
    await call('PUT', `${platform.axonius}/__local/credentials`, { key: 'demo-key', secret: 'demo-secret' });
    await checkSite(admin);
    await admin.sees('The next alert will be enriched');
  });

  it('answers line by line; all green where all is as the app prefers', async () => {
    await site.createAlert({ Hostname: 'lt-4411.corp.example.com' });
    const admin = await openCheck();
    await admin.frame.getByText('Not checked yet.').first().waitFor();
    await checkSite(admin);
    // A team-managed project that nobody chose is no alarm.
    await line(admin, 'field', 'ok').waitFor();
    await admin.tab('Alerts');
    await admin.frame.getByLabel('Security Operations (SEC)').click();
    await admin.button('Save').click();
    await admin.sees('Saved.');
    await admin.tab('Check');
    await checkSite(admin);
    await line(admin, 'rights', 'ok').getByText('the chosen project').waitFor();
    for (const name of ['storage', 'rights', 'field', 'egress', 'question', 'renderer']) {
      await line(admin, name, 'ok').waitFor();
    }
    await picture(admin, 'check-site-light');
    expect(await axeFindings(admin.page, TITLE)).toEqual([]);
  });

  it.each(siteCases)('says %s, what the app does and what to do', async (_, spoil, name, state, what, then) => {
    await spoil();
    const admin = await openCheck();
    await checkSite(admin);
    const bad = line(admin, name, state);
    await bad.waitFor();
    expect(await bad.innerText()).toMatch(what);
    expect(await bad.innerText()).toMatch(then);
    await picture(admin, `check-${name}-${state}`);
  });
});

describe('the first alert, watched', () => {
  it('shows each step as it happens, and the panel once somebody opened it', async () => {
    const admin = await openCheck();
    await admin.button('Watch').click();
    await admin.sees('Now create an alert.');
    // Jira's own dialog, with the type of an alert chosen.
    const opened = admin.page.context().waitForEvent('page');
    await admin.frame.getByRole('link', { name: /^Create an alert/ }).click();
    const created = await opened;
    const dialog = created.getByRole('dialog');
    await dialog.getByLabel('Summary').fill('Watched');
    await dialog.getByLabel('Hostname', { exact: true }).fill('lt-4411.corp.example.com');
    await dialog.getByRole('button', { name: 'Create', exact: true }).click();
    const flag = await created.getByRole('button', { name: /^View SEC-/ }).innerText();
    for (const name of ['event', 'queued', 'asked', 'written', 'read-back', 'found']) {
      await line(admin, name, 'ok').waitFor();
    }
    expect(await line(admin, 'event', 'ok').innerText()).toMatch(/after [\d.]+ (ms|s)/);
    await line(admin, 'panel', 'waiting').getByText('Nobody has opened the panel').waitFor();
    await picture(admin, 'check-watch-light');
    await created.goto(`${platform.jira}/browse/${flag.replace('View ', '')}`);
    await frameOf(created, TITLE).getByText('Matched').first().waitFor();
    await line(admin, 'panel', 'ok').waitFor();
    await admin.sees('All steps went as they should.');
    await line(admin, 'renderer', 'ok').waitFor();
    expect(await axeFindings(admin.page, TITLE)).toEqual([]);
    expect(await layoutShiftOf(admin.page, TITLE)).toBeLessThan(0.05);
    await created.close();
  });

  it('says that a text renderer draws no table', async () => {
    await setReadings({ renderer: 'text' });
    const admin = await openCheck();
    await watchAlert(admin);
    await line(admin, 'read-back', 'warn')
      .getByText(/shows it as plain text/)
      .waitFor();
    await line(admin, 'renderer', 'warn')
      .getByText(/Wiki Style Renderer/)
      .waitFor();
  });

  it('says that Jira dropped the mark, and that the app works without', async () => {
    await setSite({ localIds: 'drop' });
    const admin = await openCheck();
    await watchAlert(admin);
    const bad = line(admin, 'read-back', 'warn');
    await bad.getByText(/dropped the mark/).waitFor();
    await bad.getByText(/knows its table by the title/).waitFor();
  });

  it('says that the record is not indexed', async () => {
    await setReadings({ indexed: false });
    const admin = await openCheck();
    await watchAlert(admin);
    await line(admin, 'written', 'ok').waitFor();
    await line(admin, 'found', 'waiting').getByText('not caught up').waitFor();
    await line(admin, 'found', 'warn').waitFor({ timeout: 60_000 });
  });

  it('says that the event is late, and later how late it was', async () => {
    await setReadings({ eventDelayMs: 22_000 });
    const admin = await openCheck();
    await watchAlert(admin);
    await line(admin, 'event', 'waiting').getByText('Waiting for Jira’s event.').waitFor();
    await line(admin, 'event', 'warn')
      .getByText(/The event is late/)
      .waitFor();
    await line(admin, 'event', 'warn')
      .getByText(/Jira told the app .* s after/)
      .waitFor({ timeout: 60_000 });
    await picture(admin, 'check-late-light');
  });

  it('says nothing of an alert that the person did not create, and stops when asked', async () => {
    const admin = await openCheck();
    await admin.button('Watch').click();
    await admin.sees('Now create an alert.');
    await call(
      'POST',
      `${platform.jira}/rest/api/3/issue`,
      { fields: { project: { key: 'SEC' }, issuetype: { name: 'Security Alert' }, summary: 'of another' } },
      { as: 'analyst' },
    );
    await site.settle();
    await new Promise(resolve => setTimeout(resolve, 5_000));
    await line(admin, 'event', 'waiting').getByText('Comes after you create an alert.').waitFor();
    await admin.button('Stop watching').click();
    await admin.sees('The watch has ended.');
  });
});

it('costs other alerts no storage operation while one is watched', async () => {
  const costOf = async (person: 'admin' | 'analyst') => {
    await call('DELETE', `${platform.jira}/__local/meter`);
    await call(
      'POST',
      `${platform.jira}/rest/api/3/issue`,
      {
        fields: {
          project: { key: 'SEC' },
          issuetype: { name: 'Security Alert' },
          summary: 'x',
          [site.fieldId('Hostname')]: 'web01.corp.example.com',
        },
      },
      { as: person },
    );
    await site.settle();
    const { kvs } = (await call('GET', `${platform.jira}/__local/meter`)) as { kvs: { reads: number; writes: number } };
    return { reads: kvs.reads, writes: kvs.writes };
  };
  await costOf('analyst');
  const before = await costOf('analyst');
  const admin = await openCheck();
  await admin.button('Watch').click();
  await admin.sees('Now create an alert.');
  await admin.page.close();
  expect(await costOf('analyst')).toEqual(before);
});

it('copies an allow-list: no host, key, JQL or account, whatever the alert says', async () => {
  const { key } = await site.createAlert({ Hostname: 'lt-4411.corp.example.com' });
  const record = (await site.readIssue(key)).properties?.['axonius-asset-intelligence'];
  await call('PUT', `${platform.jira}/rest/api/3/issue/${key}/properties/axonius-asset-intelligence`, {
    ...record,
    outcome: 'failed',
    failure: { kind: 'evil-host.example.com', sentence: 'project = SEC', nextTry: null },
  });
  const admin = await openCheck();
  await checkSite(admin);
  const watched = await watchAlert(admin);
  await line(admin, 'found', 'ok').waitFor();
  const text = await admin.frame.getByLabel('Text for support').innerText();
  expect(text).toMatch(/^app 1\.0\.0 environment/m);
  expect(text).toMatch(/^written ok written=yes after=\d+ms$/m);
  for (const word of ['example', 'SEC', key, watched.key, 'lt-4411', 'axonius.com', 'project =', 'admin', '10000']) {
    expect({ word, isThere: text.includes(word) }).toEqual({ word, isThere: false });
  }
});

it.each<[string, VisitOptions]>([
  ['dark', { theme: 'dark', width: 1600 }],
  ['narrow', { width: 320, height: 900 }],
])('%s: nothing scrolls sideways, axe finds nothing', async (name, options) => {
  await setSite({ appPermissionsIn: { OPS: ['BROWSE_PROJECTS'] } });
  const admin = await openCheck(options);
  await checkSite(admin);
  const overflow = await admin.frame.locator('body').evaluate(body => body.scrollWidth - window.innerWidth);
  expect(Math.max(0, overflow)).toBe(0);
  expect(await axeFindings(admin.page, TITLE)).toEqual([]);
  await picture(admin, `check-${name}`);
});

it('works with the keyboard alone', async () => {
  const admin = await openCheck();
  await admin.frame.getByRole('tab', { name: 'Check' }).focus();
  await admin.page.keyboard.press('Tab');
  await admin.page.keyboard.press('Tab');
  expect(await admin.frame.locator(':focus').innerText()).toBe('Check now');
  await admin.page.keyboard.press('Enter');
  await line(admin, 'storage', 'ok').waitFor();
});

it('shows no alert to an admin who may not see it', async () => {
  const admin = await openCheck();
  const { key } = await watchAlert(admin);
  await admin.sees(`Open ${key}`);
  await call('DELETE', `${platform.jira}/rest/api/3/issue/${key}`);
  await admin.frame.getByText(`Open ${key}`).waitFor({ state: 'detached' });
  await line(admin, 'event', 'waiting').getByText('Nothing is being watched.').waitFor();
});
