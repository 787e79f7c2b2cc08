import { ConnectionReset } from '../http/faults';
import { createTestTenant, HOST, ids, numbered } from './testing/test-tenant';

const APP = { 'x-forge-app': 'invocation' };

describe('devices', () => {
  it('PUT replaces the inventory, POST adds and takes the place of the same id, reset brings the generated one back', async () => {
    const tenant = createTestTenant(numbered(2));
    await tenant.local('POST', '/devices', [{ internal_axon_id: 'id1', [HOST]: ['new'] }, { internal_axon_id: 'id9' }]);
    expect((await tenant.local('GET', '/devices')).json).toEqual([
      { internal_axon_id: 'id0', [HOST]: ['h0'] },
      { internal_axon_id: 'id1', [HOST]: ['new'] },
      { internal_axon_id: 'id9' },
    ]);
    expect(ids((await tenant.query({ query: `("${HOST}" == "h1")` })).json)).toEqual([]);
    await tenant.local('POST', '/reset');
    expect((await tenant.call('POST', '/api/v2/assets/devices/count', {})).json.value).toBeGreaterThanOrEqual(20_000);
  });

  it.each<[string, unknown, RegExp]>([
    ['no array', { assets: [] }, /JSON array of v2 assets/],
    ['no id', [{ [HOST]: ['x'] }], /internal_axon_id/],
    ['nested keys', [{ internal_axon_id: 'a', specific_data: { data: { hostname: ['x'] } } }], /flat/],
    ['adapters that are no list', [{ internal_axon_id: 'a', adapters: 'x' }], /adapters/],
    ['no JSON', '[', /no JSON/],
  ])('refuses %s with a sentence', async (_, body, sentence) => {
    const answer = await createTestTenant([]).local('PUT', '/devices', body);
    expect(answer.status).toBe(400);
    expect(answer.json.error).toMatch(sentence);
  });
});

describe('faults and latency hit only calls that the app makes', () => {
  it('status with its headers', async () => {
    const tenant = createTestTenant([]);
    const rules = [
      { match: 'POST /api/v2/assets/devices', kind: 'status', status: 429, headers: { 'Retry-After': '2' } },
    ];
    await tenant.local('PUT', '/faults', { seed: 1, rules });
    expect((await tenant.query({})).status).toBe(200);
    const answer = await tenant.query({}, APP);
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('2');
    await tenant.local('DELETE', '/faults');
    expect((await tenant.query({}, APP)).status).toBe(200);
  });

  it('a reset connection', async () => {
    const tenant = createTestTenant([]);
    await tenant.local('PUT', '/faults', { rules: [{ match: 'POST /api', kind: 'reset' }] });
    await expect(tenant.query({}, APP)).rejects.toThrow(ConnectionReset);
    await tenant.local('POST', '/reset');
  });

  it('latency', async () => {
    const tenant = createTestTenant([]);
    await tenant.local('PUT', '/latency', { ms: 120 });
    const started = performance.now();
    await tenant.query({}, APP);
    expect(performance.now() - started).toBeGreaterThanOrEqual(115);
  });

  it('refuses a rule that is none', async () => {
    const tenant = createTestTenant([]);
    expect((await tenant.local('PUT', '/faults', { rules: [{ match: 'x', kind: 'melt' }] })).status).toBe(400);
    expect((await tenant.local('PUT', '/latency', { ms: -1 })).status).toBe(400);
    expect((await tenant.local('PUT', '/credentials', { key: 'k' })).status).toBe(400);
    expect((await tenant.local('GET', '/nothing')).status).toBe(404);
  });
});

it('the meter counts requests by path and queries by kind', async () => {
  const tenant = createTestTenant(numbered(1));
  await tenant.query({ query: `("${HOST}" in ["h0","H0"])` });
  await tenant.query({ query: `("${HOST}" == "h0" or "${HOST}" == regex("^h0$", "i"))` });
  await tenant.query({});
  await tenant.call('POST', '/api/v2/assets/devices/count', { query: '("a" >= date("NOW - 7d"))' });
  expect((await tenant.local('GET', '/meter')).json).toEqual({
    requests: { 'POST /api/v2/assets/devices': 3, 'POST /api/v2/assets/devices/count': 1 },
    queries: { exact: 1, regex: 1, all: 1, other: 1 },
    expressionsAtOnce: 0,
  });
  await tenant.local('DELETE', '/meter');
  expect((await tenant.local('GET', '/meter')).json.requests).toEqual({});
});
