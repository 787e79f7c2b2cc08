import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { APP, startHarness, type Harness } from './forge/testing/harness';
import { createServer } from './server';

/* What a browser and a driver from outside see of the server, with the test app installed. */

jest.setTimeout(60_000);
let harness: Harness;
let handle: (request: Request) => Promise<Response>;
let resets = 0;
beforeAll(async () => {
  harness = await startHarness();
  handle = createServer({
    site: harness.site,
    platform: harness.platform,
    jiraFaults: harness.jiraFaults,
    siteUrl: () => 'http://jira.example',
    appDirectory: APP,
    pagesDirectory: join(APP, 'static'),
    reset: async () => {
      resets++;
      await harness.platform.reset();
      harness.site.reset();
    },
  });
}, 240_000);
afterAll(() => harness.close());

const call = async (method: string, path: string, body?: unknown, user = 'analyst') => {
  const response = await handle(
    new Request(`http://jira.example${path}`, {
      method,
      headers: { cookie: `local-user=${user}`, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    }),
  );
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) as unknown };
};

describe('frames', () => {
  test('come under the policy of the real @forge/csp, with the bridge first and inline scripts by hash', async () => {
    const page = await call('GET', '/__host/frame/panel/index.html');
    const policy = page.headers.get('content-security-policy') ?? '';
    const inline = /<script>([^]*?)<\/script>/.exec(readFileSync(join(APP, 'static/index.html'), 'utf8'))?.[1] ?? '';
    expect(page.text).toMatch(/<head><script src="\/__host\/bridge.js"><\/script>/);
    expect(policy).toContain(`'sha256-${createHash('sha256').update(inline).digest('base64')}'`);
    expect(policy).toMatch(/default-src 'self'/);
    expect(policy).toMatch(/style-src 'self'/);
    expect(policy).not.toContain('unsafe-inline');
    expect(policy).not.toContain('axonius');
  });

  test('serve the files of their resource and nothing above it', async () => {
    expect(await call('GET', '/__host/frame/panel/main.js')).toMatchObject({
      status: 200,
      text: 'globalThis.loaded = true;\n',
    });
    for (const path of ['..%2fmanifest.yml', '%2e%2e/manifest.yml', 'none.js'])
      expect((await call('GET', `/__host/frame/panel/${path}`)).status).toBe(404);
    expect((await call('GET', '/__host/frame/nothing/index.html')).status).toBe(404);
  });
});

describe('calls of resolvers', () => {
  test("carry the page's user and the issue that the server knows", async () => {
    const id = await harness.createAlert('one');
    const answer = await call(
      'POST',
      '/__host/invoke',
      { moduleKey: 'panel', functionKey: 'context', issueId: id, payload: { issue: 'forged' } },
      'viewer',
    );
    expect(answer.json()).toMatchObject({
      ok: true,
      value: {
        resolver: {
          accountId: harness.user('viewer').accountId,
          extension: { type: 'jira:issuePanel', issue: { id, key: 'SEC-1' }, project: { key: 'SEC' } },
        },
      },
    });
  });

  test('answer errors by name and message', async () => {
    const answer = await call('POST', '/__host/invoke', { moduleKey: 'panel', functionKey: 'none', payload: {} });
    expect(answer.json()).toEqual({
      ok: false,
      error: { name: 'Error', message: "Resolver has no definition for 'none'." },
    });
  });

  test('are refused for an issue that the user may not browse, and for nobody', async () => {
    const body = { moduleKey: 'panel', functionKey: 'context', payload: {}, issueId: 'SEC-99' };
    expect((await call('POST', '/__host/invoke', body)).status).toBe(404);
    const nobody = await handle(
      new Request('http://jira.example/__host/invoke', {
        method: 'POST',
        headers: { authorization: 'Basic bm9ib2R5Om5vYm9keQ==' },
        body: JSON.stringify(body),
      }),
    );
    expect(nobody.status).toBe(401);
  });
});

describe("a frame's requestJira", () => {
  test("reads and writes as the page's user", async () => {
    const id = await harness.createAlert('one');
    const path = `/__host/product/rest/api/3/issue/${id}`;
    expect((await call('GET', `${path}?fields=summary`)).json()).toMatchObject({ id, fields: { summary: 'one' } });
    expect((await call('PUT', path, { fields: { summary: 'two' } }, 'viewer')).status).toBe(400);
    expect((await call('PUT', path, { fields: { summary: 'two' } })).status).toBe(204);
    expect((await call('GET', path)).json()).toMatchObject({ fields: { summary: 'two' } });
  });

  test('goes no further than the scopes of the app', async () => {
    const answer = await call('POST', '/__host/product/rest/api/3/screens', { name: 'New' }, 'admin');
    expect(answer.status).toBe(401);
    expect(answer.json()).toEqual({ code: 401, message: 'Unauthorized; scope does not match' });
  });
});

test('modules say where they are and whether a panel shows', async () => {
  const id = await harness.createAlert('one');
  const states = async () => (await call('GET', `/__host/modules?issueId=${id}`)).json();
  expect(await states()).toEqual([{ key: 'panel', type: 'jira:issuePanel', title: 'Panel', state: 'pinned' }]);
  await call('PUT', '/__local/site', { panel: 'hidden' });
  expect(await states()).toEqual([expect.objectContaining({ state: 'hidden' })]);
  await call('PUT', '/__host/panel', { issueId: id, moduleKey: 'panel', state: 'pinned' });
  expect(await states()).toEqual([expect.objectContaining({ state: 'pinned' })]);
  await call('DELETE', '/__local/site');
});

test('only an administrator changes what the app can reach', async () => {
  const set = {
    command: 'set',
    payload: {
      egresses: [
        { key: 'a', description: 'd', configured: [{ domain: 'https://a.example', type: ['FETCH_BACKEND_SIDE'] }] },
      ],
    },
  };
  expect((await call('POST', '/__host/egress', set)).status).toBe(403);
  expect((await call('POST', '/__host/egress', set, 'admin')).status).toBe(200);
  expect((await call('POST', '/__host/egress', { command: 'get', payload: {} })).json()).toEqual({
    results: [
      { key: 'a', description: 'd', configured: [{ domain: 'https://a.example', type: ['FETCH_BACKEND_SIDE'] }] },
    ],
  });
  await call('POST', '/__host/egress', { command: 'deleteGroup', payload: { key: 'a' } }, 'admin');
  expect((await call('POST', '/__host/egress', { command: 'get' })).json()).toEqual({ results: [] });
});

test('changes of issues arrive as server-sent events', async () => {
  const response = await handle(new Request('http://jira.example/__host/changes'));
  const reader = response.body?.getReader();
  await reader?.read();
  const id = await harness.createAlert('one');
  const text = new TextDecoder().decode((await reader?.read())?.value);
  expect(JSON.parse(text.replace('data: ', ''))).toMatchObject({ issueId: id });
  await reader?.cancel();
});

describe('the contract', () => {
  test('idle, meter, logs and their reset', async () => {
    await harness.createAlert('one');
    await harness.settle();
    expect((await call('GET', '/__local/idle')).json()).toEqual({ idle: true, waiting: 0, nextDueMs: null });
    expect((await call('GET', '/__local/meter')).json()).toMatchObject({
      invocations: { 'on-event': expect.any(Number) },
    });
    expect((await call('GET', '/__local/logs')).json()).toContainEqual(
      expect.objectContaining({
        at: expect.any(String),
        function: 'on-event',
        level: 'info',
        message: expect.any(String),
      }),
    );
    await call('DELETE', '/__local/meter');
    expect((await call('GET', '/__local/meter')).json()).toEqual({
      invocations: {},
      gbSeconds: 0,
      kvs: { reads: 0, writes: 0, readBytes: 0, writtenBytes: 0 },
      queue: { pushes: 0, events: 0, deliveries: 0 },
      jira: {},
      egress: {},
      refused: 0,
    });
    expect((await call('POST', '/__local/reset')).status).toBe(200);
    expect(resets).toBe(1);
    expect((await call('GET', '/rest/api/3/issue/SEC-1')).status).toBe(404);
  });

  test('faults, deliveries, time, latency and egress take what the contract says and refuse the rest', async () => {
    const rules = [{ match: 'GET /rest', kind: 'status', status: 500 }];
    for (const [path, good] of [
      ['faults', { seed: 1, rules }],
      ['delivery', { seed: 1, duplicate: 0.2, reorder: true, kill: 0.05, delayMs: 0 }],
      ['time', { scale: 60 }],
      ['latency', { ms: 0 }],
      ['egress', { deny: ['*.axonius.com'] }],
    ] as const) {
      expect((await call('PUT', `/__local/${path}`, good)).status).toBe(200);
      const wrong = await call('PUT', `/__local/${path}`, { wrong: true });
      expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining('wrong')]);
      expect((await call('DELETE', `/__local/${path}`)).status).toBe(200);
    }
    expect((await call('GET', '/__local/nothing')).status).toBe(404);
  });

  test('calls of people are never hit by faults', async () => {
    await call('PUT', '/__local/faults', { rules: [{ match: 'GET /rest', kind: 'status', status: 500 }] });
    expect((await call('GET', '/rest/api/3/field')).status).toBe(200);
    await call('DELETE', '/__local/faults');
  });

  test('the sweep is run and waited for', async () => {
    await call('POST', '/__local/sweep');
    expect((await call('GET', '/__local/meter')).json()).toMatchObject({ invocations: { 'on-schedule': 1 } });
  });
});

test('addresses without a file are pages of the application', async () => {
  for (const path of ['/', '/browse/SEC-1', '/jira/settings/apps/axonius'])
    expect((await call('GET', path)).text).toContain('<title>Panel</title>');
  expect((await call('GET', '/missing.js')).status).toBe(404);
});
