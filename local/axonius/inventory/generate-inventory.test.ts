import type { WireAsset } from '../asset';
import { readField } from '../derived-fields';
import { DEMO_HOSTS } from './demo-devices';
import { generateInventory } from './generate-inventory';

const NOW = new Date('2026-11-24T02:00:00Z');
const inventory = generateInventory({ seed: 1, now: NOW });

function texts(asset: WireAsset, field: string): string[] {
  const value = readField(asset, `specific_data.data.${field}`);
  return (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');
}

function countWhere(test: (asset: WireAsset) => boolean): number {
  return inventory.filter(test).length;
}

it('is at least 20,000 devices with ids of 32 characters [a-z0-9], each once', () => {
  expect(inventory.length).toBeGreaterThanOrEqual(20_000);
  const ids = inventory.map(asset => String(asset['internal_axon_id']));
  expect(ids.filter(id => !/^[a-z0-9]{32}$/.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});

it('is the same for the same seed and clock, and another for another seed', () => {
  expect(generateInventory({ seed: 1, now: NOW }).slice(900, 1000)).toEqual(inventory.slice(900, 1000));
  expect(generateInventory({ seed: 2, now: NOW })[950]).not.toEqual(inventory[950]);
});

it('moves with the clock', () => {
  const later = generateInventory({ seed: 1, now: new Date(NOW.getTime() + 60_000) });
  expect(readField(inventory[0] ?? {}, 'specific_data.data.last_seen')).toBe('Tue, 24 Nov 2026 01:54:00 GMT');
  expect(readField(later[0] ?? {}, 'specific_data.data.last_seen')).toBe('Tue, 24 Nov 2026 01:55:00 GMT');
});

describe('has the mess of real inventories', () => {
  it.each<[string, (asset: WireAsset) => boolean]>([
    ['names in capitals', asset => texts(asset, 'hostname').some(name => name === name.toUpperCase())],
    [
      'short and full names on one asset',
      asset => new Set(texts(asset, 'hostname').map(n => n.includes('.'))).size === 2,
    ],
    [
      'short names only',
      asset => texts(asset, 'hostname').length > 0 && texts(asset, 'hostname').every(n => !n.includes('.')),
    ],
    ['duplicates in a list', asset => new Set(texts(asset, 'hostname')).size < texts(asset, 'hostname').length],
    ['no hostname', asset => texts(asset, 'hostname').length === 0],
    ['a name but no hostname', asset => texts(asset, 'hostname').length === 0 && texts(asset, 'name').length > 0],
    ['no last seen', asset => texts(asset, 'last_seen').length === 0],
    ['no interfaces', asset => readField(asset, 'specific_data.data.network_interfaces') === undefined],
    [
      'interfaces, none of them with an address',
      asset =>
        readField(asset, 'specific_data.data.network_interfaces') !== undefined &&
        texts(asset, 'network_interfaces.ips').length === 0,
    ],
    ['IPv6', asset => texts(asset, 'network_interfaces.ips_v6').length > 0],
    ['MACs in lower case', asset => texts(asset, 'network_interfaces.mac').some(mac => /[a-f]/.test(mac))],
    ['MACs in upper case', asset => texts(asset, 'network_interfaces.mac').some(mac => /[A-F]/.test(mac))],
    ['dozens of interfaces', asset => texts(asset, 'network_interfaces.mac').length > 30],
    [
      'names cut at 15 characters',
      asset => texts(asset, 'hostname').some(name => name.length === 15 && /^SALES-LAPTOP-\d\d$/.test(name)),
    ],
    ['several unrelated serials', asset => texts(asset, 'device_serial').length > 1],
    [
      'not seen for over 30 days',
      asset => texts(asset, 'last_seen').some(time => Date.parse(time) < NOW.getTime() - 30 * 86_400_000),
    ],
  ])('%s', (_, test) => {
    expect(countWhere(test)).toBeGreaterThan(20);
  });

  it('names shared by several domains, and twins of one full name', () => {
    const domainsOf = new Map<string, Set<string>>();
    const assetsOf = new Map<string, number>();
    for (const asset of inventory) {
      for (const name of new Set(texts(asset, 'hostname').map(one => one.toLowerCase()))) {
        const [short = '', ...domain] = name.split('.');
        if (domain.length === 0) continue;
        domainsOf.set(short, (domainsOf.get(short) ?? new Set()).add(domain.join('.')));
        assetsOf.set(name, (assetsOf.get(name) ?? 0) + 1);
      }
    }
    expect([...domainsOf.values()].filter(domains => domains.size > 1).length).toBeGreaterThan(100);
    expect([...assetsOf.values()].filter(count => count > 1).length).toBeGreaterThan(100);
  });
});

describe('demo hosts lead where they say', () => {
  const holding = (value: string): number =>
    countWhere(asset =>
      ['hostname', 'name', 'network_interfaces.ips', 'network_interfaces.mac']
        .flatMap(field => texts(asset, field))
        .some(
          one => one.toLowerCase() === value.toLowerCase() || one.toLowerCase().startsWith(`${value.toLowerCase()}.`),
        ),
    );

  it.each([
    ['lt-4411.corp.example.com', 2],
    ['web01', 2],
    ['web01.dmz.example.com', 1],
    ['kiosk-07.lab.example.net', 1],
    ['k8s-node-03.corp.example.com', 1],
    ['jump-02', 1],
    ['erp-archive', 1],
    ['10.20.4.17', 1],
    ['10.20.9.44', 1],
    ['3C:52:82:A1:23:45', 2],
    ['ghost-99.corp.example.com', 0],
  ])('%s is on %i', (value, count) => {
    expect(DEMO_HOSTS.map(host => host.value)).toContain(value);
    expect(holding(value)).toBe(count);
  });

  it('FINANCE-LAPTOP- has 15 characters and is the beginning of exactly one machine', () => {
    const starting = countWhere(asset =>
      texts(asset, 'hostname').some(name => name.toUpperCase().startsWith('FINANCE-LAPTOP-')),
    );
    expect('FINANCE-LAPTOP-').toHaveLength(15);
    expect(starting).toBe(1);
  });
});
