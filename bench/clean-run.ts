import { parseArgs } from 'node:util';
import type { MeterReading } from '../local/forge/meter';
import { call, driveSite, startPlatform, type Issue, type SiteDriver } from '../test/platform';
import { median, printRow } from './row';

/** Delays of every answer, as a site and a tenant of medium size have them. */
const JIRA_MS = 150;
const AXONIUS_MS = 400;
const TIMED_RATIO = 1.1;
const HEADERS = { 'x-forge-app': 'bench', 'api-key': 'demo-key', 'api-secret': 'demo-secret' };

/** https://developer.atlassian.com/platform/forge: prices beyond the free allowance, in US dollars. */
const PRICES = { gbSecond: 0.000025, kvsReadGb: 0.055, kvsWrittenGb: 1.09 };
/** Forge rounds the size of each storage operation up to 10 KB; whether it bills so is not said, so it is assumed. */
const KVS_UNIT = 10 * 1024;

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '15' }, alerts: { type: 'string', default: '100' } },
});

const device = (index: number) => ({
  internal_axon_id: index.toString(16).padStart(32, '0'),
  adapters: ['crowd_strike_adapter', 'active_directory_adapter'],
  adapter_list_length: 2,
  'specific_data.data.hostname': [`lt-${index}.corp.example.com`],
  'specific_data.data.last_seen': new Date(Date.now() - 3_600_000).toUTCString(),
  'specific_data.data.network_interfaces': [{ mac: '3C:52:82:A1:23:45', ips: ['10.20.4.17'], name: 'Ethernet' }],
  'specific_data.data.os.type_distribution_preferred': 'Windows 11',
});

/** Counts the calls of a clean run, times it against the bare minimum, and counts what a thousand of them cost. */
async function main(rounds: number, alerts: number): Promise<void> {
  const platform = await startPlatform();
  try {
    const site = await driveSite(platform);
    await call(
      'PUT',
      `${platform.axonius}/__local/devices`,
      Array.from({ length: rounds + alerts + 10 }, (_, index) => device(index)),
    );
    await call('PUT', `${platform.jira}/__local/latency`, { ms: JIRA_MS });
    await call('PUT', `${platform.axonius}/__local/latency`, { ms: AXONIUS_MS });
    // Names of fields are resolved and processes are warm after these.
    for (let index = 0; index < 5; index += 1) await site.createAlert({ Hostname: hostname(index) });

    await countCalls(site, 5);
    await timeRuns(site, rounds, 6);
    await countCost(site, alerts, 6 + rounds);
  } finally {
    await platform.stop();
  }
}

const hostname = (index: number) => `LT-${index}.corp.example.com`;

async function meterOf({ platform }: SiteDriver, work: () => Promise<unknown>): Promise<MeterReading> {
  await call('DELETE', `${platform.jira}/__local/meter`);
  await work();
  return (await call('GET', `${platform.jira}/__local/meter`)) as MeterReading;
}

async function countCalls(site: SiteDriver, index: number): Promise<void> {
  const meter = await meterOf(site, () => site.createAlert({ Hostname: hostname(index) }));
  const axonius = sum(meter.egress);
  const jira = sum(meter.jira);
  const { kvs, queue } = meter;
  printRow({
    what: 'calls of a clean automatic run, full name',
    figure: `${axonius} Axonius, ${jira} Jira, ${queue.pushes} queue push, ${kvs.reads} KVS reads, ${kvs.writes} KVS writes`,
    target: 'at most 1 Axonius, 2 Jira, 1 queue push, 4 KVS reads, 1 KVS write',
    met: axonius <= 1 && jira <= 2 && queue.pushes <= 1 && kvs.reads <= 4 && kvs.writes <= 1,
  });
}

/** In turns, so that a busy moment of the machine hits both. */
async function timeRuns(site: SiteDriver, rounds: number, from: number): Promise<void> {
  const app: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const alert = await site.createAlert({ Hostname: hostname(from + round) });
    app.push(await timeToContext(site, alert.id));
    bare.push(await timeBareMinimum(site, alert, from + round));
    await site.settle();
  }
  const ratio = median(app) / median(bare);
  printRow({
    what: 'time from delivery to written field, against the bare minimum (GET, POST, GET, PUT)',
    figure: `${ratio.toFixed(2)} (${Math.round(median(app))} ms against ${Math.round(median(bare))} ms, median of ${rounds})`,
    target: `at most ${TIMED_RATIO.toFixed(2)}`,
    met: ratio <= TIMED_RATIO,
  });
}

interface Changelog {
  readonly fields: { readonly created: string };
  readonly changelog: {
    readonly histories: readonly { readonly created: string; readonly items: readonly { readonly field: string }[] }[];
  };
}

/** From the issue's creation, which is when its event is delivered, to the history's entry for the target field. */
async function timeToContext({ platform }: SiteDriver, id: string): Promise<number> {
  const url = `${platform.jira}/rest/api/3/issue/${id}?expand=changelog`;
  const { fields, changelog } = (await call('GET', url)) as Changelog;
  const written = changelog.histories.find(({ items }) => items.some(({ field }) => field === 'Additional Context'));
  if (written === undefined) throw new Error('The alert was not enriched.');
  return Date.parse(written.created) - Date.parse(fields.created);
}

/** The same exchanges with the same delays, one after the other, without the app. */
async function timeBareMinimum({ platform, fieldId }: SiteDriver, alert: Issue, index: number): Promise<number> {
  const target = fieldId('Additional Context');
  const url = `${platform.jira}/rest/api/3/issue/${alert.id}`;
  // The site's delay is in the way of the app's calls only; the tenant's knows them by the header.
  const jira = async (method: string, address: string, body?: unknown) => {
    await new Promise(resolve => setTimeout(resolve, JIRA_MS));
    return call(method, address, body);
  };
  const start = performance.now();
  await jira('GET', `${url}?fields=${fieldId('Hostname')},${target}&properties=axonius-asset-intelligence`);
  await call(
    'POST',
    `${platform.axonius}/api/v2/assets/devices`,
    {
      query: `("specific_data.data.hostname" in ["lt-${index}.corp.example.com"])`,
      fields: Object.keys(device(index)).filter(name => name.startsWith('specific_data')),
      page: { limit: 50, offset: 0 },
    },
    { headers: HEADERS },
  );
  await jira('GET', `${url}?fields=${target}`);
  await jira('PUT', url, {
    fields: { [target]: alert.fields[target] },
    properties: [{ key: 'axonius-asset-intelligence', value: alert.properties?.['axonius-asset-intelligence'] }],
  });
  return performance.now() - start;
}

async function countCost(site: SiteDriver, alerts: number, from: number): Promise<void> {
  const meter = await meterOf(site, async () => {
    for (let index = 0; index < alerts; index += 1) {
      await site.createIssue({ Hostname: hostname(from + index) });
      if (index % 10 === 9) await site.settle();
    }
    await site.settle(120_000);
  });
  const per1000 = 1_000 / alerts;
  const { kvs } = meter;
  const gbSeconds = meter.gbSeconds * per1000;
  const read = Math.max(kvs.readBytes, kvs.reads * KVS_UNIT) * per1000;
  const written = Math.max(kvs.writtenBytes, kvs.writes * KVS_UNIT) * per1000;
  const dollars = gbSeconds * PRICES.gbSecond + (read / 1e9) * PRICES.kvsReadGb + (written / 1e9) * PRICES.kvsWrittenGb;
  printRow({
    what: `cost per 1,000 alerts, answers after ${JIRA_MS} ms (Jira) and ${AXONIUS_MS} ms (Axonius)`,
    figure:
      `${gbSeconds.toFixed(0)} GB-seconds, KVS ${megabytes(kvs.readBytes * per1000)} MB read and ` +
      `${megabytes(kvs.writtenBytes * per1000)} MB written (${megabytes(read)} and ${megabytes(written)} MB in units of ` +
      `10 KB): ${dollars.toFixed(4)} US dollars beyond the free allowance`,
    target: 'published',
    met: null,
  });
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

main(Number(values.rounds), Number(values.alerts)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
