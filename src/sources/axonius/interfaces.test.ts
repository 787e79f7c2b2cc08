import * as fc from 'fast-check';
import { readNetwork } from './interfaces';

const INTERFACES = 'specific_data.data.network_interfaces';

const row = fc.record(
  {
    name: fc.constantFrom('Ethernet', 'ETHERNET', 'Wi-Fi'),
    mac: fc.constantFrom('3C:52:82:A1:23:45', '3c-52-82-a1-23-45', 'A4:BB:6D:00:00:01'),
    ips: fc.array(
      fc.constantFrom('10.0.0.1', '10.0.0.2', '127.0.0.1', 'fe80::1', '2001:db8::1', '::1', 'nothing', '10.0.0.256'),
    ),
  },
  { requiredKeys: [] },
);

test('however rows repeat each other, each interface has each of its addresses once, the reachable IPv4 ones first', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), rows => {
      const network = readNetwork({ [INTERFACES]: rows });
      const keyOf = ({ name, mac }: { name?: string | null; mac?: string | null }) =>
        mac === undefined || mac === null ? (name ?? '').toLowerCase() : mac.toUpperCase().replaceAll('-', ':');
      for (const one of network.interfaces.filter(({ name, mac }) => name !== null || mac !== null)) {
        const given = rows.filter(each => keyOf(each) === keyOf(one)).flatMap(({ ips = [] }) => ips);
        expect(one.addresses).toEqual(naivelySorted(given));
      }
      expect(network.addresses).toEqual(naivelySorted(network.interfaces.flatMap(({ addresses }) => addresses)));
    }),
    { seed: 1 },
  );
});

test('500 interfaces of one name with 500 addresses each are read at once, and what is beyond the limit is left out', () => {
  const rows = Array.from({ length: 500 }, (_, at) => ({
    name: 'veth',
    ips: Array.from({ length: 500 }, (_unused, n) => `10.${at >> 1}.${n >> 1}.${(at & 1) * 2 + (n & 1)}`),
  }));
  const before = process.cpuUsage().user;
  const network = readNetwork({ [INTERFACES]: rows });
  expect((process.cpuUsage().user - before) / 1_000).toBeLessThan(5_000);
  expect(network.interfaces).toHaveLength(1);
  expect(network.addresses).toHaveLength(50_000);
});

/** As it was before: sorted anew with a comparison. */
function naivelySorted(addresses: readonly string[]): string[] {
  const order = (address: string) => (address.includes(':') ? 2 : 0) + (/^(127\.|::1$|fe80:)/.test(address) ? 1 : 0);
  const known = addresses.filter(address => address !== 'nothing' && address !== '10.0.0.256');
  return [...new Set(known)].sort((one, other) => order(one) - order(other));
}
