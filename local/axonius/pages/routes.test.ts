import { createTestTenant, HOST } from '../testing/test-tenant';

const HOSTILE = '<script>alert("x")</script>';

describe('pages', () => {
  it('the first page suggests names to try', async () => {
    const { status, text } = await createTestTenant([]).call('GET', '/');
    expect(status).toBe(200);
    expect(text).toContain('lt-4411.corp.example.com');
  });

  it('a link from the product leads to the asset, its values escaped', async () => {
    const tenant = createTestTenant([
      { internal_axon_id: 'abc', [HOST]: [HOSTILE], rows: [{ a: HOSTILE, b: ['1', '2'] }] },
    ]);
    for (const path of ['/assets/devices/abc/asset-profile/all', '/assets/devices/abc']) {
      const { status, text } = await tenant.call('GET', path);
      expect(status).toBe(200);
      expect(text).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;');
      expect(text).toContain('b: 1, 2');
      expect(text).not.toContain('<script');
    }
    const missing = await tenant.call('GET', `/assets/devices/${encodeURIComponent(HOSTILE)}/asset-profile/all`);
    expect(missing.status).toBe(404);
    expect(missing.text).not.toContain('<script');
  });

  it('searches by AQL, by name, and says why a query is refused', async () => {
    const tenant = createTestTenant([{ internal_axon_id: 'abc', [HOST]: ['Web01.corp.example.com'] }]);
    const search = (aql: string) => tenant.call('GET', `/assets/devices?aql=${encodeURIComponent(aql)}`);
    expect((await search('web01')).text).toContain('1 device<');
    expect((await search(`("${HOST}" == "web01")`)).text).toContain('0 devices');
    const refused = await search('a == "<b>');
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('The query was refused');
    expect(refused.text).not.toContain('<b>');
  });
});
