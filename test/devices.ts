/** A device as Axonius v2 sends it; `seenHoursAgo` counts from now. */
export function aDevice(
  id: string,
  hostname: string | readonly string[],
  more: { readonly seenHoursAgo?: number; readonly fields?: Record<string, unknown> } = {},
): Record<string, unknown> {
  const seen = new Date(Date.now() - (more.seenHoursAgo ?? 0.2) * 3_600_000).toUTCString();
  return {
    internal_axon_id: id.padEnd(32, '0'),
    adapters: ['crowd_strike_adapter', 'active_directory_adapter', 'tenable_io_adapter'],
    adapter_list_length: 3,
    'specific_data.data.hostname': typeof hostname === 'string' ? [hostname] : hostname,
    'specific_data.data.last_seen': seen,
    'specific_data.data.first_fetch_time': new Date(Date.now() - 400 * 86_400_000).toUTCString(),
    'specific_data.data.network_interfaces': [
      { mac: '3C:52:82:A1:23:45', ips: ['10.20.4.17'], name: 'Ethernet', manufacturer: 'Hewlett Packard' },
    ],
    'specific_data.data.os.type_distribution_preferred': 'Windows 11',
    ...more.fields,
  };
}

/** One interface of an asset. */
export function aPort(ip: string, mac: string, name = 'Ethernet'): Record<string, unknown> {
  return { mac, ips: [ip], name, manufacturer: 'Intel Corporate' };
}

/** An inventory in which every outcome occurs. */
export const inventory = (): Record<string, unknown>[] => [
  aDevice('a1', ['lt-4411.corp.example.com', 'LT-4411'], {
    fields: {
      'specific_data.data.network_interfaces': [
        aPort('10.20.4.17', '3C:52:82:A1:23:45'),
        { mac: '3C:52:82:A1:23:46', ips: ['10.20.9.3', 'fd00::17'], name: 'Wi-Fi', manufacturer: 'Intel Corporate' },
        ...Array.from({ length: 6 }, (_, index) =>
          aPort(`172.16.${index}.1`, `00:50:56:C0:00:0${index}`, `VMnet${index}`),
        ),
      ],
      'specific_data.data.risk_level': 'HIGH',
    },
  }),
  aDevice('b1', 'web01.corp.example.com', {
    seenHoursAgo: 3,
    fields: { 'specific_data.data.network_interfaces': [aPort('10.20.4.18', '3C:52:82:00:00:02')] },
  }),
  aDevice('b2', 'web01.dmz.example.com', {
    seenHoursAgo: 40,
    fields: {
      'specific_data.data.network_interfaces': [aPort('192.0.2.18', '3C:52:82:00:00:03')],
      'specific_data.data.os.type_distribution_preferred': 'Ubuntu 24.04',
    },
  }),
  aDevice('c1', 'old-9.corp.example.com', {
    seenHoursAgo: 45 * 24,
    fields: { 'specific_data.data.network_interfaces': [aPort('10.20.4.99', '3C:52:82:00:00:09')] },
  }),
];
