import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { call, driveSite, startPlatform, type Platform, type SiteDriver } from '../platform';
import {
  artefact,
  axeFindings,
  frameOf,
  layoutShiftOf,
  startBrowser,
  visit,
  type Visit,
  type VisitOptions,
} from './browser';
import { aDevice, inventory } from '../devices';

const TITLE = 'Axonius asset intelligence';
const MOST_SHIFT = 0.01;
const task = {
  fields: { project: { key: 'SEC' }, issuetype: { name: 'Task' }, summary: 'Rotate the keys of the build machines' },
};

let platform: Platform;
let site: SiteDriver;
let browser: Browser;
let open: Visit[] = [];
/** An event is still to come: only a reset makes the site idle again. */
let isUnsettled = false;

beforeAll(async () => {
  [platform, browser] = await Promise.all([startPlatform(), startBrowser()]);
  site = await driveSite(platform);
}, 180_000);

beforeEach(async () => {
  const { axonius, jira } = platform;
  await Promise.all([
    call('PUT', `${axonius}/__local/devices`, inventory()),
    call('PUT', `${axonius}/__local/latency`, { ms: 0 }),
    call('DELETE', `${axonius}/__local/faults`),
    call('DELETE', `${jira}/__local/faults`),
    call('DELETE', `${jira}/__local/egress`),
    call('DELETE', `${jira}/__local/site`),
  ]);
});

afterAll(async () => {
  await browser.close();
  await platform.stop();
});

afterEach(async () => {
  const faults = open.flatMap(({ faults }) => faults);
  await Promise.all(open.map(visited => visited.close()));
  open = [];
  if (isUnsettled) await call('POST', `${platform.jira}/__local/reset`);
  isUnsettled = false;
  expect(faults).toEqual([]);
});

async function openPanel(issueKey: string, options: VisitOptions = {}) {
  const visited = await visit(browser, `${platform.jira}/browse/${issueKey}`, options);
  open.push(visited);
  const panel = frameOf(visited.page, TITLE);
  await panel.locator('main[aria-busy="false"]').waitFor({ timeout: 30_000 });
  const enrich = panel.getByRole('button', { name: 'Enrich', exact: true });
  return { page: visited.page, panel, enrich };
}

/** Switches the theme as a person does. */
async function goDark(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await page.keyboard.press('Escape');
  await frameOf(page, TITLE).locator('html[data-color-mode="dark"]').waitFor({ state: 'attached' });
}

/** The record of an alert that ran already. */
async function anAlert(Hostname: string, more: Record<string, unknown> = {}) {
  return site.createAlert({ Hostname, ...more });
}

/** An alert whose first run has not come yet, and does not come in this test. */
async function anAlertBeforeItsRun(Hostname: string): Promise<{ id: string; key: string }> {
  isUnsettled = true;
  await call('PUT', `${platform.jira}/__local/delivery`, { delayMs: 3_600_000 });
  const created = await site.createIssue({ Hostname });
  await call('DELETE', `${platform.jira}/__local/delivery`);
  return created;
}

describe('every state, in both themes', () => {
  const text = {
    version: 1,
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Called the owner, no answer.' }] }],
  };
  const states: readonly [string, () => Promise<{ key: string }>, readonly (string | RegExp)[]][] = [
    [
      'matched',
      () => anAlert('LT-4411.corp.example.com'),
      [
        'Matched',
        'High confidence',
        'lt-4411.corp.example.com',
        '10.20.4.17',
        '3C:52:82:A1:23:45',
        'fd00::17',
        /min before/,
      ],
    ],
    [
      'ambiguous',
      () => anAlert('web01'),
      ['Which machine is web01?', 'web01.dmz.example.com', 'This one', '192.0.2.18'],
    ],
    ['stale', () => anAlert('old-9.corp.example.com'), ['Stale', 'Name match certain', '45 days before the alert']],
    [
      'not-found',
      () => anAlert('web01.lab.example.com'),
      ['Not found', 'unmanaged', 'Found, and not used', 'web01.dmz.example.com'],
    ],
    [
      'no-observable',
      () => anAlert('localhost, 10.0.0.0/16'),
      ['No machine named', 'names a single machine', 'Ignored values (2)'],
    ],
    [
      'several',
      () => anAlert('LT-4411.corp.example.com, web01, old-9.corp.example.com, ghost-7'),
      ['2 of 4 values unresolved', 'Which machine is web01?', 'lt-4411.corp.example.com', 'No asset found', 'ghost-7'],
    ],
    [
      'not-written',
      () => anAlert('LT-4411.corp.example.com', { 'Additional Context': text }),
      ['Matched', 'somebody wrote in the field first'],
    ],
    ['not-an-alert', () => site.createIssue({}, 'Task'), ['Not an alert']],
    [
      'failed',
      async () => {
        await call('PUT', `${platform.axonius}/__local/credentials`, { key: 'other', secret: 'other' });
        const alert = await anAlert('db-1.corp.example.com');
        await call('PUT', `${platform.axonius}/__local/credentials`, { key: 'demo-key', secret: 'demo-secret' });
        return alert;
      },
      ['Failed', 'refused the key', 'This says nothing about the machine.'],
    ],
    ['never', () => anAlertBeforeItsRun('LT-4411.corp.example.com'), ['Not looked up yet']],
  ];

  it.each(states)(
    '%s',
    async (name, make, texts) => {
      const { key } = await make();
      const { page, panel } = await openPanel(key);
      for (const expected of texts) await expectText(panel.locator('main'), expected);
      expect(await layoutShiftOf(page, TITLE)).toBeLessThan(MOST_SHIFT);
      expect(await axeFindings(page, TITLE)).toEqual([]);
      const frame = page.locator(`iframe[title="${TITLE}"]`);
      await frame.screenshot({ path: artefact(`panel-${name}-light`) });
      await goDark(page);
      // Contrast is what a theme changes: one state shows every colour.
      if (name === 'several' || name === 'failed') expect(await axeFindings(page, TITLE)).toEqual([]);
      await frame.screenshot({ path: artefact(`panel-${name}-dark`) });
    },
    60_000,
  );

  it('shows the stored record after one request, with at most 200 kB of JavaScript', async () => {
    const { key } = await anAlert('LT-4411.corp.example.com');
    const visited = await visit(browser, `${platform.jira}/`);
    open.push(visited);
    const calls: string[] = [];
    const scripts: Promise<number>[] = [];
    visited.page.on('response', response => {
      const url = response.url();
      if (url.includes('/__host/invoke')) calls.push(response.request().postData() ?? '');
      if (/frame\/issue-panel\/.*\.js$/.test(url)) scripts.push(response.body().then(body => gzipSync(body).length));
    });
    await visited.page.goto(`${platform.jira}/browse/${key}`);
    await frameOf(visited.page, TITLE).getByText('10.20.4.17').waitFor();
    expect(calls).toEqual([expect.stringContaining('"load"')]);
    expect((await Promise.all(scripts)).reduce((sum, size) => sum + size, 0)).toBeLessThan(200_000);
  }, 60_000);

  it.each([360, 1400])(
    'fits %d px',
    async width => {
      const { key } = await anAlert('LT-4411.corp.example.com, web01, old-9.corp.example.com, ghost-7');
      const { page, panel } = await openPanel(key, { width });
      const overflow = await panel.locator('html').evaluate(html => html.scrollWidth - html.clientWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      expect(await axeFindings(page, TITLE)).toEqual([]);
      await page.locator(`iframe[title="${TITLE}"]`).screenshot({ path: artefact(`panel-${width}-light`) });
    },
    60_000,
  );
});

describe('Enrich', () => {
  it('brings the assets into the panel and into the field', async () => {
    const { id, key } = await anAlertBeforeItsRun('LT-4411.corp.example.com');
    const { page, panel, enrich } = await openPanel(key);
    await enrich.click();
    await panel.getByText('10.20.4.17').waitFor();
    await page.locator('.issue-main').getByText('Asset intelligence from Axonius').first().waitFor();
    await expectText(page.locator('.issue-main'), '10.20.4.17');
    const issue = await site.readIssue(id);
    expect(issue.properties?.['axonius-asset-intelligence']).toMatchObject({
      outcome: 'matched',
      trigger: 'manual',
      written: true,
    });
    expect(site.contextOf(issue)).toContain('10.20.4.17');
    // A forced run asks Axonius whatever the cache holds.
    expect(issue.properties?.['axonius-asset-intelligence']?.questions).toBeGreaterThan(0);
  }, 60_000);

  it('tells where the run is, and what changed', async () => {
    const { key } = await anAlert('LT-4411.corp.example.com');
    const changed = inventory().map(device =>
      String(device['internal_axon_id']).startsWith('a1')
        ? { ...device, 'specific_data.data.network_interfaces': [{ mac: '3C:52:82:A1:23:45', ips: ['10.20.4.77'] }] }
        : device,
    );
    await call('PUT', `${platform.axonius}/__local/devices`, changed);
    await call('PUT', `${platform.axonius}/__local/latency`, { ms: 3_000 });
    const { panel, enrich, page } = await openPanel(key);
    await enrich.click();
    await panel.getByText('Asking Axonius…').waitFor();
    await page.locator(`iframe[title="${TITLE}"]`).screenshot({ path: artefact('panel-running-light') });
    await call('PUT', `${platform.axonius}/__local/latency`, { ms: 0 });
    await panel.getByText('address 10.20.4.77 added').waitFor();
    await page.locator(`iframe[title="${TITLE}"]`).screenshot({ path: artefact('panel-changed-light') });
  }, 60_000);

  it('is pressed by two people at once: one block, one record', async () => {
    const { id, key } = await anAlertBeforeItsRun('LT-4411.corp.example.com');
    const panels = await Promise.all([openPanel(key), openPanel(key, { as: 'admin' })]);
    await Promise.all(panels.map(({ enrich }) => enrich.dblclick()));
    await Promise.all(panels.map(({ panel }) => panel.getByText('10.20.4.17').waitFor()));
    await Promise.all(panels.map(({ panel }) => panel.locator('main[aria-busy="false"]').waitFor()));
    const context = site.contextOf(await site.readIssue(id));
    expect(context.match(/Asset intelligence from Axonius/gi)).toHaveLength(1);
  }, 60_000);

  it('works with the keyboard alone, and keeps the focus', async () => {
    const { id, key } = await anAlert('web01');
    const { page, panel, enrich } = await openPanel(key);
    await panel.locator('body').focus();
    for (let tabs = 0; tabs < 60 && !(await hasFocus(enrich)); tabs += 1) await page.keyboard.press('Tab');
    expect(await hasFocus(enrich)).toBe(true);
    const before = (await site.readIssue(id)).properties?.['axonius-asset-intelligence']?.enrichedAt;
    await page.keyboard.press('Enter');
    await until(
      async () => (await site.readIssue(id)).properties?.['axonius-asset-intelligence']?.enrichedAt !== before,
    );
    await panel.locator('main[aria-busy="false"]').waitFor();
    expect(await hasFocus(enrich)).toBe(true);
    const choose = panel.getByRole('button', { name: 'This one: web01.corp.example.com' });
    for (let tabs = 0; tabs < 20 && !(await hasFocus(choose)); tabs += 1) await page.keyboard.press('Tab');
    // A choice asks again what the cache does not hold any more.
    await call('PUT', `${platform.jira}/__local/latency`, { ms: 500 });
    await page.keyboard.press('Space');
    const pressed = panel.locator('[data-press^="this-one"] button').filter({ has: panel.locator('svg') });
    await pressed.waitFor();
    expect(await hasFocus(pressed)).toBe(true);
    expect(await enrich.locator('svg').count()).toBe(0);
    await panel.getByText('You chose this asset').waitFor();
    await call('PUT', `${platform.jira}/__local/latency`, { ms: 0 });
    // The candidate is gone, and with it the button: the keyboard is at the way back.
    expect(await hasFocus(panel.getByRole('button', { name: /^Undo/ }))).toBe(true);
    await page.keyboard.press('Enter');
    await panel.getByText('Which machine is web01?').waitFor();
    expect(await hasFocus(panel.getByRole('heading', { name: 'Which machine is web01?' }))).toBe(true);
  }, 60_000);
});

describe('the panel follows the alert', () => {
  it('whoever changes it: a hostname that is added in the issue view', async () => {
    const { key } = await anAlert('');
    const { panel } = await openPanel(key);
    await expectText(panel.locator('main'), 'No machine named');
    await expectText(panel.locator('main'), 'Hostname, IP address and MAC address are empty. Fill one of them');
    await site.editIssue(key, { Hostname: 'LT-4411.corp.example.com' });
    await panel.getByText('10.20.4.17').waitFor({ timeout: 10_000 });
    await expectText(panel.locator('main'), 'Matched');
  }, 60_000);
});

describe('colours carry risk', () => {
  it.each([
    ['LT-4411.corp.example.com', 'Matched', 'clear'],
    ['FINANCE-LAPTOP-', 'Matched', 'check'],
    ['old-9.corp.example.com', 'Stale', 'check'],
  ])(
    '%s: %s is %s in panel and list',
    async (hostname, word, risk) => {
      await call('POST', `${platform.axonius}/__local/devices`, [
        aDevice('e7', 'finance-laptop-0417.corp.example.com'),
      ]);
      const { key } = await anAlert(hostname);
      const { page, panel } = await openPanel(key);
      const lozenge = panel.locator('.head [data-risk]');
      expect([await lozenge.textContent(), await lozenge.getAttribute('data-risk')]).toEqual([word, risk]);
      await page.goto(`${platform.jira}/`);
      const listed = page.getByRole('row', { name: key }).locator('[data-risk]');
      expect([await listed.getAttribute('data-risk'), (await listed.textContent())?.startsWith(word)]).toEqual([
        risk,
        true,
      ]);
    },
    60_000,
  );
});

describe('choosing', () => {
  it('This one: the asset is matched, the field says so, and it can be undone', async () => {
    const { id, key } = await anAlert('web01');
    const { page, panel } = await openPanel(key);
    await panel.getByRole('button', { name: 'This one: web01.dmz.example.com' }).click();
    await panel.getByText('You chose this asset').waitFor();
    await expectText(panel.locator('main'), 'Chosen by an analyst');
    const chosen = await site.readIssue(id);
    expect(chosen.properties?.['axonius-asset-intelligence']).toMatchObject({
      outcome: 'matched',
      primary: { host: 'web01.dmz.example.com' },
    });
    expect(site.contextOf(chosen)).toContain('192.0.2.18');
    await page.locator(`iframe[title="${TITLE}"]`).screenshot({ path: artefact('panel-chosen-light') });
    expect(await axeFindings(page, TITLE)).toEqual([]);

    await panel.getByRole('button', { name: /^Undo/ }).click();
    await panel.getByText('Which machine is web01?').waitFor();
    expect((await site.readIssue(id)).properties?.['axonius-asset-intelligence']).toMatchObject({
      outcome: 'ambiguous',
      choices: {},
    });
  }, 60_000);

  it('Not this machine: the asset is ruled out for everybody, until it is undone', async () => {
    // Whose name Jira tells by an issue of theirs.
    await call('POST', `${platform.jira}/rest/api/3/issue`, task, { as: 'analyst' });
    const { id, key } = await anAlert('LT-4411.corp.example.com');
    const { panel } = await openPanel(key);
    await panel.getByRole('button', { name: /^Not this machine/ }).click();
    await panel.getByText('You ruled out one asset').waitFor();
    expect((await site.readIssue(id)).properties?.['axonius-asset-intelligence']).toMatchObject({
      outcome: 'not-found',
    });
    const other = await openPanel(key, { as: 'admin' });
    await expectText(other.panel.locator('main'), 'Anna Analyst ruled out one asset');
    await other.panel.getByRole('button', { name: /^History/ }).click();
    await expectText(other.panel.locator('main'), 'Anna Analyst ruled out lt-4411.corp.example.com: Not found');
    await expectText(other.panel.locator('main'), 'lt-4411.corp.example.com is no longer a candidate');
    await expectText(other.panel.locator('main'), 'The alert was created: Matched');
    await other.panel.getByRole('button', { name: /^Undo/ }).click();
    await other.panel.getByText('10.20.4.17').waitFor();
    expect((await site.readIssue(id)).properties?.['axonius-asset-intelligence']).toMatchObject({ outcome: 'matched' });
  }, 60_000);

  it.each([
    [
      'an asset that no candidate is',
      { kind: 'this-one', observable: 'hostname:web01', assetId: 'f'.repeat(32) },
      'outdated',
    ],
    [
      'a value that the alert does not have',
      { kind: 'not-this', observables: ['hostname:x'], assetId: 'b1' },
      'outdated',
    ],
    ['nonsense', { kind: 'this-one', observable: 7 }, 'invalid'],
  ])('refuses %s', async (_, payload, kind) => {
    const { id } = await anAlert('web01');
    expect(await invoke(id, 'choose', payload, 'analyst')).toMatchObject({ ok: false, problem: { kind } });
    expect((await site.readIssue(id)).properties?.['axonius-asset-intelligence']).toMatchObject({
      outcome: 'ambiguous',
      choices: {},
    });
  });
});

describe('somebody who may not edit the issue', () => {
  it('reads the record, has no button, and is refused by the server', async () => {
    const { id, key } = await anAlert('web01');
    const { page, panel, enrich } = await openPanel(key, { as: 'viewer' });
    await expectText(panel.locator('main'), 'web01.dmz.example.com');
    await expectText(panel.locator('main'), 'you need permission to edit this issue');
    expect(await enrich.count()).toBe(0);
    expect(await panel.getByRole('button', { name: /This one|Not this machine|Undo/ }).count()).toBe(0);
    await page.locator(`iframe[title="${TITLE}"]`).screenshot({ path: artefact('panel-viewer-light') });

    const before = (await site.readIssue(id)).properties?.['axonius-asset-intelligence']?.enrichedAt;
    const choice = { kind: 'this-one', observable: 'hostname:web01', assetId: 'b1'.padEnd(32, '0') };
    for (const [name, payload] of [
      ['enrich', { issueId: id }],
      ['choose', choice],
    ] as const) {
      expect(await invoke(id, name, payload, 'viewer')).toMatchObject({ ok: false, problem: { kind: 'forbidden' } });
    }
    expect((await site.readIssue(id)).properties?.['axonius-asset-intelligence']).toMatchObject({
      enrichedAt: before,
      choices: {},
    });
  }, 60_000);
});

describe('what goes wrong is said in a sentence', () => {
  const axoniusFault = (fault: Record<string, unknown>) => () =>
    call('PUT', `${platform.axonius}/__local/faults`, { seed: 1, rules: [{ match: 'POST /api/v2', ...fault }] });
  const kinds: readonly [string, () => Promise<unknown>, RegExp][] = [
    ['auth', axoniusFault({ kind: 'status', status: 401 }), /Axonius refused the key/],
    ['forbidden', axoniusFault({ kind: 'status', status: 403 }), /denied the request/],
    ['bad-query', axoniusFault({ kind: 'status', status: 400 }), /did not accept the question/],
    ['unexpected-answer', axoniusFault({ kind: 'wrong-shape', body: { hello: 1 } }), /does not speak like Axonius/],
    [
      'egress-denied',
      () => call('PUT', `${platform.jira}/__local/egress`, { deny: ['*.axonius.com'] }),
      /does not let the app talk/,
    ],
    ['unavailable', axoniusFault({ kind: 'status', status: 503 }), /not available at the moment/],
    ['throttled', axoniusFault({ kind: 'status', status: 429, headers: { 'Retry-After': '1' } }), /too many questions/],
  ];

  it('and the earlier result stays, for every kind of failure', async () => {
    const { key } = await anAlert('LT-4411.corp.example.com');
    const { page, panel, enrich } = await openPanel(key);
    for (const [kind, arrange, sentence] of kinds) {
      await arrange();
      await enrich.click();
      const alert = panel.getByRole('alert').filter({ hasText: sentence });
      await alert.waitFor();
      await expectText(alert, 'The earlier result is below.');
      await expectText(panel.locator('main'), '10.20.4.17');
      await page.locator(`iframe[title="${TITLE}"]`).screenshot({ path: artefact(`panel-problem-${kind}-light`) });
      await call('DELETE', `${platform.axonius}/__local/faults`);
      await call('DELETE', `${platform.jira}/__local/egress`);
    }
    expect(await axeFindings(page, TITLE)).toEqual([]);
  }, 90_000);

  it('where Jira refuses the write', async () => {
    const { id, key } = await anAlertBeforeItsRun('LT-4411.corp.example.com');
    await call('PUT', `${platform.jira}/__local/faults`, {
      seed: 1,
      rules: [{ match: `PUT /rest/api/3/issue/${id}`, kind: 'status', status: 403 }],
    });
    const { panel, enrich } = await openPanel(key);
    await enrich.click();
    await panel
      .getByRole('alert')
      .filter({ hasText: /Jira does not allow the app to do this/ })
      .waitFor();
  }, 60_000);

  it('where the app may not see the issue', async () => {
    const { key } = await anAlert('LT-4411.corp.example.com');
    await call('PUT', `${platform.jira}/__local/site`, { hiddenFromApp: [key] });
    const visited = await visit(browser, `${platform.jira}/browse/${key}`);
    open.push(visited);
    const panel = frameOf(visited.page, TITLE);
    await panel
      .getByRole('alert')
      .filter({ hasText: /may not see it/ })
      .waitFor();
    await call('DELETE', `${platform.jira}/__local/site`);
    await panel.getByRole('button', { name: 'Try again' }).click();
    await panel.getByText('10.20.4.17').waitFor();
  }, 60_000);

  it('where Jira asks for consent first: the record is there, and the button says what to do', async () => {
    const { key } = await anAlert('LT-4411.corp.example.com');
    await call('PUT', `${platform.jira}/__local/faults`, {
      seed: 1,
      rules: [
        {
          match: 'POST /rest/api/3/permissions/check',
          kind: 'status',
          status: 401,
          headers: { 'forge-proxy-error': 'NEEDS_AUTHENTICATION_ERR' },
        },
      ],
    });
    const { page, panel, enrich } = await openPanel(key);
    await expectText(panel.locator('main'), '10.20.4.17');
    await expectText(panel.locator('main'), 'Jira asks for your consent once');
    await enrich.click();
    await panel
      .getByRole('alert')
      .filter({ hasText: /after you allow it/ })
      .waitFor();
    await page.locator(`iframe[title="${TITLE}"]`).screenshot({ path: artefact('panel-consent-light') });
  }, 60_000);
});

interface Textual {
  getByText(text: string | RegExp): { first(): { waitFor(): Promise<void> } };
}

async function expectText(where: Textual, text: string | RegExp): Promise<void> {
  await where.getByText(text).first().waitFor();
}

function hasFocus(locator: { evaluate<R>(get: (element: Element) => R): Promise<R> }): Promise<boolean> {
  return locator.evaluate(element => element === element.ownerDocument.activeElement);
}

async function until(isTrue: () => Promise<boolean>, limitMs = 15_000): Promise<void> {
  for (const end = Date.now() + limitMs; !(await isTrue());) {
    if (Date.now() > end) throw new Error(`Still not true after ${limitMs} ms.`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

/** A call of the panel's functions past the screen, as anybody can make it who sees the issue. */
async function invoke(
  issueId: string,
  functionKey: string,
  payload: unknown,
  as: 'analyst' | 'viewer',
): Promise<unknown> {
  const body = { moduleKey: 'issue-panel', functionKey, payload, issueId };
  const answer = (await call('POST', `${platform.jira}/__host/invoke`, body, { as })) as { value: unknown };
  return answer.value;
}
