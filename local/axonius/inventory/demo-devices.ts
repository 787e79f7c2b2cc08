import type { Device, DeviceInterface } from './device';
import { daysBefore } from './parts';

/** A value to type into an alert, and what it shows. */
export interface DemoHost {
  readonly value: string;
  readonly kind: 'hostname' | 'ip' | 'mac';
  readonly shows: string;
}

/** Devices worth trying, each in the inventory of every seed. */
export const DEMO_HOSTS: readonly DemoHost[] = [
  {
    value: 'lt-4411.corp.example.com',
    kind: 'hostname',
    shows: 'A laptop found by its full name; an older twin, from before it was re-imaged, is named beside it.',
  },
  { value: 'LT-4411', kind: 'hostname', shows: 'The same laptop by its short name, in another case.' },
  {
    value: 'web01',
    kind: 'hostname',
    shows: 'Two machines in two domains share this name: ambiguous, nothing is guessed.',
  },
  { value: 'web01.dmz.example.com', kind: 'hostname', shows: 'The full name tells the two apart.' },
  {
    value: 'FINANCE-LAPTOP-',
    kind: 'hostname',
    shows: 'A name that Windows cut at 15 characters still leads to the one machine that starts with it.',
  },
  { value: 'kiosk-07.lab.example.net', kind: 'hostname', shows: 'A machine not seen for 75 days: stale.' },
  { value: 'k8s-node-03.corp.example.com', kind: 'hostname', shows: 'A node with two dozen interfaces and IPv6.' },
  {
    value: 'jump-02',
    kind: 'hostname',
    shows: 'Axonius merged several machines into one: low confidence, with a warning.',
  },
  { value: 'erp-archive', kind: 'hostname', shows: 'Only the label of a virtual machine, not a hostname.' },
  { value: '10.20.4.17', kind: 'ip', shows: 'The laptop again, by an address seen minutes ago.' },
  { value: '10.20.9.44', kind: 'ip', shows: 'A printer without any name.' },
  { value: '3C:52:82:A1:23:45', kind: 'mac', shows: 'The laptop again, by its network card.' },
  { value: 'ghost-99.corp.example.com', kind: 'hostname', shows: 'Not in the inventory.' },
];

const WINDOWS_11 = { type: 'Windows', distribution: '11' };
const UBUNTU = { type: 'Linux', distribution: 'Ubuntu 24.04' };
const LAPTOP = { manufacturer: 'Example Hardware', model: 'Lightbook 14' };

/** The devices behind DEMO_HOSTS. Their addresses are in 10.20.0.0/16 and 10.30.0.0/16, outside of what is generated. */
export function makeDemoDevices(now: Date): Device[] {
  const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
  return [
    {
      id: 'ca1df3031a00e387c8a7da086272f2b6',
      adapters: ['active_directory_adapter', 'crowd_strike_adapter', 'microsoft_intune_adapter'],
      hostnames: ['lt-4411.corp.example.com', 'LT-4411', 'LT-4411.corp.example.com'],
      preferredHostname: 'lt-4411.corp.example.com',
      names: ['LT-4411'],
      lastSeen: minutesAgo(6),
      firstSeen: daysBefore(now, 88),
      interfaces: [
        nic('Ethernet', '3C:52:82:A1:23:45', ['10.20.4.17', '2001:db8:20:4::17']),
        nic('Wi-Fi', '3C:52:82:A1:23:46', ['10.20.130.41', 'fe80::3e52:82ff:fea1:2346']),
        { name: 'Bluetooth', mac: '3c:52:82:a1:23:47', manufacturer: 'Example Hardware' },
        { name: 'VPN', ips: ['10.30.7.9', '10.30.7.10', '10.30.7.11', '10.30.7.12', '10.30.7.13', '10.30.7.14'] },
      ],
      os: WINDOWS_11,
      maker: LAPTOP,
      serials: ['5CG4411QXA'],
      users: ['CORP\\m.adeyemi', 'm.adeyemi', 'm.adeyemi'],
      owner: 'Finance IT',
      criticality: 'High',
      agents: [
        { adapter: 'crowd_strike_adapter', version: '7.18.17106' },
        { adapter: 'microsoft_intune_adapter', version: '1.92' },
      ],
      labels: ['Finance', 'Payment approval'],
      domain: 'corp.example.com',
    },
    {
      id: '0b7c2d9e4f5a61728394a5b6c7d8e9f0',
      adapters: ['active_directory_adapter', 'sccm_adapter'],
      hostnames: ['lt-4411.corp.example.com', 'LT-4411'],
      preferredHostname: 'lt-4411.corp.example.com',
      lastSeen: daysBefore(now, 90),
      firstSeen: daysBefore(now, 700),
      interfaces: [nic('Ethernet', '3C:52:82:A1:23:45', ['10.20.4.121'])],
      os: { type: 'Windows', distribution: '10' },
      maker: LAPTOP,
      serials: ['5CG4411QXA'],
      domain: 'corp.example.com',
    },
    {
      id: '11aa22bb33cc44dd55ee66ff77001122',
      adapters: ['active_directory_adapter', 'esx_adapter', 'qualys_scans_adapter'],
      hostnames: ['web01.corp.example.com', 'WEB01', 'web01.corp.example.com'],
      preferredHostname: 'web01.corp.example.com',
      names: ['web01'],
      lastSeen: minutesAgo(22),
      firstSeen: daysBefore(now, 410),
      interfaces: [nic('eth0', '00:50:56:A4:01:10', ['10.20.30.11'])],
      os: UBUNTU,
      owner: 'Web team',
      criticality: 'Medium',
      domain: 'corp.example.com',
    },
    {
      id: '22bb33cc44dd55ee66ff770011223344',
      adapters: ['esx_adapter', 'crowd_strike_adapter'],
      hostnames: ['WEB01.dmz.example.com', 'web01'],
      preferredHostname: 'WEB01.dmz.example.com',
      names: ['WEB01 (dmz)'],
      lastSeen: minutesAgo(9),
      firstSeen: daysBefore(now, 380),
      interfaces: [nic('eth0', '00:50:56:a4:02:10', ['10.30.1.11', '203.0.113.11'])],
      os: UBUNTU,
      owner: 'Web team',
      criticality: 'Critical',
      labels: ['Internet facing'],
      domain: 'dmz.example.com',
    },
    {
      id: '33cc44dd55ee66ff7700112233445566',
      adapters: ['active_directory_adapter', 'crowd_strike_adapter'],
      hostnames: ['finance-laptop-0417.corp.example.com', 'Finance-Laptop-0417'],
      preferredHostname: 'finance-laptop-0417.corp.example.com',
      lastSeen: minutesAgo(48),
      firstSeen: daysBefore(now, 130),
      interfaces: [nic('Ethernet', '3C:52:82:0B:77:10', ['10.20.4.88'])],
      os: WINDOWS_11,
      maker: LAPTOP,
      serials: ['5CG0417FIN'],
      users: ['t.lindqvist'],
      owner: 'Finance IT',
      criticality: 'High',
      domain: 'corp.example.com',
    },
    {
      id: '44dd55ee66ff77001122334455667788',
      adapters: ['sccm_adapter'],
      hostnames: ['kiosk-07.lab.example.net'],
      preferredHostname: 'kiosk-07.lab.example.net',
      lastSeen: daysBefore(now, 75),
      firstSeen: daysBefore(now, 900),
      interfaces: [nic('Ethernet', '00-0C-29-8F-3A-71', ['10.20.77.7'])],
      os: { type: 'Windows', distribution: '10' },
      domain: 'lab.example.net',
    },
    {
      id: '55ee66ff770011223344556677889900',
      adapters: ['esx_adapter', 'qualys_scans_adapter', 'tanium_adapter'],
      hostnames: ['k8s-node-03.corp.example.com', 'k8s-node-03'],
      preferredHostname: 'k8s-node-03.corp.example.com',
      lastSeen: minutesAgo(3),
      firstSeen: daysBefore(now, 200),
      interfaces: Array.from({ length: 24 }, (_, at) =>
        nic(`cali${String(at)}`, `00:50:56:A4:30:${(16 + at).toString(16).toUpperCase()}`, [
          `10.20.31.${String(10 + at)}`,
          `2001:db8:20:31::${(10 + at).toString(16)}`,
        ]),
      ),
      os: UBUNTU,
      owner: 'Platform team',
      criticality: 'High',
      domain: 'corp.example.com',
    },
    {
      id: '66ff7700112233445566778899001122',
      adapters: ['active_directory_adapter', 'sccm_adapter', 'cisco_adapter'],
      hostnames: ['jump-02.corp.example.com', 'build-runner-9', 'reception-pc.corp.example.com'],
      preferredHostname: 'jump-02.corp.example.com',
      lastSeen: minutesAgo(31),
      interfaces: [nic('eth0', '02:00:00:00:00:01', ['10.20.40.2']), nic('eth1', '00:0C:29:11:22:33', ['10.20.41.77'])],
      os: UBUNTU,
      serials: ['To be filled by O.E.M.', 'VM-7731aa02', '5CG9990REC'],
      domain: 'corp.example.com',
    },
    {
      id: '7700112233445566778899aabbccddee',
      adapters: ['esx_adapter'],
      names: ['erp-archive'],
      lastSeen: minutesAgo(55),
      interfaces: [{ mac: '00:50:56:a4:44:01' }],
      os: { type: 'Linux', distribution: 'Debian 12' },
    },
    {
      id: '88112233445566778899aabbccddeeff',
      adapters: ['nmap_adapter'],
      lastSeen: minutesAgo(14),
      interfaces: [{ mac: 'f4:b5:bb:20:09:44', ips: ['10.20.9.44'], manufacturer: 'Fabrikam Devices' }],
      maker: { manufacturer: 'Fabrikam Devices', model: 'Printer 300' },
    },
  ];
}

function nic(name: string, mac: string, ips: readonly string[]): DeviceInterface {
  return { name, mac, ips, manufacturer: 'Example Hardware' };
}
