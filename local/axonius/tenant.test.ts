import emptyResult from './fixtures/empty-result.json';
import firstPageMeta from './fixtures/first-page-meta.json';
import samples from './fixtures/assets-with-details.json';
import { createTestTenant, HOST, ids, numbered } from './testing/test-tenant';

describe('credentials', () => {
  it('"401: wrong key or secret", for unknown paths too', async () => {
    const tenant = createTestTenant();
    for (const headers of [{ 'api-key': 'x' }, { 'api-secret': '' }]) {
      const answer = await tenant.call('POST', '/api/v2/assets/devices', {}, headers);
      expect(answer.status).toBe(401);
      expect(answer.json).toEqual({
        error_id: expect.any(String),
        errors: [{ error: 'Unauthorized', description: expect.stringContaining('wrong') }],
      });
    }
  });

  it('PUT /__local/credentials changes what is accepted, reset restores it', async () => {
    const tenant = createTestTenant([]);
    await tenant.local('PUT', '/credentials', { key: 'k', secret: 's' });
    expect((await tenant.query({})).status).toBe(401);
    expect((await tenant.query({}, { 'api-key': 'k', 'api-secret': 's' })).status).toBe(200);
    await tenant.local('POST', '/reset');
    expect((await tenant.call('POST', '/api/v2/assets/devices', { page: { limit: 1 } })).status).toBe(200);
  });
});

describe('query', () => {
  it('"a requested field with no value is absent"; id, adapters, count and labels arrive without being requested', async () => {
    const tenant = createTestTenant([
      {
        internal_axon_id: 'a',
        adapters: ['sccm_adapter'],
        adapter_list_length: 1,
        labels: ['L'],
        [HOST]: ['x'],
        other: 1,
      },
    ]);
    const { json } = await tenant.query({ fields: [HOST, 'specific_data.data.owner'], include_details: false });
    expect(json).toMatchObject({
      assets: [
        { internal_axon_id: 'a', adapters: ['sccm_adapter'], adapter_list_length: 1, labels: ['L'], [HOST]: ['x'] },
      ],
    });
    expect(Object.keys(json.assets[0])).toHaveLength(5);
  });

  it('answers the derived fields of network_interfaces when they are requested', async () => {
    const nics = 'specific_data.data.network_interfaces';
    const tenant = createTestTenant([{ internal_axon_id: 'a', [nics]: [{ mac: 'AA', ips: ['10.0.0.1', '::1'] }] }]);
    const fields = [
      nics,
      `${nics}.ips`,
      `${nics}.mac`,
      `${nics}.ips_v4`,
      `${nics}.ips_preferred`,
      `${nics}.mac_preferred`,
    ];
    const { json } = await tenant.query({ fields, include_details: false });
    expect(json.assets[0]).toEqual({
      internal_axon_id: 'a',
      [nics]: [{ mac: 'AA', ips: ['10.0.0.1', '::1'] }],
      [`${nics}.ips`]: ['10.0.0.1', '::1'],
      [`${nics}.mac`]: ['AA'],
      [`${nics}.ips_v4`]: ['10.0.0.1'],
      [`${nics}.ips_preferred`]: ['10.0.0.1', '::1'],
      [`${nics}.mac_preferred`]: ['AA'],
    });
  });

  it('"No match is 200 with assets: [] and page {number:1,size:0,totalPages:0,totalResources:0}, no next_page"', async () => {
    const tenant = createTestTenant([]);
    const { status, json } = await tenant.query({ query: `("${HOST}" == "x")` });
    expect(status).toBe(200);
    expect(json).toEqual({
      ...emptyResult,
      meta: { ...emptyResult.meta, is_data_from_cache: false, cache_last_updated: expect.stringMatching(/ GMT$/) },
    });
  });

  it('include_details is true by default and adds arrays; nulls and "" appear', async () => {
    const tenant = createTestTenant([{ internal_axon_id: 'a', adapters: ['x', 'y'], [HOST]: ['h'] }]);
    const { json } = await tenant.query({ fields: [HOST, 'specific_data.data.owner'] });
    expect(json.assets[0]).toMatchObject({
      internal_axon_id_details: [''],
      [`${HOST}_details`]: ['h', null],
      'specific_data.data.owner_details': [null],
    });
  });

  it('"specific_data" returns the entities of the adapters and an enrichment entry without hostname', async () => {
    const tenant = createTestTenant([{ internal_axon_id: 'a', adapters: ['sccm_adapter'], [HOST]: ['h'] }]);
    const { json } = await tenant.query({ fields: ['specific_data'], include_details: false });
    expect(json.assets[0].specific_data).toMatchObject([
      { plugin_name: 'sccm_adapter', plugin_type: 'Adapter', type: 'entitydata', data: { hostname: 'h' } },
      { plugin_type: 'Plugin', data: {} },
    ]);
  });

  it('"use_cache_entry: may serve a cached result; false forces a fresh query"', async () => {
    const tenant = createTestTenant([]);
    const ask = async (use_cache_entry: boolean) =>
      (await tenant.query({ query: 'a == "b"', use_cache_entry })).json.meta;
    expect((await ask(true)).is_data_from_cache).toBe(false);
    tenant.passMinutes(5);
    expect(await ask(true)).toMatchObject({
      is_data_from_cache: true,
      cache_last_updated: 'Tue, 24 Nov 2026 02:00:00 GMT',
    });
    expect(await ask(false)).toMatchObject({
      is_data_from_cache: false,
      cache_last_updated: 'Tue, 24 Nov 2026 02:05:00 GMT',
    });
  });
});

describe('paging', () => {
  it('the first page has the shape of a recorded one', async () => {
    const tenant = createTestTenant(numbered(3));
    const { json } = await tenant.query({ page: { limit: 2 } });
    expect(json.meta).toEqual({
      ...firstPageMeta.meta,
      cache_last_updated: expect.stringMatching(/ GMT$/),
      is_data_from_cache: false,
      next_page: expect.any(String),
    });
  });

  it('"raise page.offset by limit"', async () => {
    const tenant = createTestTenant(numbered(5));
    expect(ids((await tenant.query({ page: { limit: 2, offset: 2 } })).json)).toEqual(['id2', 'id3']);
    const last = (await tenant.query({ page: { limit: 2, offset: 4 } })).json;
    expect(ids(last)).toEqual(['id4']);
    expect(last.meta.page).toEqual({ number: 3, size: 1, totalPages: 3, totalResources: 5 });
    expect(last.meta).not.toHaveProperty('next_page');
  });

  it('"send next_page while meta.page.number < meta.page.totalPages"', async () => {
    const tenant = createTestTenant(numbered(5));
    const seen: string[] = [];
    let body: object = { query: `("${HOST}" == regex("^h"))`, page: { limit: 2 } };
    for (let page = 1; ; page += 1) {
      const { json } = await tenant.query(body);
      expect(json.meta.page.number).toBe(page);
      seen.push(...ids(json));
      if (json.meta.page.number >= json.meta.page.totalPages) break;
      body = { next_page: json.meta.next_page };
    }
    expect(seen).toEqual(['id0', 'id1', 'id2', 'id3', 'id4']);
  });

  it('refuses a cursor that it never gave out, and "limit ≤ 2000"', async () => {
    const tenant = createTestTenant(numbered(1));
    expect((await tenant.query({ next_page: 'xyz' })).status).toBe(400);
    expect((await tenant.query({ page: { limit: 2001 } })).json.errors[0].description).toContain('limit');
    expect((await tenant.query({ page: { limit: 2000 } })).status).toBe(200);
  });
});

describe('errors', () => {
  it.each([
    ['bad AQL', { query: 'a = "b"' }, /position 2/],
    ['an empty query', { query: '' }, /empty/],
    ['a saved query by name', { saved_query_name: 'All' }, /no saved query All/],
    ['a saved query by id', { saved_query_id: '5f' }, /no saved query 5f/],
    ['a saved query inside AQL', { query: '({{QueryID=5f}})' }, /saved query 5f/],
    ['two queries: "mutually exclusive"', { query: 'a == "b"', saved_query_id: '5f' }, /Only one of/],
    ['an unknown key', { queri: 'a == "b"' }, /queri/],
    ['a snapshot', { history: '2026-01-01' }, /snapshot/],
  ])('400 for %s', async (_, body, description) => {
    const { status, json } = await createTestTenant([]).query(body);
    expect(status).toBe(400);
    expect(json).toEqual({
      error_id: expect.any(String),
      errors: [{ error: expect.any(String), description: expect.stringMatching(description) }],
    });
  });

  it('400 for a body that is no JSON, 404 for paths it does not have', async () => {
    const tenant = createTestTenant([]);
    expect((await tenant.call('POST', '/api/v2/assets/devices', '{')).status).toBe(400);
    expect((await tenant.call('POST', '/api/devices', {})).status).toBe(404);
    expect((await tenant.call('GET', '/api/v2/assets/devices/unknown')).status).toBe(404);
    expect((await tenant.call('GET', '/nowhere')).status).toBe(404);
  });
});

describe('the other calls', () => {
  it('count answers {"value": n}', async () => {
    const tenant = createTestTenant(numbered(5));
    expect(
      (await tenant.call('POST', '/api/v2/assets/devices/count', { query: `("${HOST}" in ["h1","h2"])` })).json,
    ).toEqual({ value: 2 });
  });

  it('adapters, fields, one device, users', async () => {
    const tenant = createTestTenant([{ internal_axon_id: 'a', adapters: ['sccm_adapter'], [HOST]: ['h'] }]);
    expect((await tenant.call('GET', '/api/v2/adapters?include_connection_details=true')).json).toMatchObject({
      adapters: [{ plugin_name: 'sccm_adapter', node_name: 'Main', status: 'success', connections: [{}] }],
    });
    expect((await tenant.call('GET', '/api/v2/assets/devices/fields?search=hostname')).json).toEqual([
      HOST,
      `${HOST}_preferred`,
    ]);
    expect((await tenant.call('GET', '/api/v2/assets/devices/a')).json).toMatchObject({ [HOST]: ['h'] });
    expect((await tenant.call('POST', '/api/v2/assets/users', {})).json).toMatchObject({
      assets: [],
      meta: { page: { totalResources: 0 } },
    });
  });
});

it('published sample assets are answered as given: nulls, [null], "", details, two assets of one id', async () => {
  const tenant = createTestTenant(samples.assets);
  const fields = Object.keys(samples.assets[0] ?? {});
  const { json } = await tenant.query({ fields, include_details: false, query: `("${HOST}" == "hostname1")` });
  expect(json.assets).toHaveLength(2);
  expect(json.assets[0]).toEqual(samples.assets[0]);
});
