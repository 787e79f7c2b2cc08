import type { MeterReading } from '../local/forge/meter';
import { call, driveSite, startPlatform, type SiteDriver } from '../test/platform';
import { aDevice } from '../test/devices';
import { readRecords } from './read-records';
import { printRow } from './row';

/** Delays of every answer, as a site and a tenant of medium size have them. */
const JIRA_MS = 150;
const AXONIUS_MS = 400;
const ALERTS = 1_000;
/** Alerts that may ask Axonius at the same time, by default. */
const CONCURRENCY = 4;
/** Forge: events of an installation in a minute. */
const EVENTS_PER_MINUTE = 500;
const TIME_RATIO = 1.25;
const AT_ONCE = 20;

/** A thousand alerts at once, on 200 hosts and on one: questions, losses, and the time against what the limits allow. */
async function main(): Promise<void> {
  const platform = await startPlatform();
  try {
    const site = await driveSite(platform);
    await storm(site, 200, 220);
    await storm(site, 1, CONCURRENCY);
  } finally {
    await platform.stop();
  }
}

async function storm(site: SiteDriver, hosts: number, mostQuestions: number): Promise<void> {
  const { jira, axonius } = site.platform;
  await call('POST', `${jira}/__local/reset`);
  const names = Array.from({ length: hosts }, (_, at) => `web${at}.corp.example.com`);
  await call(
    'PUT',
    `${axonius}/__local/devices`,
    names.map((name, at) => aDevice(`h${at}x`, name)),
  );
  await call('PUT', `${jira}/__local/latency`, { ms: JIRA_MS });
  await call('PUT', `${axonius}/__local/latency`, { ms: AXONIUS_MS });
  // Names of fields are resolved and processes are warm after this; its machine is none of the storm's.
  await site.createAlert({ Hostname: 'warm.corp.example.com' });
  // Its event leaves the queue's minute, all of which the storm may use.
  await new Promise(resolve => setTimeout(resolve, 61_000));
  await call('DELETE', `${jira}/__local/meter`);

  const startedAt = Date.now();
  let next = 0;
  const create = async () => {
    for (let at = next++; at < ALERTS; at = next++) {
      const name = names[at % hosts];
      await site.createIssue({ Hostname: name });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, create));
  const createdMs = Date.now() - startedAt;
  await site.settle(400_000);

  const meter = (await call('GET', `${jira}/__local/meter`)) as MeterReading;
  const records = await readRecords(site);
  const enriched = records.filter(record => record.outcome === 'matched' && record.written);
  const tookMs = Math.max(...enriched.map(({ enrichedAt }) => Date.parse(enrichedAt))) - startedAt;
  const questions = meter.egress['demo.on.axonius.com'] ?? 0;
  const allowedMs = allowed(Math.min(hosts, ALERTS));
  const what = `storm: ${ALERTS} alerts on ${hosts === 1 ? 'one host' : `${hosts} hosts`}`;
  printRow({
    what: `${what}, questions`,
    figure: String(questions),
    target: `at most ${mostQuestions}`,
    met: questions <= mostQuestions,
  });
  printRow({
    what: `${what}, not enriched`,
    figure: String(ALERTS - enriched.length),
    target: '0',
    met: enriched.length === ALERTS,
  });
  const ratio = tookMs / allowedMs;
  printRow({
    what: `${what}, time`,
    figure: `${seconds(tookMs)} s, ${ratio.toFixed(2)} of what the limits allow`,
    target: `at most ${TIME_RATIO}`,
    met: ratio <= TIME_RATIO,
  });
  const times = enriched.map(({ enrichedAt }) => Date.parse(enrichedAt) - startedAt).sort((one, other) => one - other);
  const shares = [0.25, 0.5, 0.75].map(share => seconds(times[Math.floor(times.length * share)] ?? 0));
  console.log(`a quarter, half, three quarters after ${shares.join(', ')} s`);
  const calls = Object.values(meter.jira).reduce((sum, count) => sum + count, 0);
  console.log(
    `${what}: created in ${seconds(createdMs)} s; ${calls} calls of Jira, ${meter.queue.pushes} pushes, ` +
      `${meter.queue.deliveries} deliveries; allowed ${seconds(allowedMs)} s`,
  );
}

/**
 * The time that Forge's limits and the delays alone take: the queue takes 500 events in each minute, four alerts run at the
 * same time, and each reads and writes; whoever is first to meet a host asks as well.
 */
function allowed(hosts: number): number {
  const minutes = Math.ceil(ALERTS / EVENTS_PER_MINUTE);
  let freeAt = 0;
  for (let minute = 0; minute < minutes; minute += 1) {
    const alerts = Math.min(EVENTS_PER_MINUTE, ALERTS - minute * EVENTS_PER_MINUTE);
    const asking = minute === 0 ? Math.min(hosts, alerts) : 0;
    const workMs = (alerts * 2 * JIRA_MS + asking * AXONIUS_MS) / CONCURRENCY;
    freeAt = Math.max(freeAt, minute * 60_000) + workMs;
  }
  return freeAt;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

void main();
