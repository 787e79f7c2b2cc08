import { startTenant } from '../local/axonius/tenant';
import { createAxoniusClient } from '../src/sources/axonius/client';
import { findAssets } from '../src/sources/axonius/find-assets';
import type { NamingRules, Observable } from '../src/domain/observables/observable';

/** The app's Axonius client against the tenant of the local platform: real HTTP, real AQL. */
const now = new Date('2026-11-24T01:00:00Z');
jest.setTimeout(60_000);

let tenant: { url: string; close: () => Promise<void> };
beforeAll(async () => {
  tenant = await startTenant({ port: 0, now: () => now });
});
afterAll(() => tenant.close());

const naming: NamingRules = {
  suffixes: ['corp.example.com', 'dmz.example.com'],
  windowsDomains: { CORP: 'corp.example.com' },
  namesOfNoMachine: [],
  sharedAddresses: [],
};
const name = (value: string): Observable => {
  const [short = '', ...rest] = value.toLowerCase().split('.');
  return { kind: 'hostname', value, field: 'f', short, full: rest.length === 0 ? null : `${short}.${rest.join('.')}` };
};
const client = () =>
  createAxoniusClient({
    address: tenant.url,
    fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, 'x-forge-app': 'test' } }),
    authorize: () => Promise.resolve({ 'api-key': 'demo-key', 'api-secret': 'demo-secret' }),
    remainingMs: () => 60_000,
    now: () => now,
  });
const local = async (method: string, path: string, body?: unknown): Promise<void> => {
  const response = await fetch(`${tenant.url}/__local${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(response.ok).toBe(true);
};
const find = async (observables: readonly Observable[]) => {
  const result = await findAssets(
    { observables, naming, facts: [], freshFromAxonius: false, way: 'together', withinMs: 30_000 },
    { client: client(), address: 'https://demo.on.axonius.com', now: () => now },
  );
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};
const candidatesOf = async (observable: Observable) =>
  (await find([observable])).observables
    .flatMap(({ candidates }) => candidates.map(({ displayName }) => displayName))
    .sort();

const device = (id: string, extra: object) => ({
  internal_axon_id: id.padEnd(32, '0'),
  adapters: ['a_adapter'],
  ...extra,
});
const inventory = [
  device('1', { 'specific_data.data.hostname': ['web01.corp.example.com'] }),
  device('2', { 'specific_data.data.hostname': ['Web01.dmz.example.com'] }),
  device('3', { 'specific_data.data.hostname': ['WEB10', 'myweb01', 'web01x.corp.example.com'] }),
  device('4', { 'specific_data.data.name': ['wEb01'] }),
  device('5', {
    'specific_data.data.hostname': ['finance-laptop-0417.corp.example.com'],
    'specific_data.data.network_interfaces': [{ mac: '3c5282A12345', ips: ['10.20.4.17', '2001:DB8::17'] }],
  }),
];

describe('asking the tenant', () => {
  beforeEach(async () => {
    await local('POST', '/reset');
    await local('PUT', '/devices', inventory);
  });

  it('finds a short name in any case, bare and with any domain, and nothing that only looks like it', async () => {
    const expected = ['Web01.dmz.example.com', 'wEb01', 'web01.corp.example.com'].sort();
    expect(await candidatesOf(name('WEB01'))).toEqual(expected);
    expect(await candidatesOf(name('web01'))).toEqual(expected);
    expect(await candidatesOf(name('web1'))).toEqual([]);
  });

  it('finds a full name with one question', async () => {
    const { questions, observables } = await find([name('WEB01.CORP.example.com')]);
    expect(observables[0]?.candidates.map(({ displayName }) => displayName)).toContain('web01.corp.example.com');
    expect(questions).toBe(1);
  });

  it('finds a name that Windows cut off, an address, and a MAC in a strange spelling', async () => {
    const finance = ['finance-laptop-0417.corp.example.com'];
    expect(await candidatesOf(name('FINANCE-LAPTOP-'))).toEqual(finance);
    expect(await candidatesOf({ kind: 'ip', value: '10.20.4.17', field: 'f', address: '10.20.4.17' })).toEqual(finance);
    expect(await candidatesOf({ kind: 'ip', value: '2001:db8::17', field: 'f', address: '2001:db8::17' })).toEqual(
      finance,
    );
    expect(await candidatesOf({ kind: 'mac', value: 'x', field: 'f', mac: '3C:52:82:A1:23:45' })).toEqual(finance);
  });

  it.each([
    { lastSeen: 'array', hostname: 'string', preferred: 'array', missing: 'null-list', meta: 'missing' },
    { lastSeen: 'epoch', networkInterfaces: 'absent', missing: 'empty-string', details: true },
    { networkInterfaces: 'strings', missing: 'null', meta: 'no-cursor' },
  ])('reads the same assets from other shapes of answers: %j', async shapes => {
    const observables = [name('web01'), name('finance-laptop-0417')];
    const usual = await find(observables);
    await local('PUT', '/shapes', shapes);
    const unusual = await find(observables);
    const essence = ({ observables: all }: typeof usual) =>
      all.map(({ candidates }) =>
        candidates.map(({ id, displayName, addresses, macs }) => ({ id, displayName, addresses, macs })),
      );
    expect(essence(unusual)).toEqual(essence(usual));
  });

  it('tests the connection and lists fields', async () => {
    expect(await client().testConnection()).toEqual({
      ok: true,
      value: { seesNothing: false, total: inventory.length },
    });
    const fields = await client().deviceFieldNames('hostname');
    expect(fields).toMatchObject({ ok: true });
    expect(fields.ok && fields.value).toContain('specific_data.data.hostname');
  });

  it.each([
    [
      { kind: 'status', status: 429, headers: { 'Retry-After': '2' } },
      { kind: 'throttled', retryAfterMs: 2_000 },
    ],
    [{ kind: 'html' }, { kind: 'unavailable' }],
    [{ kind: 'reset' }, { kind: 'unavailable' }],
    [{ kind: 'truncate' }, { kind: 'unavailable' }],
    [{ kind: 'wrong-shape' }, { kind: 'unexpected-answer' }],
  ])('names what goes wrong: %j', async (fault, failure) => {
    await local('PUT', '/faults', { seed: 1, rules: [{ match: 'POST /api/v2/assets/devices', ...fault }] });
    expect(await client().testConnection()).toMatchObject({ ok: false, failure });
  });
});
