import type { RunAnswer } from '../../src/contract/panel';
import type { Reply } from '../../src/contract/reply';
import { aDevice } from '../devices';
import { call, driveSite, startPlatform, type Platform, type SiteDriver } from '../platform';

jest.setTimeout(180_000);

let platform: Platform;
let site: SiteDriver;

beforeAll(async () => {
  platform = await startPlatform();
  site = await driveSite(platform);
}, 240_000);

afterAll(() => platform.stop());

beforeEach(async () => {
  await call('POST', `${platform.jira}/__local/reset`);
  await call('PUT', `${platform.axonius}/__local/devices`, [aDevice('a1', 'web01.corp.example.com')]);
});

const PRESSES = 40;
/** The setting's default. */
const CONCURRENCY = 4;

interface Meter {
  readonly queries: { readonly exact: number; readonly regex: number };
  readonly expressionsAtOnce: number;
}

/** From now on an expression takes as long as it takes in a tenant of some size. */
async function startCounting(): Promise<void> {
  await call('PUT', `${platform.axonius}/__local/latency`, { ms: 0, expressionMs: 300 });
  await call('DELETE', `${platform.axonius}/__local/meter`);
}

function readMeter(): Promise<Meter> {
  return call('GET', `${platform.axonius}/__local/meter`) as Promise<Meter>;
}

/** What the panel's button does. */
async function press(issueId: string): Promise<Reply<RunAnswer>> {
  const body = { moduleKey: 'issue-panel', functionKey: 'enrich', payload: {}, issueId };
  const invoked = await call('POST', `${platform.jira}/__host/invoke`, body, { as: 'analyst' });
  return (invoked as { readonly value: Reply<RunAnswer> }).value;
}

function kindOf(reply: Reply<RunAnswer>): string {
  return reply.ok ? reply.value.kind : reply.problem.sentence;
}

test('40 people on 40 alerts ask no more at a time than the settings allow; the others’ runs go on in the queue', async () => {
  const ids: string[] = [];
  for (let each = 0; each < PRESSES; each += 1) {
    ids.push((await site.createIssue({ Hostname: 'web01.corp.example.com' })).id);
  }
  await site.settle(90_000);
  await startCounting();

  const replies = await Promise.all(ids.map(press));
  const kinds = replies.map(kindOf);
  expect(new Set(kinds)).toEqual(new Set(['done', 'queued']));
  const queued = replies.find(reply => kindOf(reply) === 'queued');
  expect(queued).toMatchObject({ value: { view: { step: 'queued' } } });

  await site.settle(90_000);
  for (const id of ids) {
    const { properties } = await site.readIssue(id);
    expect(properties?.['axonius-asset-intelligence']).toMatchObject({ outcome: 'matched', trigger: 'manual' });
  }
  const { queries, expressionsAtOnce } = await readMeter();
  expect(expressionsAtOnce).toBeGreaterThan(1);
  expect(expressionsAtOnce).toBeLessThanOrEqual(CONCURRENCY);
  expect(queries.regex).toBe(PRESSES);
});

test('a press costs three calls of Jira before its answer: may the person edit, the alert, the write', async () => {
  const { id } = await site.createAlert({ Hostname: 'web01.corp.example.com' });
  await call('PUT', `${platform.axonius}/__local/latency`, { ms: 0, expressionMs: 0 });
  const costs: Record<string, number>[] = [];
  for (let each = 0; each < 3; each += 1) {
    await call('DELETE', `${platform.jira}/__local/meter`);
    expect(await press(id)).toMatchObject({ value: { kind: 'done', view: { record: { trigger: 'manual' } } } });
    const { jira } = (await call('GET', `${platform.jira}/__local/meter`)) as { jira: Record<string, number> };
    costs.push(jira);
  }
  // On a machine that is busy an answer takes more than a second, and the alert is read again before the write.
  expect(costs.map(cost => Object.values(cost).reduce((sum, calls) => sum + calls, 0))).toContain(3);
  expect(costs.find(cost => cost['GET /rest/api/3/issue/{id}'] === 1)).toMatchObject({
    'POST /rest/api/3/permissions/check': 1,
  });
});

test('40 people on one alert start one run at a time, and all of them see what it finds', async () => {
  const { id } = await site.createAlert({ Hostname: 'web01.corp.example.com' });
  await startCounting();

  const replies = await Promise.all(Array.from({ length: PRESSES }, () => press(id)));
  expect(new Set(replies.map(kindOf))).toEqual(new Set(['done']));
  for (const reply of replies) expect(reply).toMatchObject({ value: { view: { record: { trigger: 'manual' } } } });
  await site.settle();
  const { queries, expressionsAtOnce } = await readMeter();
  expect(expressionsAtOnce).toBe(1);
  // Whose call begins after a run's end asks anew; whose call meets the run does not.
  expect(queries.regex).toBeLessThan(PRESSES / 4);
});
