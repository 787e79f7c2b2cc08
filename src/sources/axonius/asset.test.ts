import fc from 'fast-check';
import type { FactSetting } from '../../contract/settings';
import { fieldsToAsk, toAsset } from './asset';
import withNulls from './fixtures/assets-with-nulls.json';
import withWrongWeekdays from './fixtures/assets-with-wrong-weekdays.json';

const address = 'https://demo.on.axonius.com';
const id = 'ca1df3031a00e387c8a7da086272f2b6';
const convert = (fields: Record<string, unknown>, facts: readonly FactSetting[] = []) => {
  const asset = toAsset({ internal_axon_id: id, ...fields }, { address, facts });
  if (asset === null) throw new Error('no asset');
  return asset;
};
const fact = (label: string, axoniusField: string, shown = true): FactSetting => ({
  label,
  axoniusField,
  shown,
  personal: false,
});

describe('an asset from published samples', () => {
  it('reads a server whose weekdays do not fit its dates', () => {
    expect(
      toAsset(withWrongWeekdays.assets[0], { address, facts: [fact('Agents', 'specific_data.data.agent_versions')] }),
    ).toEqual({
      id: '5f4dcc3b5aa765d61d8327deb882cf99',
      displayName: 'dc01.corp.example.com',
      hostnames: ['dc01.corp.example.com', 'dc01'],
      names: ['Domain Controller 01'],
      lastSeen: '2026-01-15T23:45:12Z',
      firstSeen: '2024-01-15T08:30:00Z',
      interfaces: [
        { name: null, mac: '00:50:56:A1:23:45', addresses: [], manufacturer: null },
        { name: null, mac: null, addresses: ['10.10.1.5', '192.168.1.5'], manufacturer: null },
      ],
      addresses: ['10.10.1.5', '192.168.1.5'],
      macs: ['00:50:56:A1:23:45'],
      serials: [],
      os: 'Windows Server 2019 Datacenter',
      model: null,
      adapters: ['active_directory', 'crowdstrike', 'tanium'],
      adapterCount: 3,
      agents: [
        { adapter: 'crowdstrike', version: '7.10.16303.0' },
        { adapter: 'tanium', version: '7.4.8.1040' },
      ],
      labels: ['Production', 'Critical', 'Windows Server'],
      facts: [{ label: 'Agents', value: 'crowdstrike 7.10.16303.0, tanium 7.4.8.1040', personal: false }],
      link: 'https://demo.on.axonius.com/assets/devices/5f4dcc3b5aa765d61d8327deb882cf99/asset-profile/all',
    });
  });

  it('reads assets full of nulls, empty texts and details', () => {
    const [first, second] = withNulls.assets.map(raw => toAsset(raw, { address, facts: [] }));
    expect(first).toMatchObject({
      displayName: 'hostname1',
      hostnames: ['hostname1', 'hostname2'],
      names: ['name'],
      lastSeen: null,
      firstSeen: '2021-12-16T15:08:29Z',
      addresses: [],
      interfaces: [],
      os: null,
      adapterCount: 1,
    });
    expect(second?.addresses).toEqual(['10.0.0.1', '127.0.0.1', '127.0.0.2']);
  });
});

describe('names', () => {
  it('shows the preferred hostname and lists it first, once', () => {
    expect(
      convert({
        'specific_data.data.hostname': ['web01', 'WEB01.corp.example.com', 'Web01'],
        'specific_data.data.hostname_preferred': ['WEB01.CORP.example.com'],
      }),
    ).toMatchObject({ displayName: 'WEB01.CORP.example.com', hostnames: ['WEB01.CORP.example.com', 'web01'] });
  });

  it('shows the most frequent hostname where none is preferred, then the name', () => {
    expect(convert({ 'specific_data.data.hostname': ['a', 'b', 'B', null, ''] }).displayName).toBe('b');
    expect(convert({ 'specific_data.data.hostname': [null], 'specific_data.data.name': 'VM 7' }).displayName).toBe(
      'VM 7',
    );
    expect(convert({}).displayName).not.toContain(id);
  });
});

describe('interfaces', () => {
  it('keeps addresses and MAC of one interface together, joins repetitions, and adds what only flat fields know', () => {
    const asset = convert({
      'specific_data.data.network_interfaces': [
        { name: 'eth0', mac: '3c-52-82-a1-23-45', ips: ['2001:DB8:0::1', '10.20.4.17'], manufacturer: 'Example Corp' },
        { mac: '3C:52:82:A1:23:45', ips_v4: ['10.20.4.17', '10.20.4.18'], ips_v6: ['fe80::1%eth0'] },
        { name: 'lo', ips: '127.0.0.1' },
        { name: 'empty' },
        'nonsense',
        null,
      ],
      'specific_data.data.network_interfaces.ips': ['10.20.4.17', '10.9.9.9', 'not an address'],
      'specific_data.data.network_interfaces.mac': ['3C5282A12345', '00:00:00:00:00:00', '02:00:00:00:00:01'],
    });
    expect(asset.interfaces).toEqual([
      {
        name: 'eth0',
        mac: '3C:52:82:A1:23:45',
        addresses: ['10.20.4.17', '10.20.4.18', '2001:db8::1', 'fe80::1'],
        manufacturer: 'Example Corp',
      },
      { name: 'lo', mac: null, addresses: ['127.0.0.1'], manufacturer: null },
      { name: null, mac: '02:00:00:00:00:01', addresses: [], manufacturer: null },
      { name: null, mac: null, addresses: ['10.9.9.9'], manufacturer: null },
    ]);
    expect(asset.addresses).toEqual(['10.20.4.17', '10.20.4.18', '10.9.9.9', '127.0.0.1', '2001:db8::1', 'fe80::1']);
    expect(asset.macs).toEqual(['3C:52:82:A1:23:45', '02:00:00:00:00:01']);
  });
});

describe('what else is read', () => {
  it('drops serials that firmware carries in place of one', () => {
    const serials = ['5CD1234XYZ', 'To be filled by O.E.M.', 'None', '0', 'Default string', '5cd1234xyz'];
    expect(convert({ 'specific_data.data.device_serial': serials }).serials).toEqual(['5CD1234XYZ']);
  });

  it('counts adapters as Axonius does, or by their names', () => {
    expect(convert({ adapters: ['a_adapter', 'a_adapter'], adapter_list_length: 4 }).adapterCount).toBe(4);
    expect(convert({ adapters: ['a_adapter', 'a_adapter'], adapter_list_length: 'x' }).adapterCount).toBe(1);
  });

  it('asks for and shows only the facts that are shown', () => {
    const facts = [fact('Owner', 'specific_data.data.owner', false), fact('Risk', 'specific_data.data.risk_level')];
    expect(fieldsToAsk(facts)).toContain('specific_data.data.risk_level');
    expect(fieldsToAsk(facts)).not.toContain('specific_data.data.owner');
    const asset = convert(
      { 'specific_data.data.owner': 'somebody', 'specific_data.data.risk_level': ['High', 'high'] },
      facts,
    );
    expect(asset.facts).toEqual([{ label: 'Risk', value: 'High', personal: false }]);
  });

  it('calls what has no name by what it has, never by its id', () => {
    const ips = { 'specific_data.data.network_interfaces.ips': ['10.20.9.44'] };
    expect(convert(ips).displayName).toBe('Unnamed device, 10.20.9.44');
    const mac = { 'specific_data.data.network_interfaces.mac': ['f4b5bb200944'] };
    expect(convert(mac).displayName).toBe('Unnamed device, F4:B5:BB:20:09:44');
    expect(convert({ 'specific_data.data.device_serial': '5CD1234XYZ' }).displayName).toBe(
      'Unnamed device, 5CD1234XYZ',
    );
    expect(convert({}).displayName).toBe('Unnamed device');
  });

  it('shortens long facts', () => {
    const field = 'specific_data.data.last_used_users';
    const users = Array.from({ length: 30 }, (_, index) => `user${String(index)}`);
    expect(convert({ [field]: users }, [fact('Users', field)]).facts[0]?.value).toBe(
      'user0, user1, user2, user3, user4 and 25 more',
    );
    expect(convert({ [field]: 'x'.repeat(9_000) }, [fact('Users', field)]).facts[0]?.value).toHaveLength(255);
  });
});

describe('hostile devices', () => {
  it('is null for what has no usable id', () => {
    for (const raw of [
      null,
      7,
      'x',
      [],
      {},
      { internal_axon_id: null },
      { internal_axon_id: '../x' },
      { internal_axon_id: ['a'] },
    ]) {
      expect(toAsset(raw, { address, facts: [] })).toBeNull();
    }
  });

  it('links to the start page where the id may not stand in an address', () => {
    expect(toAsset({ internal_axon_id: 'ABC' }, { address, facts: [] })?.link).toBe(address);
  });

  it('leaves prototypes alone', () => {
    const raw: unknown = JSON.parse(
      `{"internal_axon_id":"${id}","__proto__":{"polluted":true,"adapters":["x"]},"constructor":{"prototype":{"polluted":true}}}`,
    );
    const asset = toAsset(raw, { address, facts: [fact('Proto', '__proto__'), fact('Made', 'constructor')] });
    expect(asset?.adapters).toEqual([]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(Object.getPrototypeOf(asset)).toBe(Object.prototype);
    expect(convert({}, [fact('Text', 'toString')]).facts).toEqual([]);
  });

  it('caps huge and deep lists', () => {
    const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
    const asset = convert({
      'specific_data.data.hostname': Array.from({ length: 200_000 }, (_, index) => `h${String(index)}`),
      'specific_data.data.name': deep,
      'specific_data.data.network_interfaces': Array.from({ length: 20_000 }, (_, index) => ({
        ips: [`10.0.${String(index >> 8)}.${String(index & 255)}`],
      })),
    });
    expect(asset.hostnames).toHaveLength(500);
    expect(asset.names).toEqual([]);
    expect(asset.interfaces).toHaveLength(500);
  });

  it('makes text that can be stored and cannot mislead', () => {
    const names = ['lone\uD800half', 'line\nbreak\u0000', '\u202Egpj.exe', '  ', 'x'.repeat(5_000)];
    expect(convert({ 'specific_data.data.name': names }).names).toEqual([
      'lone\uFFFDhalf',
      'line break',
      'gpj.exe',
      'x'.repeat(500),
    ]);
  });

  it('never throws, whatever the shape', () => {
    const keys = fieldsToAsk([]);
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...keys), fc.anything({ withBigInt: true, withDate: true, withMap: true })),
        raw => {
          const asset = toAsset(
            { ...raw, internal_axon_id: id },
            { address, facts: [fact('Any', 'specific_data.data.owner')] },
          );
          expect(asset?.id).toBe(id);
          expect(() => JSON.stringify(asset)).not.toThrow();
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
