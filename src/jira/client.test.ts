import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type JiraClient, createJiraClient } from './client';

type Handler = (request: IncomingMessage, body: string, response: ServerResponse) => void;

let server: Server;
let handle: Handler;
let remaining: number;
let client: JiraClient;
let limits: string[];
let seen: { method: string; url: string; body: string; headers: IncomingMessage['headers'] }[];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', chunk => (body += String(chunk)));
    request.on('end', () => {
      seen.push({ method: request.method ?? '', url: request.url ?? '', body, headers: request.headers });
      handle(request, body, response);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
});

beforeEach(() => {
  seen = [];
  limits = [];
  remaining = 5_000;
  // A server on a port always has an address object.
  const { port } = server.address() as AddressInfo;
  client = createJiraClient({
    request: (path, init) => fetch(`http://127.0.0.1:${port}${path}`, init),
    remainingMs: () => remaining,
    now: () => new Date('2026-11-24T02:00:00Z'),
    noteLimit: async (endpoint, { scope }) => void limits.push(`${endpoint} ${String(scope)}`),
  });
});

function answer(status: number, body: unknown = '', headers: Record<string, string> = {}): void {
  handle = (_request, _body, response) => {
    response.writeHead(status, headers);
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

describe('what is sent', () => {
  it('reads an issue with the fields and properties asked for', async () => {
    answer(200, {
      id: '10010',
      key: 'SEC-1',
      fields: { created: 'x' },
      properties: { 'axonius-asset-intelligence': { v: 1 } },
      self: 'y',
    });
    const issue = await client.getIssue('10010', {
      fields: ['created', 'customfield_1'],
      properties: ['axonius-asset-intelligence'],
    });
    expect(issue).toEqual({
      ok: true,
      value: {
        id: '10010',
        key: 'SEC-1',
        fields: { created: 'x' },
        properties: { 'axonius-asset-intelligence': { v: 1 } },
      },
    });
    expect(seen[0]?.url).toBe(
      '/rest/api/3/issue/10010?fields=created%2Ccustomfield_1&properties=axonius-asset-intelligence',
    );
    expect(seen[0]?.headers).toMatchObject({ accept: 'application/json' });
  });

  it('encodes every part of a path, and asks nothing for a part that would leave it', async () => {
    answer(404);
    await client.setIssueProperty('SEC-1/../../x?y#z', 'a b', {});
    expect(seen[0]?.url).toBe('/rest/api/3/issue/SEC-1%2F..%2F..%2Fx%3Fy%23z/properties/a%20b');
    for (const id of ['..', '.', '']) {
      expect(await client.setIssueProperty(id, 'axonius-asset-intelligence', {})).toMatchObject({
        failure: { kind: 'not-visible' },
      });
    }
    expect(seen).toHaveLength(1);
  });

  it('writes fields and properties in one request', async () => {
    answer(204);
    const written = await client.updateIssue('10010', {
      fields: { customfield_1: 'x' },
      properties: { 'axonius-asset-intelligence': { v: 1 } },
    });
    expect(written).toEqual({ ok: true, value: null });
    expect(seen[0]).toMatchObject({ method: 'PUT', url: '/rest/api/3/issue/10010' });
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({
      fields: { customfield_1: 'x' },
      properties: [{ key: 'axonius-asset-intelligence', value: { v: 1 } }],
    });
  });

  it('searches, and knows the last page', async () => {
    answer(200, { issues: [{ id: '1', key: 'SEC-1' }, { odd: true }], nextPageToken: 't', isLast: false });
    const page = await client.searchIssues({
      jql: 'id in (1)',
      properties: ['axonius-asset-intelligence'],
    });
    expect(page).toEqual({
      ok: true,
      value: { issues: [{ id: '1', key: 'SEC-1', fields: {}, properties: {} }], nextPageToken: 't' },
    });
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({
      jql: 'id in (1)',
      properties: ['axonius-asset-intelligence'],
    });
    answer(200, { issues: [], nextPageToken: 't', isLast: true });
    expect(await client.searchIssues({ jql: 'id in (1)' })).toMatchObject({ value: { nextPageToken: null } });
  });

  it('says which of many issues were not answered', async () => {
    answer(200, { issues: [{ id: '1', key: 'SEC-1', fields: {} }] });
    expect(await client.bulkFetch(['1', '2'], { fields: [] })).toMatchObject({ value: { missing: ['2'] } });
  });

  it('asks for permissions with integer ids', async () => {
    answer(200, { projectPermissions: [{ permission: 'EDIT_ISSUES', issues: [10010], projects: [] }] });
    const granted = await client.checkPermissions({
      accountId: 'a1',
      projectPermissions: [{ permissions: ['EDIT_ISSUES'], issues: ['10010'] }],
    });
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({
      accountId: 'a1',
      projectPermissions: [{ permissions: ['EDIT_ISSUES'], issues: [10010] }],
    });
    expect(granted).toMatchObject({
      value: { projectPermissions: [{ permission: 'EDIT_ISSUES', issues: ['10010'] }] },
    });
  });

  it('reads fields of a create screen over its pages, whatever the list is called', async () => {
    const field = (id: string) => ({ fieldId: id, name: id, required: false, operations: ['set'] });
    handle = (request, _body, response) => {
      const isFirst = request.url?.includes('startAt=0') ?? false;
      response.end(JSON.stringify(isFirst ? { fields: [field('a')], total: 2 } : { results: [field('b')], total: 2 }));
    };
    const fields = await client.createFields('10000', '10001');
    expect(fields.ok && fields.value.map(one => one.fieldId)).toEqual(['a', 'b']);
  });

  it('takes a search for projects that finds nothing as an empty page', async () => {
    answer(404, { errorMessages: ['none'] });
    expect(await client.searchProjects({ query: 'x' })).toEqual({ ok: true, value: { projects: [], isLast: true } });
  });

  it('asks for more than 50 projects in several requests', async () => {
    handle = (request, _body, response) => {
      const ids = new URL(request.url ?? '', 'http://jira').searchParams.getAll('id');
      if (ids.length > 50) response.writeHead(400);
      response.end(JSON.stringify({ values: ids.map(id => ({ id, key: `P${id}`, name: id })), isLast: true }));
    };
    const ids = Array.from({ length: 120 }, (_, at) => String(10_000 + at));
    const answered = await client.searchProjects({ ids });
    expect(answered.ok && answered.value.projects.map(({ id }) => id)).toEqual(ids);
    expect(seen).toHaveLength(3);
  });

  it('reads the small answers', async () => {
    answer(200, { count: 12 });
    expect(await client.approximateCount('id in (1)')).toEqual({ ok: true, value: 12 });
    answer(200, { fields: { customfield_1: { name: 'Context', operations: ['set'] } } });
    expect(await client.editMeta('1')).toMatchObject({ value: { customfield_1: { name: 'Context' } } });
    answer(200, [
      { id: 'customfield_1', name: 'Hostname', custom: true, schema: { type: 'string' } },
      { name: 'no id' },
    ]);
    expect(await client.listFields()).toMatchObject({ value: [{ id: 'customfield_1' }] });
    answer(200, [{ id: '10001', name: 'Security Alert' }]);
    expect(await client.listIssueTypes()).toMatchObject({ value: [{ id: '10001' }] });
    answer(201, {});
    expect(await client.setIssueProperty('1', 'axonius-asset-intelligence', { v: 1 })).toEqual({
      ok: true,
      value: null,
    });
  });
});

describe('what goes wrong', () => {
  it.each([
    [401, 'auth'],
    [403, 'forbidden'],
    [404, 'not-visible'],
    [409, 'conflict'],
    [422, 'not-editable'],
    [500, 'unavailable'],
    [503, 'unavailable'],
    [302, 'unexpected-answer'],
    [418, 'unexpected-answer'],
  ])('status %i is %s', async (status, kind) => {
    answer(status, '<html>');
    expect(await client.updateIssue('1', { fields: {} })).toMatchObject({
      ok: false,
      failure: { kind, side: 'jira', status },
    });
  });

  it('names the fields that a write was refused for', async () => {
    answer(400, { errorMessages: [], errors: { customfield_1: 'any words' } });
    expect(await client.updateIssue('1', { fields: {} })).toMatchObject({
      failure: { kind: 'not-editable', fields: ['customfield_1'] },
    });
    answer(400, { errorMessages: ['any words'] });
    expect(await client.updateIssue('1', { fields: {} })).toMatchObject({ failure: { kind: 'bad-query' } });
    answer(400, { errors: { jql: 'x' } });
    expect(await client.searchIssues({ jql: 'x' })).toMatchObject({ failure: { kind: 'bad-query' } });
  });

  it.each([
    ['jira-quota-tenant-based', 'tenant'],
    ['jira-quota-global-based', 'tenant'],
    ['jira-burst-based', 'endpoint'],
    ['jira-per-issue-on-write', 'issue'],
  ])('tells how long to wait and for what: %s', async (reason, scope) => {
    answer(429, '<html>', { 'Retry-After': '7', 'RateLimit-Reason': reason });
    expect(await client.getIssue('1', { fields: [] })).toMatchObject({
      failure: { kind: 'throttled', retryAfterMs: 7_000, scope },
    });
  });

  it.each([
    ['RateLimit-Reason', 'jira-quota-global-based', 'tenant'],
    ['X-RateLimit-Reason', 'jira-quota-tenant-based', 'tenant'],
    ['X-Beta-RateLimit-Reason', 'jira-burst-based', 'endpoint'],
    ['Beta-RateLimit-Reason', 'jira-per-issue-on-write', 'issue'],
    ['RateLimit-Reason', 'something-new', 'endpoint'],
  ])('reads the reason of a limit in %s: %s', async (header, reason, scope) => {
    answer(429, '', { 'Retry-After': '7', [header]: reason });
    expect(await client.getIssue('1', { fields: [] })).toMatchObject({ failure: { kind: 'throttled', scope } });
  });

  it('lets the kind of request wait where a limit says no reason but a time, at most an hour', async () => {
    answer(429, '', { 'Retry-After': '86400' });
    expect(await client.getIssue('1', { fields: [] })).toMatchObject({
      failure: { scope: 'endpoint', retryAfterMs: 3_600_000 },
    });
    answer(429, '', {});
    const silent = await client.getIssue('1', { fields: [] });
    expect(silent).toMatchObject({ failure: { kind: 'throttled', retryAfterMs: null } });
    expect(silent).not.toHaveProperty('failure.scope');
  });

  const asked: Record<string, () => Promise<unknown>> = {
    getIssue: () => client.getIssue('1', { fields: [] }),
    editMeta: () => client.editMeta('1'),
    listFields: () => client.listFields(),
    listIssueTypes: () => client.listIssueTypes(),
    searchProjects: () => client.searchProjects(),
    createFields: () => client.createFields('1', '2'),
    checkPermissions: () => client.checkPermissions({ globalPermissions: ['ADMINISTER'] }),
    updateIssue: () => client.updateIssue('1', { fields: {} }),
    setIssueProperty: () => client.setIssueProperty('1', 'axonius-asset-intelligence', {}),
    searchIssues: () => client.searchIssues({ jql: 'id in (1)' }),
    approximateCount: () => client.approximateCount('id in (1)'),
    bulkFetch: () => client.bulkFetch(['1'], { fields: [] }),
  };
  const kinds = { updateIssue: 'write', setIssueProperty: 'write' };
  const searches = { searchIssues: 'search', approximateCount: 'search', bulkFetch: 'search' };
  const kindOf = (call: string) => ({ ...kinds, ...searches })[call] ?? 'read';

  it('every request of the client is held against a limit below', () => {
    expect(Object.keys(asked).sort()).toEqual(Object.keys(client).sort());
  });

  it.each(Object.entries(asked))('a limit that %s meets is noted once, with its kind of request', async (call, ask) => {
    answer(429, '', { 'Retry-After': '7' });
    expect(await ask()).toMatchObject({ ok: false, failure: { kind: 'throttled' } });
    expect(limits).toEqual([`${kindOf(call)} endpoint`]);
    answer(503, '', { 'Retry-After': '7' });
    await ask();
    expect(limits).toHaveLength(1);
  });

  it('reads a date in Retry-After, and nothing from nonsense', async () => {
    answer(503, '', { 'Retry-After': 'Tue, 24 Nov 2026 02:00:30 GMT' });
    expect(await client.listFields()).toMatchObject({ failure: { kind: 'unavailable', retryAfterMs: 30_000 } });
    answer(429, '', { 'Retry-After': '-5' });
    expect(await client.listFields()).toMatchObject({ failure: { kind: 'throttled', retryAfterMs: null } });
  });

  it.each([
    ['a page of HTML', '<html>maintenance</html>'],
    ['cut JSON', '{"id": "1", "fie'],
    ['another shape', [1, 2]],
    ['nothing', ''],
  ])('does not take %s for an issue', async (_name, body) => {
    answer(200, body);
    expect(await client.getIssue('1', { fields: [] })).toMatchObject({ failure: { kind: 'unexpected-answer' } });
  });

  it('ends a request that takes longer than the time that is left', async () => {
    remaining = 50;
    handle = (_request, _body, response) => {
      response.writeHead(200);
      response.write('{');
    };
    expect(await client.getIssue('1', { fields: [] })).toMatchObject({ failure: { kind: 'timeout' } });
    remaining = 0;
    seen = [];
    expect(await client.getIssue('1', { fields: [] })).toMatchObject({ failure: { kind: 'timeout' } });
    expect(seen).toHaveLength(0);
  });

  it('takes a broken connection for an outage', async () => {
    handle = request => request.socket.destroy();
    expect(await client.getIssue('1', { fields: [] })).toMatchObject({
      failure: { kind: 'unavailable', status: null },
    });
  });
});
