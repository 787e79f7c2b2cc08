import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { root } from '../manifest';
import { call, driveSite, startPlatform, type Platform, type SiteDriver } from '../platform';
import {
  createAdminPages,
  fillConnection,
  picture,
  SECRET,
  secretsIn,
  TITLE,
  type Admin,
  type AdminPages,
} from './admin-pages';
import { artefact, axeFindings, startBrowser, type VisitOptions } from './browser';

jest.setTimeout(90_000);

let platform: Platform;
let site: SiteDriver;
let browser: Browser;
let pages: AdminPages;

beforeAll(async () => {
  [platform, browser] = await Promise.all([startPlatform({ UNCONFIGURED: '1' }), startBrowser()]);
  site = await driveSite(platform);
  pages = createAdminPages(browser, platform);
}, 180_000);

afterAll(async () => {
  await browser.close();
  await platform.stop();
});

afterEach(async () => expect(await pages.close()).toEqual([]));

function openAdmin(options: VisitOptions = {}): Promise<Admin> {
  return pages.open(options);
}

async function setSite(switches: object): Promise<void> {
  await call('PUT', `${platform.jira}/__local/site`, switches);
}

describe('from an empty installation', () => {
  it('Health says what will appear here', async () => {
    const admin = await openAdmin();
    await admin.tab('Health');
    await admin.sees('No alerts yet');
    await admin.sees('Axonius is not connected, so no alert is enriched.');
    await admin.sees('Connect Axonius first');
    await picture(admin, 'health-empty-light');
  });

  it('leads to the first enriched alert', async () => {
    const startedAt = Date.now();
    let clicks = 0;
    const click = async (what: Locator) => {
      clicks += 1;
      await what.click();
    };
    const type = async (where: Locator, text: string) => {
      clicks += 1;
      await where.fill(text);
    };

    const admin = await openAdmin();
    const { page, frame } = admin;
    await picture(admin, 'connection-empty-light');
    // Without https://, as people copy it.
    await type(frame.getByLabel('Address', { exact: true }), 'demo.on.axonius.com');
    await type(frame.getByLabel('API key'), 'demo-key');
    await type(frame.getByLabel('API secret'), SECRET);
    await type(frame.getByLabel('Look up a hostname'), 'lt-4411');
    await click(admin.button('Test connection'));
    await admin.sees('The connection works.');
    await admin.sees(/Axonius answered in .* and shows [\d,]+ devices/);
    await admin.sees('Nothing is saved yet.');
    expect(await frame.getByLabel('Address', { exact: true }).inputValue()).toBe('https://demo.on.axonius.com');
    await page.screenshot({ path: artefact('admin-connection-works-light'), fullPage: true });
    await click(admin.button('Save'));
    await admin.sees('Saved.');
    await click(admin.button('Next: check the fields'));
    // A team-managed project that nobody chose is no alarm.
    await admin.sees('Nothing is missing');
    await picture(admin, 'alerts-first-light');
    await click(frame.getByLabel('Security Operations (SEC)'));
    await admin.sees('Nothing is missing');
    await click(admin.button('Save'));
    await admin.sees('Ready.');
    await admin.sees('Saved.');
    await picture(admin, 'alerts-ready-light');

    await click(page.getByRole('button', { name: 'Create', exact: true }).first());
    const dialog = page.getByRole('dialog');
    await type(dialog.getByLabel('Summary'), 'Suspicious sign-in');
    await type(dialog.getByLabel('Hostname', { exact: true }), 'lt-4411.corp.example.com');
    await click(dialog.getByRole('button', { name: 'Create', exact: true }));
    await click(page.getByRole('button', { name: /^View SEC-/ }));
    await page.getByText('Asset intelligence from Axonius').first().waitFor();
    await page.getByText('Matched', { exact: false }).first().waitFor();
    const seconds = Math.round((Date.now() - startedAt) / 100) / 10;
    process.stdout.write(`first set-up: ${clicks} clicks and fields, ${seconds} s\n`);
    expect(clicks).toBeLessThan(20);
  });
});

describe('the connection test', () => {
  const faults = (rules: object[]) => call('PUT', `${platform.axonius}/__local/faults`, { rules });
  const devices = { match: 'POST /api/v2/assets/devices' };
  afterEach(async () => {
    await call('DELETE', `${platform.axonius}/__local/faults`);
    await call('DELETE', `${platform.jira}/__local/egress`);
  });

  it('tells apart what a person does about it', async () => {
    const admin = await openAdmin();
    const cases: readonly [string, string, string, () => Promise<unknown>, string | RegExp][] = [
      ['not-https', 'http://demo.on.axonius.com', SECRET, async () => undefined, 'must begin with https://'],
      ['not-reachable', 'https://nowhere.on.axonius.com', SECRET, async () => undefined, 'can’t be reached'],
      [
        'down',
        'https://demo.on.axonius.com',
        SECRET,
        () => faults([{ ...devices, kind: 'status', status: 503 }]),
        /an error of its own \(503\)/,
      ],
      [
        'not-axonius',
        'https://demo.on.axonius.com',
        SECRET,
        () => faults([{ ...devices, kind: 'html' }]),
        'not like Axonius',
      ],
      [
        'wrong-shape',
        'https://demo.on.axonius.com',
        SECRET,
        () => faults([{ ...devices, kind: 'wrong-shape' }]),
        'not like Axonius',
      ],
      ['refused', 'https://demo.on.axonius.com', 'wrong-secret', () => faults([]), 'refuses the key or the secret'],
      [
        'role',
        'https://demo.on.axonius.com',
        SECRET,
        () => faults([{ ...devices, kind: 'status', status: 403 }]),
        'role or address range',
      ],
      [
        'blocked',
        'https://demo.on.axonius.com',
        SECRET,
        async () => {
          await faults([]);
          await call('PUT', `${platform.jira}/__local/egress`, { deny: ['*.axonius.com'] });
        },
        'a site admin has blocked it',
      ],
      [
        'slow',
        'https://demo.on.axonius.com',
        SECRET,
        async () => {
          await call('DELETE', `${platform.jira}/__local/egress`);
          await faults([{ ...devices, kind: 'delay', ms: 5_200 }]);
        },
        'It works, but slowly',
      ],
    ];
    for (const [name, address, secret, prepare, sentence] of cases) {
      await prepare();
      await fillConnection(admin, address, 'demo-key', secret);
      await admin.button('Test connection').click();
      await admin.sees(sentence);
      if (name === 'refused') await picture(admin, 'connection-refused-light');
    }
    await faults([]);
    expect(await axeFindings(admin.page, TITLE)).toEqual([]);
  });

  it('has a site admin approve an address outside of the manifest', async () => {
    const admin = await openAdmin();
    await fillConnection(admin, 'https://axonius.example.com');
    await admin.button('Test connection').click();
    await admin.sees('needs the approval of a site admin');
    await picture(admin, 'connection-approve-light');
    await admin.button('Approve axonius.example.com').click();
    await admin.page.getByRole('button', { name: 'Decline' }).click();
    await admin.sees('was not approved');
    await admin.button('Test connection').click();
    await admin.button('Approve axonius.example.com').click();
    await admin.page.screenshot({ path: artefact('admin-connection-consent-light') });
    await admin.page.getByRole('button', { name: 'Allow' }).click();
    await admin.sees('The connection works.');
  });

  it('asks for the secret again where the address changes, and saves nothing that fails', async () => {
    const admin = await openAdmin();
    const { frame } = admin;
    await admin.sees('Stored. Leave this empty to keep it.');
    await frame.getByLabel('Address', { exact: true }).fill('https://other.on.axonius.com');
    await admin.sees('Another address needs its key and secret again');
    expect(await admin.button('Test connection').isDisabled()).toBe(true);
    expect(await admin.button('Save').isDisabled()).toBe(true);
    await fillConnection(admin, 'https://demo.on.axonius.com', 'demo-key', 'wrong-secret');
    await admin.button('Save').click();
    await admin.sees('Nothing was saved.');
    const { key } = await site.createAlert({ Hostname: 'lt-4411.corp.example.com' });
    expect((await site.readIssue(key)).properties?.['axonius-asset-intelligence']?.outcome).toBe('matched');
  });
});

describe('alerts that failed before', () => {
  it('run again when the connection is saved', async () => {
    await call('PUT', `${platform.axonius}/__local/credentials`, { key: 'new-key', secret: 'new-secret' });
    const { id } = await site.createAlert({ Hostname: 'WEB01.corp.example.com' });
    expect((await site.readIssue(id)).properties?.['axonius-asset-intelligence']?.outcome).toBe('failed');

    const admin = await openAdmin();
    await admin.tab('Health');
    await admin.sees('The key was refused.');
    // The page has tried the stored connection itself, and does not say that it is ready.
    await admin.sees('Axonius refuses the key or the secret.');
    await picture(admin, 'health-failures-light');
    await admin.tab('Connection');
    await fillConnection(admin, 'https://demo.on.axonius.com', 'new-key', 'new-secret');
    await admin.sees('One alert failed before; it runs again when you save.');
    await admin.button('Save').click();
    await admin.sees('One alert that failed before runs again now.');
    await site.settle();
    expect((await site.readIssue(id)).properties?.['axonius-asset-intelligence']?.outcome).toBe('matched');
    await call('PUT', `${platform.axonius}/__local/credentials`, { key: 'demo-key', secret: SECRET });
    await fillConnection(admin, 'https://demo.on.axonius.com');
    await admin.button('Save').click();
    await admin.sees('Saved.');
  });
});

describe('what is missing', () => {
  afterEach(async () => {
    await call('DELETE', `${platform.jira}/__local/site`);
  });

  it('says what to do about it, and sees when it is mended', async () => {
    const admin = await openAdmin();
    await admin.tab('Alerts');
    await admin.sees('Nothing is missing');
    await admin.sees(/Show the panel on every alert/);
    const states: readonly [object, string][] = [
      [{ removeFields: ['Additional Context'] }, 'Create a paragraph field “Additional Context”'],
      [{ offScreen: ['Hostname'] }, 'Put “Hostname” on the create screen of Security Alert in OPS and 1 more'],
      [{ appPermissions: ['BROWSE_PROJECTS'] }, 'In the permission scheme of SEC, grant Edit Issues'],
    ];
    // The form checks itself when it is changed; from then on a person asks.
    const otherProject = admin.frame.getByLabel('IT Operations (OPS)');
    for (const [at, [switches, sentence]] of states.entries()) {
      await setSite(switches);
      if (at === 0) await otherProject.click();
      else await admin.button('Check again').click();
      await admin.sees(sentence);
      await picture(admin, `alerts-${Object.keys(switches)[0] ?? ''}-light`);
      await call('DELETE', `${platform.jira}/__local/site`);
    }
    await otherProject.click();
    await admin.sees('Nothing is missing');
  });

  it('an alert that the app may not see', async () => {
    const { key } = await site.createIssue({ Hostname: 'lt-4411' });
    await site.settle();
    await setSite({ hiddenFromApp: [key] });
    await site.editIssue(key, { Hostname: 'lt-4411.corp.example.com' });
    await site.settle();
    const admin = await openAdmin();
    await admin.tab('Alerts');
    await admin.sees('Let the app into the security level of one alert');
    await admin.tab('Health');
    await admin.frame.getByRole('link', { name: key }).first().waitFor();
  });

  it('tells fields of the same name apart, and keeps one field from being source and target', async () => {
    const admin = await openAdmin();
    await admin.tab('Alerts');
    const target = admin.frame.getByLabel('Target field');
    await target.waitFor();
    const names = await target.locator('option').allTextContents();
    const namesakes = names.filter(name => name.startsWith('Additional Context'));
    expect(new Set(namesakes).size).toBe(namesakes.length);
    expect(names.filter(name => name.startsWith('Hostname (single line, customfield_10050'))).toEqual([]);
    const sources = await admin.frame.getByLabel('Source field 1', { exact: true }).locator('option').allTextContents();
    expect(sources.filter(name => name.includes('customfield_10051'))).toEqual([]);
  });
});

describe('output', () => {
  it('previews an alert by the settings in the form and writes nothing', async () => {
    const { key } = await site.createAlert({ Hostname: 'web01' });
    const before = await site.readIssue(key);
    const admin = await openAdmin();
    await admin.tab('Output');
    await admin.button('Suggest from Axonius').click();
    await admin.button('Add corp.example.com').click();
    const field = admin.frame.getByLabel('Alert', { exact: true });
    await field.fill(key);
    await admin.button('Preview').click();
    await admin.sees(`${key}: target field`);
    await admin.frame.getByTestId('preview-field').getByText('web01 fits 2 assets').first().waitFor();
    await picture(admin, 'output-preview-light');
    await field.fill('not a key');
    await admin.button('Preview').click();
    await admin.sees('Choose an alert, or enter its key');
    expect(await site.readIssue(key)).toEqual(before);
    expect(await axeFindings(admin.page, TITLE)).toEqual([]);
  });

  it('says which entry is wrong and saves nothing', async () => {
    const admin = await openAdmin();
    await admin.tab('Output');
    await admin.frame.getByLabel('Shared addresses').fill('10.0.0.1\n10.0.0.999');
    await admin.button('Save').click();
    await admin.sees('Shared addresses, entry 2: is not an IP address. Nothing was saved.');
    await admin.button('Discard changes').click();
    await admin.frame.getByLabel('Windows domains').fill('CORP corp.example.com');
    await admin.sees('Write each line as CORP = corp.example.com');
    expect(await admin.button('Save').isDisabled()).toBe(true);
  });

  it('tells the second of two admins, and loses nothing', async () => {
    const first = await openAdmin();
    const second = await openAdmin();
    await first.tab('Output');
    await second.tab('Output');
    await first.frame.getByLabel('Freshness limit (days)').fill('40');
    await second.frame.getByLabel('Ignored names').fill('scanner');
    await first.button('Save').click();
    await first.sees('Saved.');
    await second.button('Save').click();
    await second.sees('Another admin saved the settings');
    await picture(second, 'output-conflict-light');
    await second.button('Keep my changes and load the rest').click();
    await second.button('Save').click();
    await second.sees('Saved.');
    // What is in the form now came back from the save.
    expect(await second.frame.getByLabel('Freshness limit (days)').inputValue()).toBe('40');
    expect(await second.frame.getByLabel('Ignored names').inputValue()).toBe('scanner');
    expect(await second.button('Save').isDisabled()).toBe(true);
  });
});

describe('health', () => {
  it('shows outcomes, figures and what was not found', async () => {
    await site.createAlert({ Hostname: 'ghost-7' });
    await site.createAlert({ Hostname: 'ghost-7' });
    const admin = await openAdmin();
    await admin.tab('Health');
    await admin.sees('Outcomes per day');
    await admin.frame.getByRole('img', { name: /Alerts of the last 14 days\. Matched: \d+/ }).waitFor();
    await admin.frame.getByText('ghost-7').locator('..').getByText('2 alerts').waitFor();
    await admin.sees(/Axonius last answered/);
    await picture(admin, 'health-light');
  });
});

describe('every tab', () => {
  const tabs = {
    Connection: 'Where do I get',
    Alerts: 'Source fields',
    Output: 'Add a fact',
    Backfill: 'What it writes',
    Check: 'First alert, watched',
    Health: 'Outcomes per day',
  };

  it.each<[string, VisitOptions]>([
    ['dark', { theme: 'dark', width: 1400 }],
    ['narrow', { width: 360, height: 800 }],
  ])('%s: nothing scrolls sideways, and axe finds nothing', async (name, options) => {
    const admin = await openAdmin(options);
    for (const [tab, mark] of Object.entries(tabs)) {
      await admin.tab(tab);
      await admin.sees(mark);
      if (tab === 'Alerts') await admin.sees(/Nothing is missing|What is missing/);
      const overflow = await admin.frame.locator('body').evaluate(body => body.scrollWidth - window.innerWidth);
      expect({ tab, overflow: Math.max(0, overflow) }).toEqual({ tab, overflow: 0 });
      // The markup is the same at every width; in light it was examined with what the tests above brought up.
      if (options.theme === 'dark') expect(await axeFindings(admin.page, TITLE)).toEqual([]);
      await picture(admin, `${tab.toLowerCase()}-${name}`);
    }
  });

  it('works with the keyboard alone', async () => {
    const { frame, page, sees } = await openAdmin();
    await frame.getByRole('tab', { name: 'Connection' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await sees('Add a fact');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    const isInside = await frame.locator(':focus').evaluate(element => element.closest('[role=tabpanel]') !== null);
    expect(isInside).toBe(true);
    await page.keyboard.press('Space');
    await sees('Output (not saved)');
  });
});

test('no answer, log line, property or page holds the secret, after all that was provoked above', async () => {
  const admin = await openAdmin();
  const texts: string[] = [];
  for (const tab of ['Connection', 'Alerts', 'Output', 'Backfill', 'Check', 'Health']) {
    await admin.tab(tab);
    await admin.frame.locator('[role=tabpanel]:visible h2').first().waitFor();
    texts.push(await admin.frame.locator('html').evaluate(html => html.outerHTML));
  }
  await failToSave(admin);
  const logs = JSON.stringify(await call('GET', `${platform.jira}/__local/logs`));
  const found = (await call('POST', `${platform.jira}/rest/api/3/search/jql`, {
    jql: 'project = SEC ORDER BY id ASC',
    fields: ['*all'],
    properties: ['axonius-asset-intelligence'],
    maxResults: 100,
  })) as { issues: unknown[] };
  expect(found.issues.length).toBeGreaterThan(5);
  expect(pages.answers.filter(answer => answer.includes('"ok"')).length).toBeGreaterThan(30);
  const everything = [...pages.answers, ...texts, logs, JSON.stringify(found)].join('\n');
  expect(secretsIn(everything)).toEqual([]);
});

/** A save that fails, with a secret in it: the answer must not repeat it. */
async function failToSave(admin: Admin): Promise<void> {
  await admin.tab('Connection');
  await fillConnection(admin, 'https://demo.on.axonius.com', 'demo-key', 'wrong-secret');
  await admin.button('Save').click();
  await admin.sees('Nothing was saved.');
}

test('the picture in the documentation is small', () => {
  expect(readFileSync(join(root, 'docs/images/admin-connection.png')).byteLength).toBeLessThan(150_000);
});
