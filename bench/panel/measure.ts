import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Frame, Page } from 'playwright-core';

export interface Measured {
  /** Bytes after gzip. */
  readonly script: number;
  readonly style: number;
  readonly requests: number;
  /** Milliseconds from the frame's own start to its first paint, and to the text that was waited for. */
  readonly firstPaint: number;
  readonly text: number;
}

const FRAME = '/__host/frame/issue-panel/';
const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css', html: 'text/html' };

/** Opens an issue whose panel is served from `folder`, and waits for `text` in it. */
export async function measure(browser: Browser, url: string, folder: string, text: string): Promise<Measured> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 1000 } });
  try {
    await context.addInitScript({ content: watchFor(text) });
    const page = await context.newPage();
    const sizes = { script: 0, style: 0, requests: 0 };
    // Both pages come the same way, so that only their content makes a difference.
    await page.route(`**${FRAME}**`, async route => {
      const name = new URL(route.request().url()).pathname.slice(FRAME.length) || 'index.html';
      const file = readFileSync(join(folder, name));
      const type = name.split('.').at(-1) ?? '';
      sizes.requests += 1;
      if (type === 'js') sizes.script += gzipSync(file).length;
      if (type === 'css') sizes.style += gzipSync(file).length;
      if (type !== 'html') return route.fulfill({ body: file, contentType: TYPES[type] ?? 'application/octet-stream' });
      const original = await route.fetch();
      const html = file.toString().replace('<head>', '<head><script src="/__host/bridge.js"></script>');
      return route.fulfill({ response: original, body: html });
    });
    await page.goto(url);
    const frame = await panelFrame(page);
    const times = await frame.evaluate(() => (globalThis as unknown as { seen: Promise<number> }).seen);
    const firstPaint = await frame.evaluate(
      // The browser tells of a paint a moment after it.
      () =>
        new Promise<number>(resolve => {
          new PerformanceObserver(list => {
            const first = list.getEntriesByName('first-paint')[0];
            if (first !== undefined) resolve(first.startTime);
          }).observe({ type: 'paint', buffered: true });
        }),
    );
    return { ...sizes, firstPaint, text: times };
  } finally {
    await context.close();
  }
}

/**
 * Sets `seen` in every frame: when the text is on the page and painted. As text, because what tsx compiles calls helpers
 * that a page doesn't have.
 */
const watchFor = (text: string): string => `
  globalThis.seen = new Promise(resolve => {
    const look = () => {
      // Twice: the frame after the one in which the text was laid out has painted it.
      if (document.body?.innerText.includes(${JSON.stringify(text)}))
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
      else requestAnimationFrame(look);
    };
    look();
  });
`;

async function panelFrame(page: Page): Promise<Frame> {
  const element = await page.waitForSelector('iframe[title="Axonius asset intelligence"]', { state: 'attached' });
  const frame = await element.contentFrame();
  if (frame === null) throw new Error('The panel has no frame.');
  await frame.waitForURL(`**${FRAME}**`);
  return frame;
}
