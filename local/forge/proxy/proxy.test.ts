import { DuplicateEgress, parseEgressGroups } from './egress-groups';
import { startHarness, type Harness } from '../testing/harness';

/* What leaves a function: Jira as app or user, egress, and what the real @forge/api makes of the platform's refusals. */

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
}, 240_000);
afterAll(() => harness.close());
beforeEach(async () => {
  await harness.platform.reset();
  harness.jiraFaults.clear();
  harness.site.reset();
  harness.reached.length = 0;
});

const TENANT = 'https://demo.on.axonius.com';

describe('egress', () => {
  test('an approved host that exists is reached, with its own host name and the mark of the app', async () => {
    const call = { url: `${TENANT}/api/v2?x=1`, method: 'POST', body: '{"a":1}', headers: { 'api-key': 'k' } };
    expect(await harness.probe('fetch', call)).toEqual({
      value: { status: 200, text: JSON.stringify({ path: '/api/v2', body: '{"a":1}' }), location: null },
    });
    const [request] = harness.reached;
    expect(request?.host).toBe('demo.on.axonius.com');
    expect(request?.headers.get('api-key')).toBe('k');
    expect(request?.headers.get('x-forge-app')).toMatch(/^[0-9a-f-]{36}$/);
    expect([...(request?.headers.keys() ?? [])].filter(name => name.startsWith('x-local'))).toEqual([]);
    expect(harness.platform.meter.read().egress).toEqual({ 'demo.on.axonius.com': 1 });
  });

  test.each([
    'https://evil.example/',
    'http://demo.on.axonius.com/',
    'https://axonius.com/',
    'https://demo.on.axonius.com:8443/',
    'https://demo.on.axonius.com:9999/',
    'https://evil.example/?.axonius.com',
    'https://evil.example#.axonius.com',
    'https://evil.example\\@demo.on.axonius.com/',
    'https://user@demo.on.axonius.com@evil.example/',
  ])('a host that the manifest does not list is refused: %s', async url => {
    expect((await harness.probe('fetch', { url })).error).toMatchObject({
      name: 'REQUEST_EGRESS_ALLOWLIST_ERR',
      status: 403,
      message: expect.stringContaining('URL not included in the external fetch backend permissions'),
    });
    expect(harness.reached).toEqual([]);
    expect(harness.platform.meter.read()).toMatchObject({ refused: 1, egress: {} });
  });

  test('an approved host that does not exist is a network failure', async () => {
    expect((await harness.probe('fetch', { url: 'https://other.on.axonius.com/' })).error).toMatchObject({
      name: 'FUNCTION_FETCH_ERR',
    });
  });

  test('"redirect targets must be approved too"', async () => {
    const away = `${TENANT}/?to=${encodeURIComponent('https://evil.example/')}`;
    expect((await harness.probe('fetch', { url: away })).error).toMatchObject({ name: 'REQUEST_EGRESS_ALLOWLIST_ERR' });
    const near = `${TENANT}/?to=/there&status=303`;
    expect((await harness.probe('fetch', { url: near, method: 'POST', body: 'x' })).value).toMatchObject({
      text: JSON.stringify({ path: '/there', body: '' }),
    });
    expect((await harness.probe('fetch', { url: near, redirect: 'manual' })).value).toMatchObject({
      status: 303,
      location: '/there',
    });
    expect((await harness.probe('fetch', { url: near, redirect: 'error' })).error).toBeDefined();
  });

  test('what the admin blocks is refused although the manifest lists it', async () => {
    harness.platform.denyEgress(['*.axonius.com']);
    expect((await harness.probe('fetch', { url: TENANT })).error?.name).toBe('REQUEST_EGRESS_ALLOWLIST_ERR');
    harness.platform.denyEgress([]);
    expect((await harness.probe('fetch', { url: TENANT })).error).toBeUndefined();
  });

  test('a domain that the admin approves (customer-managed egress) is reached until it is withdrawn', async () => {
    const url = 'https://axonius.acme.example/api';
    expect((await harness.probe('fetch', { url })).error?.name).toBe('REQUEST_EGRESS_ALLOWLIST_ERR');
    harness.platform.egressGroups.set([
      {
        key: 'tenant',
        description: 'Ours',
        configured: [{ domain: 'https://axonius.acme.example', type: ['FETCH_BACKEND_SIDE'] }],
      },
    ]);
    expect((await harness.probe('fetch', { url })).value).toMatchObject({ status: 200 });
    expect(await harness.probe('canFetch', { url })).toEqual({ value: true });
    harness.platform.egressGroups.deleteDomain('tenant', 'https://axonius.acme.example', 'FETCH_BACKEND_SIDE');
    expect((await harness.probe('fetch', { url })).error?.name).toBe('REQUEST_EGRESS_ALLOWLIST_ERR');
  });

  test('"set adds": a domain stays beside one that is approved later, until it is withdrawn', () => {
    const { egressGroups } = harness.platform;
    const approve = (domain: string) =>
      egressGroups.set([
        { key: 'tenant', description: 'Ours', configured: [{ domain, type: ['FETCH_BACKEND_SIDE'] }] },
      ]);
    approve('https://old.example');
    approve('https://new.example');
    expect(egressGroups.backendDomains()).toEqual(['https://old.example', 'https://new.example']);
    egressGroups.deleteDomain('tenant', 'https://old.example', 'FETCH_BACKEND_SIDE');
    expect(egressGroups.backendDomains()).toEqual(['https://new.example']);
  });

  test('"description required", and 422 for the same key or domain twice', () => {
    const domain = { domain: 'https://a.example', type: ['FETCH_BACKEND_SIDE'] };
    const group = { key: 'a', description: 'One', configured: [domain] };
    expect(parseEgressGroups([group])).toHaveLength(1);
    expect(() => parseEgressGroups([{ ...group, description: undefined }])).toThrow('description');
    expect(() => parseEgressGroups([group, group])).toThrow(DuplicateEgress);
    expect(() => parseEgressGroups([{ ...group, configured: [domain, domain] }])).toThrow(DuplicateEgress);
  });

  test('"at most 10 groups"', () => {
    const groups = Array.from({ length: 11 }, (_, i) => ({ key: `g${i}`, description: 'One', configured: [] }));
    expect(() => harness.platform.egressGroups.set(groups)).toThrow('at most 10');
  });

  test('"100 requests per runtime minute per invocation"', async () => {
    const { error } = await harness.probe('fetch', { url: TENANT, times: 101 });
    expect(error).toMatchObject({ name: 'PROXY_ERR', status: 429 });
    expect(harness.reached).toHaveLength(100);
    expect((await harness.probe('fetch', { url: TENANT })).error).toBeUndefined();
  });

  test('an abort signal ends a request as it does in Node', async () => {
    expect((await harness.probe('fetchFor', { url: `${TENANT}/?ms=1000`, ms: 50 })).error).toMatchObject({
      name: 'TimeoutError',
    });
  });
});

describe('Jira', () => {
  const put = (id: string, fields: object) =>
    harness.probe('jira', { as: 'app', method: 'PUT', path: `/rest/api/3/issue/${id}`, body: { fields } });
  const fieldId = async (name: string) => {
    const { value } = (await harness.probe('jira', { as: 'app', method: 'GET', path: '/rest/api/3/field' })) as {
      value: { body: { id: string; name: string }[] };
    };
    return value.body.find(field => field.name === name)?.id ?? '';
  };

  test('is reached as the app, and calls are metered by their template', async () => {
    const id = await harness.createAlert('one');
    await harness.settle();
    harness.platform.meter.reset();
    const read = await harness.probe('jira', {
      as: 'app',
      method: 'GET',
      path: `/rest/api/3/issue/${id}?fields=summary`,
    });
    expect(read.value).toMatchObject({ status: 200, body: { fields: { summary: 'one' } } });
    expect(harness.platform.meter.read().jira).toEqual({ 'GET /rest/api/3/issue/{id}': 1 });
  });

  test('is reached as the user in front of the screen', async () => {
    const path = '/rest/api/3/mypermissions?permissions=ADMINISTER';
    const { value } = await harness.probe('jira', { as: 'user', method: 'GET', path });
    expect(value).toMatchObject({ status: 200, body: { permissions: { ADMINISTER: { havePermission: false } } } });
  });

  test('"impersonation needs allowImpersonation in the manifest"', async () => {
    const { accountId } = harness.user('admin');
    const { error } = await harness.probe('jira', { as: 'user', accountId, method: 'GET', path: '/rest/api/3/myself' });
    expect(error).toMatchObject({ name: 'PROXY_ERR', errorCode: 'USER_IMPERSONATION_NOT_ALLOWED' });
  });

  test('"a scope per endpoint": myself needs read:jira-user, which the app lacks', async () => {
    expect(await harness.probe('jira', { as: 'app', method: 'GET', path: '/rest/api/3/myself' })).toEqual({
      value: { status: 401, body: { code: 401, message: 'Unauthorized; scope does not match' } },
    });
    expect(harness.platform.meter.read().refused).toBe(1);
  });

  test("a field that is off the screen and a document that is none are refused in Jira's words", async () => {
    const id = await harness.createAlert('one');
    const target = await fieldId('Additional Context');
    const document = {
      version: 1,
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'x' }] }],
    };
    expect((await put(id, { [target]: document })).value).toMatchObject({ status: 204 });
    expect(
      (await put(id, { [target]: { version: 1, type: 'doc', content: [{ type: 'nothing' }] } })).value,
    ).toMatchObject({
      status: 400,
      body: { errors: { [target]: expect.any(String) } },
    });
    await harness.site.control.request('/site', {
      method: 'PUT',
      body: JSON.stringify({ offScreen: ['Additional Context'] }),
    });
    expect((await put(id, { [target]: document })).value).toMatchObject({
      status: 400,
      body: { errors: { [target]: expect.stringContaining('cannot be set') } },
    });
    await harness.site.control.request('/site', { method: 'DELETE' });
  });

  test('authorize() of @forge/api asks as the user', async () => {
    const id = await harness.createAlert('one');
    expect(await harness.probe('canEdit', { issueId: Number(id) })).toEqual({ value: true });
    expect(await harness.probe('canEdit', { issueId: 1 })).toEqual({ value: false });
  });

  test('faults hit calls of the app: a status, and a reset that @forge/api calls a ProxyRequestError', async () => {
    const path = '/rest/api/3/field';
    harness.jiraFaults.set({ rules: [{ match: `GET ${path}`, kind: 'status', status: 503 }] });
    expect((await harness.probe('jira', { as: 'app', method: 'GET', path })).value).toEqual({
      status: 503,
      body: null,
    });
    harness.jiraFaults.set({ rules: [{ match: `GET ${path}`, kind: 'reset' }] });
    expect((await harness.probe('jira', { as: 'app', method: 'GET', path })).error).toMatchObject({
      name: 'PROXY_ERR',
      status: 502,
    });
  });
});

describe('the runtime', () => {
  test('tells the app who and where it is', async () => {
    const context = (await harness.probe('context', {})) as Record<string, unknown>;
    expect(context).toMatchObject({
      appAri: 'ari:cloud:ecosystem::app/11111111-1111-4111-8111-111111111111',
      environmentType: 'DEVELOPMENT',
      moduleKey: 'panel',
      scope: true,
      resolver: { accountId: harness.user('analyst').accountId, extension: { type: 'jira:issuePanel' } },
    });
    expect(context['remaining']).toBeGreaterThan(2000);
    expect(context['remaining']).toBeLessThanOrEqual(3000);
  });

  test('knows which hosts the manifest allows', async () => {
    expect(await harness.probe('canFetch', { url: TENANT })).toEqual({ value: true });
    expect(await harness.probe('canFetch', { url: 'https://evil.example' })).toEqual({ value: false });
  });

  test('takes reports of personal data', async () => {
    const accounts = Array.from({ length: 100 }, (_, i) => ({ accountId: `a${i}`, updatedAt: '2026-01-01T00:00:00Z' }));
    expect(await harness.probe('report', { accounts })).toEqual({ value: [] });
  });

  test('what the platform does not simulate throws, loudly', async () => {
    expect((await harness.probe('graph', {})).error?.message).toContain('does not simulate fpp/app/stargate /graphql');
  });

  test('ends a function at its time limit and bills all of it', async () => {
    expect((await harness.probe('sleep', { ms: 60_000 })).error).toMatchObject({ name: 'FUNCTION_TIME_OUT' });
    expect(harness.platform.meter.read().gbSeconds).toBeCloseTo(0.75, 2);
    expect(await harness.probe('get', { key: 'k' })).toEqual({});
  });

  test('survives a function that ends its process', async () => {
    expect((await harness.probe('exit', {})).error).toMatchObject({ name: 'FUNCTION_PLATFORM_UNKNOWN_ERROR' });
    expect(await harness.probe('get', { key: 'k' })).toEqual({});
  });

  test('"request at most 500 KB, answer at most 5 MB"', async () => {
    const big = await harness.probe('set', { key: 'k', value: 'x'.repeat(501 * 1024) });
    expect(big.error).toMatchObject({ name: 'PAYLOAD_TOO_LARGE' });
    expect((await harness.probe('answer', { bytes: 5 * 1024 * 1024 })).error).toMatchObject({
      name: 'PAYLOAD_TOO_LARGE',
    });
    expect((await harness.probe('answer', { bytes: 1000 })).error).toBeUndefined();
  });

  test('keeps log lines with function and level, "100 lines per runtime minute"', async () => {
    await harness.probe('log', { lines: 5 });
    expect(harness.platform.logs.all().at(-1)).toMatchObject({
      function: 'probe',
      level: 'warn',
      message: 'careful { a: 1 }',
    });
    await harness.platform.reset();
    await harness.probe('log', { lines: 150 });
    expect(harness.platform.logs.all()).toHaveLength(100);
  });
});
