import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import type { BackfillView } from '../src/contract/backfill';
import type { Reply } from '../src/contract/reply';
import type { MeterReading } from '../local/forge/meter';
import { call, driveSite, startPlatform, type Platform, type SiteDriver } from '../test/platform';
import { aDevice } from '../test/devices';
import { readRecords } from './read-records';
import { printRow } from './row';

const HOSTS = 500;
const PLANTED_TOGETHER = 500;
/** Shares of the alerts after which every function process is ended. */
const KILLED_AFTER = [0.2, 0.45, 0.7] as const;
/** A new tenant is asked apart until five expressions in a row were quick: one more question each, and one that is under way. */
const ASKED_APART = 6;
/** An exact question names 100 machines; a page of 100 alerts names no more. */
const ALERTS_A_QUESTION = 100;
/** A step that is ended half-way asks about its page again. */
const QUESTIONS_A_KILL = 1;
const FLAT = 1.25;

const { values } = parseArgs({ options: { alerts: { type: 'string', default: '10000' } } });

/** A backfill of old alerts while every function process is ended three times: each alert once, questions, memory. */
async function main(alerts: number): Promise<void> {
  const platform = await startPlatform();
  try {
    const site = await driveSite(platform);
    await prepare(site, alerts);
    const startedAt = Date.now();
    await invoke(platform, 'startBackfill', { jql: 'project = SEC', mode: 'record' });
    const { kills, peaks } = await follow(platform, alerts);
    const tookS = (Date.now() - startedAt) / 1000;
    await tell(site, alerts, kills, peaks, tookS);
  } finally {
    await platform.stop();
  }
}

async function prepare(site: SiteDriver, alerts: number): Promise<void> {
  const { jira, axonius } = site.platform;
  const names = Array.from({ length: HOSTS }, (_, at) => `web${at}.corp.example.com`);
  await call(
    'PUT',
    `${axonius}/__local/devices`,
    names.map((name, at) => aDevice(`h${at}x`, name)),
  );
  // Jira's 50 writes a second would make the platform wait, not the app: what is counted here doesn't depend on them.
  await call('PUT', `${jira}/__local/site`, { rateLimits: false });
  const yesterday = new Date(Date.now() - 86_400_000).toISOString();
  for (let from = 0; from < alerts; from += PLANTED_TOGETHER) {
    const planted = Array.from({ length: Math.min(PLANTED_TOGETHER, alerts - from) }, (_, at) => ({
      created: yesterday,
      fields: {
        project: { key: 'SEC' },
        issuetype: { name: 'Security Alert' },
        summary: 'Suspicious sign-in',
        [site.fieldId('Hostname')]: names[(from + at) % HOSTS],
      },
    }));
    await call('POST', `${jira}/__local/site/issues`, planted);
  }
  await call('DELETE', `${jira}/__local/meter`);
}

async function follow(platform: Platform, alerts: number): Promise<{ kills: number; peaks: readonly number[] }> {
  const peaks: number[] = [];
  let kills = 0;
  for (;;) {
    await new Promise(resolve => setTimeout(resolve, 500));
    const functions = functionProcesses(platform.pid);
    peaks.push(Math.max(0, ...functions.map(memoryOf)));
    const view = await invoke(platform, 'loadBackfill', {});
    if (view.state === 'finished') return { kills, peaks };
    const due = KILLED_AFTER[kills];
    if (due !== undefined && view.looked >= alerts * due) {
      kills += 1;
      for (const pid of functions) process.kill(pid, 'SIGKILL');
    }
    // The schedule starts the next step where a kill ended the chain; five minutes of waiting measure nothing.
    await call('POST', `${platform.jira}/__local/sweep`);
  }
}

async function tell(
  site: SiteDriver,
  alerts: number,
  kills: number,
  peaks: readonly number[],
  tookS: number,
): Promise<void> {
  const records = await readRecords(site);
  const once = records.filter(({ trigger, runs, outcome }) => {
    return trigger === 'backfill' && runs.length === 1 && outcome === 'matched';
  });
  const what = `backfill of ${alerts} alerts across ${kills} kills`;
  printRow({
    what: `${what}, written other than once`,
    figure: String(alerts - once.length),
    target: '0',
    met: alerts === once.length,
  });
  const meter = (await call('GET', `${site.platform.jira}/__local/meter`)) as MeterReading;
  const questions = meter.egress['demo.on.axonius.com'] ?? 0;
  const most = Math.ceil(alerts / ALERTS_A_QUESTION) + ASKED_APART + kills * QUESTIONS_A_KILL;
  printRow({
    what: `${what}, questions`,
    figure: String(questions),
    target: `at most ${most}`,
    met: questions <= most,
  });
  const third = Math.ceil(peaks.length / 3);
  const [first, last] = [Math.max(...peaks.slice(0, third)), Math.max(...peaks.slice(-third))];
  printRow({
    what: `${what}, memory of the largest function process`,
    figure: `${Math.round(first)} MB at first, ${Math.round(last)} MB at last`,
    target: `flat: at most ${FLAT} times`,
    met: last <= first * FLAT,
  });
  console.log(`${what}: ${tookS.toFixed(0)} s, ${Math.round((alerts / tookS) * 60)} alerts a minute`);
}

async function invoke(platform: Platform, functionKey: string, payload: object): Promise<BackfillView> {
  const answer = (await call('POST', `${platform.jira}/__host/invoke`, {
    moduleKey: 'admin-page',
    functionKey,
    payload,
  })) as { readonly value?: Reply<BackfillView> };
  if (answer.value?.ok !== true) throw new Error(`${functionKey} answered ${JSON.stringify(answer)}`);
  return answer.value.value;
}

function functionProcesses(parent: number): readonly number[] {
  const rows = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(parent)], { encoding: 'utf8' }).split('\n');
  return rows.filter(row => row.includes('--max-old-space-size')).map(row => Number.parseInt(row, 10));
}

/** Resident memory in MB; 0 where the process just ended. */
function memoryOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

void main(Number(values.alerts));
