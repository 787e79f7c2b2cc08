import { createTestTenant, HOST } from './testing/test-tenant';

const LAST_SEEN = 'specific_data.data.last_seen';
const NICS = 'specific_data.data.network_interfaces';
const ASSET = {
  internal_axon_id: 'a',
  [HOST]: ['h1', 'h2'],
  [`${HOST}_preferred`]: 'h1',
  [LAST_SEEN]: 'Tue, 24 Nov 2026 01:00:00 GMT',
  [NICS]: [{ ips: ['10.0.0.1'] }],
  'specific_data.data.agent_versions': [{ adapter: 'x', version: '7.1' }],
};

async function askWith(shapes: object) {
  const tenant = createTestTenant([ASSET]);
  expect((await tenant.local('PUT', '/shapes', shapes)).status).toBe(204);
  const fields = [...Object.keys(ASSET), 'specific_data.data.owner'];
  return (await tenant.query({ fields, include_details: false })).json;
}

describe('each shape that is not settled for API v2 can be switched on', () => {
  it.each<[object, object]>([
    [{}, { [LAST_SEEN]: 'Tue, 24 Nov 2026 01:00:00 GMT', [HOST]: ['h1', 'h2'] }],
    [{ lastSeen: 'array' }, { [LAST_SEEN]: ['Mon, 23 Nov 2026 01:00:00 GMT', 'Tue, 24 Nov 2026 01:00:00 GMT'] }],
    [{ lastSeen: 'iso' }, { [LAST_SEEN]: '2026-11-24T01:00:00.000Z' }],
    [{ lastSeen: 'epoch' }, { [LAST_SEEN]: 1795482000 }],
    [{ hostname: 'string' }, { [HOST]: 'h1' }],
    [{ preferred: 'array' }, { [`${HOST}_preferred`]: ['h1'] }],
    [{ networkInterfaces: 'strings' }, { [NICS]: ['{"ips":["10.0.0.1"]}'] }],
    [{ agentVersions: 'strings' }, { 'specific_data.data.agent_versions': ['7.1'] }],
    [{ missing: 'null' }, { 'specific_data.data.owner': null }],
    [{ missing: 'null-list' }, { 'specific_data.data.owner': [null] }],
    [{ missing: 'empty-list' }, { 'specific_data.data.owner': [] }],
    [{ missing: 'empty-string' }, { 'specific_data.data.owner': '' }],
    [{ details: true }, { [`${HOST}_details`]: expect.any(Array) }],
  ])('%j', async (shapes, asset) => {
    expect((await askWith(shapes)).assets[0]).toMatchObject(asset);
  });

  it('a last page that carries a cursor and the size of a full one', async () => {
    expect((await askWith({})).meta).not.toHaveProperty('next_page');
    const { meta } = await askWith({ lastPage: 'goes-on' });
    expect(meta.next_page).toEqual(expect.any(String));
    expect(meta.page.size).toBeGreaterThan(1);
  });

  it('network_interfaces absent, its derived fields still there', async () => {
    const tenant = createTestTenant([ASSET]);
    await tenant.local('PUT', '/shapes', { networkInterfaces: 'absent' });
    const { json } = await tenant.query({ fields: [NICS, `${NICS}.ips`], include_details: false });
    expect(json.assets).toEqual([{ internal_axon_id: 'a', [`${NICS}.ips`]: ['10.0.0.1'] }]);
  });

  it('"meta may be missing"', async () => {
    expect(await askWith({ meta: 'missing' })).toEqual({ assets: [expect.any(Object)] });
  });

  it('202 without a result', async () => {
    const tenant = createTestTenant([ASSET]);
    await tenant.local('PUT', '/shapes', { queryStatus: 202 });
    expect(await tenant.query({})).toMatchObject({ status: 202, text: '' });
  });

  it.each([
    ['text', 'text/plain', /^Invalid AQL: /],
    ['html', 'text/html', /^<!doctype html>/],
    ['empty', null, /^$/],
    ['v1', 'application/json', /"detail"/],
  ])('error body: %s; bad AQL as 422', async (errorBody, type, text) => {
    const tenant = createTestTenant([]);
    await tenant.local('PUT', '/shapes', { errorBody, badAqlStatus: 422 });
    const answer = await tenant.query({ query: 'a =' });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.text).toMatch(text);
  });

  it('a role without API access as 403', async () => {
    const tenant = createTestTenant([]);
    await tenant.local('PUT', '/shapes', { badCredentialsStatus: 403 });
    expect((await tenant.query({}, { 'api-key': 'wrong' })).status).toBe(403);
  });

  it('an unknown field refused', async () => {
    const tenant = createTestTenant([ASSET]);
    await tenant.local('PUT', '/shapes', { unknownField: 'error' });
    const refused = await tenant.query({ query: '("preferred_hostname" == "x")' });
    expect(refused.json.errors[0].description).toBe('Field not found: preferred_hostname.');
    expect((await tenant.query({ query: '("specific_data.data.owner" == "x")' })).status).toBe(200);
  });

  it('the body of fields and of one device', async () => {
    const tenant = createTestTenant([ASSET]);
    await tenant.local('PUT', '/shapes', { fieldsBody: 'objects', deviceBody: 'wrapped' });
    expect((await tenant.call('GET', '/api/v2/assets/devices/fields?search=labels')).json).toEqual([
      { name: 'labels', title: 'Tags' },
    ]);
    expect((await tenant.call('GET', '/api/v2/assets/devices/a')).json).toEqual({ asset: ASSET });
    await tenant.local('PUT', '/shapes', { fieldsBody: 'wrapped' });
    expect((await tenant.call('GET', '/api/v2/assets/devices/fields?search=labels')).json).toEqual({
      fields: [{ name: 'labels', title: 'Tags' }],
    });
  });

  it('DELETE restores; an unknown shape is refused', async () => {
    const tenant = createTestTenant([ASSET]);
    await tenant.local('PUT', '/shapes', { meta: 'missing' });
    await tenant.local('DELETE', '/shapes');
    expect((await tenant.query({})).json).toHaveProperty('meta');
    expect((await tenant.local('PUT', '/shapes', { lastSeen: 'odd' })).json.error).toContain('lastSeen');
  });
});
