import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBrowser } from '../../test/browser/browser';
import { aDevice } from '../../test/devices';
import { root } from '../../test/manifest';
import { call, driveSite, startPlatform } from '../../test/platform';
import { buildEmptyPage } from './build-empty-page';
import { measure, type Measured } from './measure';

const ROUNDS = 9;
const ADDRESS = '10.20.4.17';

/** Weighs the issue panel and times it against an empty page with the same libraries in the same place. */
async function main(): Promise<void> {
  const empty = mkdtempSync(join(tmpdir(), 'empty-page-'));
  const [platform, browser] = await Promise.all([startPlatform(), startBrowser(), buildEmptyPage(empty)]);
  try {
    const site = await driveSite(platform);
    await call('PUT', `${platform.axonius}/__local/devices`, [aDevice('a1', 'lt-4411.corp.example.com')]);
    const { key } = await site.createAlert({ Hostname: 'lt-4411.corp.example.com' });
    const url = `${platform.jira}/browse/${key}`;
    const panel: Measured[] = [];
    const page: Measured[] = [];
    // In turns, so that a busy moment of the machine hits both; the first round only warms up.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const ofPanel = await measure(browser, url, join(root, 'static/dist/issue-panel'), ADDRESS);
      const ofPage = await measure(browser, url, empty, 'answered');
      if (round > 0) {
        panel.push(ofPanel);
        page.push(ofPage);
      }
    }
    print(panel, page);
  } finally {
    rmSync(empty, { recursive: true, force: true });
    await browser.close();
    await platform.stop();
  }
}

function print(panel: readonly Measured[], page: readonly Measured[]): void {
  const line = (name: string, get: (measured: Measured) => number, unit: string) => {
    const [ours, theirs] = [median(panel.map(get)), median(page.map(get))];
    const ratio = (ours / theirs).toFixed(2);
    console.log(
      `${name.padEnd(34)} ${write(ours, unit).padStart(10)} ${write(theirs, unit).padStart(10)} ${ratio.padStart(6)}`,
    );
  };
  console.log(
    `${'issue panel against an empty page'.padEnd(34)} ${'panel'.padStart(10)} ${'empty'.padStart(10)}  ratio`,
  );
  line('JavaScript, gzip', ({ script }) => script, 'kB');
  line('styles, gzip', ({ style }) => style, 'kB');
  line('requests of the frame', ({ requests }) => requests, '');
  line('first paint', ({ firstPaint }) => firstPaint, 'ms');
  line('record, against the bare answer', ({ text }) => text, 'ms');
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function write(value: number, unit: string): string {
  return unit === 'kB' ? `${(value / 1000).toFixed(1)} kB` : `${Math.round(value)}${unit === '' ? '' : ` ${unit}`}`;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
