/**
 * Names of the device fields that the app knows. A field is one flat, dotted key of an asset; it is never walked as a tree.
 *
 * - assumption: axonius-flat-fields — answers carry flat dotted keys, `network_interfaces` as a whole among them.
 * - assumption: axonius-unknown-field — a question that names a field which no device has finds nothing, or is refused.
 */
export const field = {
  id: 'internal_axon_id',
  adapters: 'adapters',
  adapterCount: 'adapter_list_length',
  labels: 'labels',
  hostname: 'specific_data.data.hostname',
  hostnamePreferred: 'specific_data.data.hostname_preferred',
  name: 'specific_data.data.name',
  lastSeen: 'specific_data.data.last_seen',
  firstSeen: 'specific_data.data.first_seen',
  firstSeenPreferred: 'specific_data.data.first_seen_preferred',
  interfaces: 'specific_data.data.network_interfaces',
  ips: 'specific_data.data.network_interfaces.ips',
  ipsPreferred: 'specific_data.data.network_interfaces.ips_preferred',
  mac: 'specific_data.data.network_interfaces.mac',
  macPreferred: 'specific_data.data.network_interfaces.mac_preferred',
  serial: 'specific_data.data.device_serial',
  model: 'specific_data.data.device_model',
  agents: 'specific_data.data.agent_versions',
  osPreferred: 'specific_data.data.os.type_distribution_preferred',
  osTypeDistribution: 'specific_data.data.os.type_distribution',
  osType: 'specific_data.data.os.type',
} as const;

/** What one run needs to judge an asset and to tell what the use case asks for. */
export const neededFields: readonly string[] = [
  field.id,
  field.adapters,
  field.adapterCount,
  field.labels,
  field.hostname,
  field.hostnamePreferred,
  field.name,
  field.lastSeen,
  field.firstSeen,
  field.firstSeenPreferred,
  field.interfaces,
  field.ips,
  field.ipsPreferred,
  field.mac,
  field.macPreferred,
  field.serial,
  field.osPreferred,
  field.osTypeDistribution,
  field.osType,
];

/** What every run asks for; the facts of the settings come on top. */
export const assetFields: readonly string[] = [...neededFields, field.model, field.agents];

/** Offered to admins where a tenant doesn't list its own fields in a shape that can be read. */
export const wellKnownFields: readonly string[] = [
  ...assetFields,
  'adapters_data.gui.custom_criticality',
  'specific_data.data.owner',
  'specific_data.data.last_used_users',
  'specific_data.data.risk_level',
  'specific_data.data.device_manufacturer',
  'specific_data.data.domain',
  'specific_data.data.fqdn',
  'specific_data.data.public_ips',
  'specific_data.data.cloud_id',
  'specific_data.data.cloud_provider_account_id',
  'specific_data.data.power_state',
];
