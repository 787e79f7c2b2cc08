import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type FrameLocator, type Page } from 'playwright-core';
import { findChromium } from '../../scripts/chromium.mjs';
import { root } from '../manifest';
import type { Person } from '../platform';

export type Theme = 'light' | 'dark';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function startBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('There is no Chromium: set CHROMIUM_PATH.');
  return chromium.launch({ executablePath, args: FLAGS });
}

/** A page of the local site as one person sees it, with everything that must not happen on it. */
export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Console errors and violations of the content security policy so far. */
  readonly faults: string[];
  close(): Promise<void>;
}

export interface VisitOptions {
  readonly as?: Person;
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
}

/** Opens an address of the site; the person is chosen and the theme set as the site's own switches do it. */
export async function visit(browser: Browser, url: string, options: VisitOptions = {}): Promise<Visit> {
  const { as = 'analyst', theme = 'light', width = 1200, height = 2_000 } = options;
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
  const { origin } = new URL(url);
  await context.addCookies([{ name: 'local-user', value: as, url: origin }]);
  await context.addInitScript(mode => localStorage.setItem('local-color-mode', mode), theme);
  await context.addInitScript(watchShifts);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', message => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', error => faults.push(`error: ${error.message}`));
  page.on('request', request => {
    if (request.url().includes('csp-report')) faults.push(`policy: ${request.postData() ?? ''}`);
  });
  await page.goto(url);
  return { context, page, faults, close: () => context.close() };
}

/** Adds up layout shifts that no person's input caused; runs in every frame before its scripts. */
function watchShifts(): void {
  const shifts = { sum: 0 };
  Object.defineProperty(globalThis, 'layoutShifts', { value: shifts });
  interface Shift extends PerformanceEntry {
    readonly value: number;
    readonly hadRecentInput: boolean;
  }
  new PerformanceObserver(list => {
    for (const entry of list.getEntries() as Shift[]) if (!entry.hadRecentInput) shifts.sum += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Sum of layout shifts inside the frame with this title. */
export async function layoutShiftOf(page: Page, title: string): Promise<number> {
  const element = await page.locator(`iframe[title="${title}"]`).elementHandle();
  const frame = await element.contentFrame();
  if (!frame) throw new Error(`There is no frame ${title}.`);
  return frame.evaluate(() => (globalThis as unknown as { layoutShifts: { sum: number } }).layoutShifts.sum);
}

export function frameOf(page: Page, title: string): FrameLocator {
  return page.frameLocator(`iframe[title="${title}"]`);
}

/** What axe finds in the frame with this title, one line per rule. */
export async function axeFindings(page: Page, title: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include([`iframe[title="${title}"]`, 'body']).analyze();
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** Where pictures of the screens go; git ignores the folder. */
export function artefact(name: string): string {
  const folder = join(root, 'test/artefacts');
  mkdirSync(folder, { recursive: true });
  return join(folder, `${name}.png`);
}
