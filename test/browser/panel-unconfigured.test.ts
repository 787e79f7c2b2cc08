import type { Browser } from 'playwright-core';
import { driveSite, startPlatform, type Platform } from '../platform';
import { artefact, axeFindings, frameOf, startBrowser, visit } from './browser';

const TITLE = 'Axonius asset intelligence';

let platform: Platform;
let browser: Browser;
let key: string;

beforeAll(async () => {
  [platform, browser] = await Promise.all([startPlatform({ UNCONFIGURED: '1' }), startBrowser()]);
  const site = await driveSite(platform);
  ({ key } = await site.createAlert({ Hostname: 'lt-4411.corp.example.com' }));
}, 180_000);

afterAll(async () => {
  await browser.close();
  await platform.stop();
});

it.each([
  ['analyst', 0],
  ['admin', 1],
] as const)(
  'without a connection the %s reads who can mend it',
  async (person, ways) => {
    const { page, faults, close } = await visit(browser, `${platform.jira}/browse/${key}`, { as: person });
    const panel = frameOf(page, TITLE);
    await panel.getByText('Axonius is not connected').waitFor();
    expect(await panel.getByRole('button', { name: 'Enrich' }).count()).toBe(0);
    expect(await axeFindings(page, TITLE)).toEqual([]);
    await page.locator(`iframe[title="${TITLE}"]`).screenshot({ path: artefact(`panel-unconfigured-${person}-light`) });
    const toAdminPage = panel.getByRole('button', { name: 'Open admin page' });
    expect(await toAdminPage.count()).toBe(ways);
    if (ways > 0) {
      const opened = page.waitForEvent('popup');
      await toAdminPage.click();
      expect((await opened).url()).toContain('/jira/settings/apps/axonius');
    }
    expect(faults).toEqual([]);
    await close();
  },
  60_000,
);
