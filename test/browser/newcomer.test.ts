import type { Browser, Page } from 'playwright-core';
import { call, driveSite, startPlatform, type Platform, type SiteDriver } from '../platform';
import { createAdminPages, type AdminPages } from './admin-pages';
import { artefact, frameOf, startBrowser, visit, type Visit, type VisitOptions } from './browser';

jest.setTimeout(90_000);

const TITLE = 'Axonius asset intelligence';

let platform: Platform;
let site: SiteDriver;
let browser: Browser;
let pages: AdminPages;
let open: Visit[] = [];

beforeAll(async () => {
  [platform, browser] = await Promise.all([startPlatform(), startBrowser()]);
  site = await driveSite(platform);
  pages = createAdminPages(browser, platform);
}, 180_000);

afterEach(async () => {
  await Promise.all(open.map(visited => visited.close()));
  open = [];
  await pages.close();
});

afterAll(async () => {
  await browser.close();
  await platform.stop();
});

async function go(path: string, options: VisitOptions = {}): Promise<Page> {
  const visited = await visit(browser, `${platform.jira}${path}`, options);
  open.push(visited);
  return visited.page;
}

describe('Create', () => {
  it('begins at the summary, and each suggestion leads to an enriched alert', async () => {
    const page = await go('/');
    for (const value of ['10.20.4.17', '3C:52:82:A1:23:45', 'lt-4411.corp.example.com']) {
      await page.getByRole('button', { name: 'Create', exact: true }).first().click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: value, exact: true }).waitFor();
      await page.keyboard.type('Suspicious sign-in');
      expect(await dialog.getByLabel('Summary').inputValue()).toBe('Suspicious sign-in');
      await dialog.getByRole('button', { name: value, exact: true }).click();
      await dialog.getByRole('button', { name: 'Create', exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
    }
    await site.settle();
    for (const key of ['SEC-1', 'SEC-2', 'SEC-3']) {
      expect(site.contextOf(await site.readIssue(key))).toContain('lt-4411.corp.example.com');
    }
  });

  it('tells who may create nothing, and waits for nothing', async () => {
    const page = await go('/', { as: 'viewer' });
    await page.getByRole('button', { name: 'Create', exact: true }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('You can’t create work here').waitFor();
    expect(await dialog.getByText('Loading fields').count()).toBe(0);
    expect(await dialog.locator('.create-loading').count()).toBe(0);
  });
});

describe('Open in Axonius', () => {
  it.each(['the field', 'the panel'])('from %s opens the asset in the local tenant', async where => {
    const { key } = await site.createAlert({ Hostname: 'lt-4411.corp.example.com' });
    const page = await go(`/browse/${key}`);
    const link =
      where === 'the field'
        ? page.locator('.issue-main .adf').getByRole('link', { name: 'Open in Axonius' })
        : frameOf(page, TITLE).getByRole('link', { name: 'Open in Axonius' });
    const [opened] = await Promise.all([page.waitForEvent('popup'), link.first().click()]);
    await opened.getByRole('heading', { name: 'lt-4411.corp.example.com' }).waitFor();
    expect(opened.url().startsWith(`${platform.axonius}/assets/devices/`)).toBe(true);
  });

  it('opens nothing that is not simulated here', async () => {
    const answer = await fetch(`${platform.jira}/__host/open?url=${encodeURIComponent('https://evil.example/')}`, {
      redirect: 'manual',
    });
    expect(answer.status).toBe(404);
  });
});

describe('what a person sees', () => {
  it('hostnames in the list stay in one piece, and words of outcomes are those of the panel', async () => {
    await site.createAlert({ Hostname: 'kiosk-07.lab.example.net, k8s-node-03.corp.example.com' });
    await site.createAlert({});
    for (const width of [1280, 1000, 360]) {
      const page = await go('/', { width });
      const host = page.getByText('k8s-node-03.corp.example.com').first();
      await host.waitFor();
      const { height } = (await host.boundingBox()) ?? { height: 0 };
      expect({ width, isOneLine: height < 30 }).toEqual({ width, isOneLine: true });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect({ width, overflow: Math.max(0, overflow) }).toEqual({ width, overflow: 0 });
      await page.getByText('No machine named').first().waitFor();
      await page.screenshot({ path: artefact(`list-${width}-light`) });
    }
  });

  it.each([1280, 360])('the panel stands in line with the fields above it: %d px', async width => {
    const { key } = await site.createAlert({ Hostname: 'lt-4411.corp.example.com' });
    const page = await go(`/browse/${key}`, { width });
    const head = frameOf(page, TITLE).locator('.head');
    await head.waitFor();
    const lefts = await Promise.all(
      [page.getByRole('heading', { name: 'Additional Context' }), page.getByRole('heading', { name: TITLE }), head].map(
        async one => Math.round((await one.boundingBox())?.x ?? -1),
      ),
    );
    expect(new Set(lefts).size).toBe(1);
    await page.screenshot({ path: artefact(`issue-${width}-light`), fullPage: true });
  });

  it('the admin page stands in line with its heading', async () => {
    const { page, frame } = await pages.open();
    const lefts = await Promise.all(
      [page.getByRole('heading', { level: 1, name: TITLE }), frame.getByText('Connection').first()].map(async one =>
        Math.round((await one.boundingBox())?.x ?? -1),
      ),
    );
    expect(new Set(lefts).size).toBe(1);
  });
});

describe('the admin of the demo', () => {
  it('is greeted by no alarm, also with a team-managed project on the site', async () => {
    const admin = await pages.open();
    await admin.sees('Ready.');
    await admin.sees('Connected.');
    await admin.tab('Alerts');
    await admin.sees('Nothing is missing');
    expect(await admin.frame.getByText('What is missing', { exact: true }).filter({ visible: true }).count()).toBe(0);
  });

  it('never reads Connected below a key that Axonius refuses', async () => {
    await call('PUT', `${platform.axonius}/__local/credentials`, { key: 'other-key', secret: 'other-secret' });
    const admin = await pages.open();
    await admin.sees('Axonius refuses the key or the secret.');
    await admin.sees('Saved, but not working at the moment.');
    expect(await admin.frame.getByText(/^Connected/).count()).toBe(0);
    await call('PUT', `${platform.axonius}/__local/credentials`, { key: 'demo-key', secret: 'demo-secret' });
    await admin.button('Test connection').click();
    await admin.sees('The connection works.');
    await admin.sees('Connected.');
    expect(await admin.frame.getByText('Axonius refuses the key or the secret.').count()).toBe(0);
  });
});
