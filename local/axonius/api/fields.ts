import type { Shapes } from '../shapes';

const GENERAL = [
  ['agent_versions', 'Agent Versions'],
  ['cloud_id', 'Cloud ID'],
  ['device_manufacturer', 'Device Manufacturer'],
  ['device_model', 'Device Model'],
  ['device_serial', 'Device Manufacturer Serial'],
  ['domain', 'Domain'],
  ['fetch_time', 'Fetch Time'],
  ['first_seen_preferred', 'Preferred First Seen'],
  ['hostname', 'Host Name'],
  ['hostname_preferred', 'Preferred Host Name'],
  ['last_seen', 'Last Seen'],
  ['last_used_users', 'Last Used Users'],
  ['name', 'Asset Name'],
  ['network_interfaces', 'Network Interfaces'],
  ['network_interfaces.ips', 'Network Interfaces: IPs'],
  ['network_interfaces.ips_preferred', 'Preferred IPs'],
  ['network_interfaces.ips_raw', 'Network Interfaces: Raw IPs'],
  ['network_interfaces.ips_v4', 'Network Interfaces: IPv4s'],
  ['network_interfaces.ips_v4_preferred', 'Preferred IPv4s'],
  ['network_interfaces.ips_v6', 'Network Interfaces: IPv6s'],
  ['network_interfaces.mac', 'Network Interfaces: MAC'],
  ['network_interfaces.mac_preferred', 'Preferred MAC Address'],
  ['network_interfaces.manufacturer', 'Network Interfaces: Manufacturer'],
  ['network_interfaces.name', 'Network Interfaces: Iface Name'],
  ['network_interfaces.subnets', 'Network Interfaces: Subnets'],
  ['os.distribution', 'OS: Distribution'],
  ['os.type', 'OS: Type'],
  ['os.type_distribution', 'OS: Type and Distribution'],
  ['os.type_distribution_preferred', 'Preferred OS: Type and Distribution'],
  ['owner', 'Owner'],
] as const;

/** The fields this tenant knows beside those of its assets. */
export const KNOWN_FIELDS: readonly { readonly name: string; readonly title: string }[] = [
  { name: 'adapter_list_length', title: 'Distinct Adapter Connections Count' },
  { name: 'adapters', title: 'Adapter Connections' },
  { name: 'adapters_data.gui.custom_criticality', title: 'Criticality' },
  { name: 'internal_axon_id', title: 'Asset Unique ID' },
  { name: 'labels', title: 'Tags' },
  ...GENERAL.map(([name, title]) => ({ name: `specific_data.data.${name}`, title })),
];

/** What a query without `fields` answers beside what always comes. */
export const DEFAULT_FIELDS = [
  'specific_data.data.hostname',
  'specific_data.data.hostname_preferred',
  'specific_data.data.last_seen',
  'specific_data.data.network_interfaces.ips',
  'specific_data.data.network_interfaces.mac',
  'specific_data.data.os.type',
] as const;

/** The fields whose name or title holds `search`, in the form that is switched on. */
export function listFields(search: string, excludeSubfields: boolean, body: Shapes['fieldsBody']): unknown {
  const wanted = search.toLowerCase();
  const fields = KNOWN_FIELDS.filter(
    field =>
      `${field.name} ${field.title}`.toLowerCase().includes(wanted) &&
      !(excludeSubfields && field.name.includes('network_interfaces.')),
  );
  switch (body) {
    case 'strings':
      return fields.map(field => field.name);
    case 'objects':
      return fields;
    case 'wrapped':
      return { fields };
  }
}
