/** A device as Axonius v2 sends it; seen an hour ago. */
export function aDevice(id: string, hostname: string | readonly string[], more: Record<string, unknown> = {}) {
  return {
    internal_axon_id: id.padEnd(32, '0'),
    adapters: ['crowd_strike_adapter'],
    adapter_list_length: 1,
    'specific_data.data.hostname': typeof hostname === 'string' ? [hostname] : hostname,
    'specific_data.data.last_seen': new Date(Date.now() - 3_600_000).toUTCString(),
    'specific_data.data.network_interfaces': [{ mac: '3C:52:82:A1:23:45', ips: ['10.20.4.17'], name: 'Ethernet' }],
    'specific_data.data.os.type_distribution_preferred': 'Windows 11',
    ...more,
  };
}
