import { anAsset } from '../testing/report-builders';
import { listFacts } from './list-facts';

const read = (asset = anAsset()) => listFacts(asset).map(({ key, label, value }) => `${key} | ${label} | ${value}`);

it('says all that is known of an asset, each entry of a list by itself', () => {
  expect(read()).toEqual([
    'name | Name | lt-4411.corp.example.com',
    'name | Name | LT-4411',
    'os | Operating system | Windows 11',
    'model | Model | Lightbook 14',
    'criticality | Criticality | High',
    'owner | Owner | Finance IT',
    'labels | Labels | Finance, Payment approval',
    'last-seen | Last seen | 2026-11-24T01:52:00Z',
    'first-seen | First seen | 2025-02-01T08:00:00Z',
    'address | Address | 10.20.4.17',
    'address | Address | fe80::1',
    'mac | MAC | 3C:52:82:A1:23:45',
    'interface | Interface | Ethernet 3C:52:82:A1:23:45 Example: 10.20.4.17, fe80::1',
    'edr | EDR | CrowdStrike 7.18',
    'directory | Directory | Active Directory',
    'missing | Missing protection | device management, vulnerability scanner',
    'adapter | Adapter | crowd_strike_adapter',
    'adapter | Adapter | active_directory_adapter',
    'adapter-count | Adapters | 2',
  ]);
});

it('marks what says something about a person', () => {
  expect(
    listFacts(anAsset())
      .filter(({ personal }) => personal)
      .map(({ key }) => key),
  ).toEqual(['owner']);
});

it('has no fact of what is not known', () => {
  const bare = anAsset({ os: null, model: null, labels: [], facts: [], lastSeen: null, firstSeen: null, adapters: [] });
  expect(read(bare).filter(line => /\| (null)?$/.test(line))).toEqual([]);
  expect(read(bare).map(line => line.split(' ', 1)[0])).not.toContain('model');
});

it('keeps an admin’s label from passing for what the app knows by itself', () => {
  const facts = ['Address', 'EDR', 'Cost center', 'Критичность'].map(label => ({ label, value: 'x', personal: false }));
  const made = listFacts(anAsset({ facts })).filter(({ value }) => value === 'x');
  expect(made.map(({ key }) => key)).toEqual(['own-address', 'own-edr', 'cost-center', 'критичность']);
});
