import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import type { Platform } from '../platform';
import { artefact, frameOf, visit, type Visit, type VisitOptions } from './browser';

export const TITLE = 'Axonius asset intelligence';
export const SECRET = 'demo-secret';
/** Keys and secrets that any test of the admin page types. */
const SECRETS = [SECRET, 'wrong-secret', 'new-secret', 'demo-key', 'new-key', 'another-key', 'another-secret'];
const SLOW_MACHINE_MS = 30_000;

/** The admin page as an admin handles it. */
export interface Admin {
  readonly page: Page;
  readonly frame: FrameLocator;
  tab(name: string): Promise<void>;
  button(name: string): Locator;
  sees(text: string | RegExp): Promise<void>;
}

export interface AdminPages {
  open(options?: VisitOptions): Promise<Admin>;
  /** Closes what is open and answers its console errors and violations of the policy. */
  close(): Promise<readonly string[]>;
  /** Whatever the site answered to any of the pages. */
  readonly answers: readonly string[];
}

export function createAdminPages(browser: Browser, platform: Platform): AdminPages {
  let open: Visit[] = [];
  const answers: string[] = [];
  return {
    answers,
    open: async (options = {}) => {
      const url = `${platform.jira}/jira/settings/apps/axonius`;
      const visited = await visit(browser, url, { as: 'admin', height: 1000, ...options });
      visited.page.setDefaultTimeout(SLOW_MACHINE_MS);
      visited.page.on('response', response => {
        // A page that goes away takes the bodies of its last answers with it.
        void response.text().then(
          text => answers.push(text),
          () => undefined,
        );
      });
      open.push(visited);
      const frame = frameOf(visited.page, TITLE);
      await frame.getByLabel('Address', { exact: true }).waitFor();
      return {
        page: visited.page,
        frame,
        tab: name => frame.getByRole('tab', { name }).click(),
        button: name => frame.getByRole('button', { name, exact: true }),
        sees: text => frame.getByText(text).filter({ visible: true }).first().waitFor(),
      };
    },
    close: async () => {
      const faults = open.flatMap(one => one.faults);
      await Promise.all(open.map(visited => visited.close()));
      open = [];
      return faults;
    },
  };
}

export async function fillConnection(
  { frame }: Admin,
  address: string,
  key = 'demo-key',
  secret = SECRET,
): Promise<void> {
  await frame.getByLabel('Address', { exact: true }).fill(address);
  await frame.getByLabel('API key').fill(key);
  await frame.getByLabel('API secret').fill(secret);
}

export async function picture({ page }: Admin, name: string): Promise<void> {
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path: artefact(`admin-${name}`), fullPage: true, animations: 'disabled' });
}

/** Those keys and secrets that a text holds. */
export function secretsIn(text: string): readonly string[] {
  return SECRETS.filter(secret => text.includes(secret));
}
