import type { BackfillView } from '../../src/contract/backfill';
import type { Reply } from '../../src/contract/reply';
import { aDevice } from '../devices';
import { call, driveSite, startPlatform, type Issue, type Platform, type SiteDriver } from '../platform';

jest.setTimeout(240_000);

/** Nine hundred runs take seconds here, and longer on a busy machine. */
const SETTLE_MS = 150_000;

let platform: Platform;
let site: SiteDriver;

beforeAll(async () => {
  platform = await startPlatform();
  site = await driveSite(platform);
}, 240_000);

afterAll(() => platform.stop());

beforeEach(async () => {
  await call('POST', `${platform.jira}/__local/reset`);
  await call('DELETE', `${platform.jira}/__local/site`);
  await call('POST', `${platform.axonius}/__local/reset`);
  await call('PUT', `${platform.axonius}/__local/devices`, [aDevice('a1', 'web01.corp.example.com')]);
  await call('PUT', `${platform.jira}/__local/time`, { scale: 60 });
});

const PROJECTS = ['SEC', 'OPS', 'TRI'] as const;
const EACH = 300;
const KEY = 'axonius-asset-intelligence';

/** Alerts of three projects in turn that no event announced, created over the four minutes that ended so long ago. */
async function plant(minutesAgo: number): Promise<readonly string[]> {
  const end = Date.now() - minutesAgo * 60_000;
  const alerts = Array.from({ length: EACH * PROJECTS.length }, (_, at) => {
    const project = PROJECTS[at % PROJECTS.length];
    return {
      project,
      created: new Date(end - 240_000 + Math.floor((at * 240_000) / (EACH * PROJECTS.length))).toISOString(),
      fields: {
        issuetype: { name: 'Security Alert' },
        summary: `Alert ${at}`,
        // A team-managed project has a field of its own of this name, which nobody chose.
        ...(project === 'TRI' ? {} : { [site.fieldId('Hostname')]: 'web01.corp.example.com' }),
      },
    };
  });
  const planted = (await call('POST', `${platform.jira}/__local/site/issues`, alerts)) as { id: string }[];
  return planted.map(({ id }) => id);
}

/** How often each alert was run, as its record says; an alert without a record counts 0. */
async function runsOf(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const runs = new Map<string, number>();
  for (let start = 0; start < ids.length; start += 100) {
    const body = { issueIdsOrKeys: ids.slice(start, start + 100), fields: ['summary'], properties: [KEY] };
    const { issues } = (await call('POST', `${platform.jira}/rest/api/3/issue/bulkfetch`, body)) as {
      issues: Issue[];
    };
    for (const { id, properties } of issues) runs.set(id, properties?.[KEY]?.runs.length ?? 0);
  }
  return runs;
}

interface Meter {
  readonly queue: { readonly events: number };
}

const meter = async () => (await call('GET', `${platform.jira}/__local/meter`)) as Meter;

/** One alert of the last third is deleted, one is moved. */
async function disturb(ids: readonly string[]): Promise<{ readonly left: readonly string[] }> {
  const [gone, moved] = [ids[700], ids[800]];
  await call('DELETE', `${platform.jira}/rest/api/3/issue/${gone}`);
  await call('PUT', `${platform.jira}/__local/site/move`, { issue: moved, project: 'OPS' });
  return { left: ids.filter(id => id !== gone) };
}

const once = (ids: readonly string[]) => new Map(ids.map(id => [id, 1]));

test.each([
  ['full pages', {}],
  ['short and empty pages, and tokens that last a moment', { searchShortPages: true, searchTokenMs: 400 }],
])('the sweep runs every alert of three projects once: %s', async (_, switches) => {
  await call('PUT', `${platform.jira}/__local/site`, switches);
  const ids = await plant(4);
  await call('DELETE', `${platform.jira}/__local/meter`);
  await call('POST', `${platform.jira}/__local/sweep`);
  const { left } = await disturb(ids);
  // 200 alerts in a sweep, and what is left out of it.
  for (let round = 0; round < 8; round += 1) await call('POST', `${platform.jira}/__local/sweep`);
  await site.settle(SETTLE_MS);
  expect(await runsOf(left)).toEqual(once(left));
  // The move is an event of its own; nothing else was put into the queue twice.
  expect((await meter()).queue.events).toBeLessThanOrEqual(ids.length + 1);
});

test('a backfill runs every alert of three projects once', async () => {
  await call('PUT', `${platform.jira}/__local/site`, { searchShortPages: true });
  const ids = await plant(60 * 24 * 30);
  await call('DELETE', `${platform.jira}/__local/meter`);
  await ask('startBackfill', { jql: '', mode: 'record' });
  await waitUntil(async () => [...(await runsOf(ids)).values()].filter(runs => runs > 0).length > 100);
  const { left } = await disturb(ids);
  // Jira limits writes in a second: a step that met the limit ends, and the schedule starts the next one.
  await waitUntil(async () => (await ask('loadBackfill')).state === 'finished');
  await site.settle();
  expect(await runsOf(left)).toEqual(once(left));
  const view = await ask('loadBackfill');
  expect(view.failures).toEqual([]);
  // The deleted one has no record any more, and the move is an event that may run the moved one first.
  expect(view.kept).toBeLessThanOrEqual(2);
  expect([left.length, ids.length]).toContain(view.looked);
});

/** What the admin page asks of its resolver. */
async function ask(functionKey: string, payload: object = {}): Promise<BackfillView> {
  const body = { moduleKey: 'admin-page', functionKey, payload };
  const invoked = await call('POST', `${platform.jira}/__host/invoke`, body, { as: 'admin' });
  const reply = (invoked as { readonly value: Reply<BackfillView> }).value;
  if (!reply.ok) throw new Error(JSON.stringify(reply));
  return reply.value;
}

async function waitUntil(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + SETTLE_MS; Date.now() < end;) {
    if (await holds()) return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error('It never came true.');
}
