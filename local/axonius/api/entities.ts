import type { WireAsset } from '../asset';
import { readField } from '../derived-fields';

const LISTS = ['hostname', 'name', 'device_serial', 'owner', 'domain'] as const;

/**
 * `specific_data` requested alone: what each adapter said, in nested form. It is put together from the aggregated fields:
 * each adapter gets one value of each list; an entry of an enrichment without a hostname is added, as real answers have.
 */
export function buildEntities(asset: WireAsset): unknown {
  if (Object.hasOwn(asset, 'specific_data')) return asset['specific_data'];
  const adapters = Array.isArray(asset['adapters']) ? asset['adapters'].map(String) : [];
  return [
    ...adapters.map((adapter, at) => ({
      plugin_name: adapter,
      plugin_unique_name: `${adapter}_0`,
      plugin_type: 'Adapter',
      client_used: `${adapter}_client`,
      type: 'entitydata',
      accurate_for_datetime: asset['specific_data.data.fetch_time'] ?? null,
      adapter_categories: [],
      data: buildData(asset, at),
    })),
    {
      plugin_name: 'general_info_enrichment',
      plugin_unique_name: 'general_info_enrichment_0',
      plugin_type: 'Plugin',
      type: 'adapterdata',
      data: {},
    },
  ];
}

function buildData(asset: WireAsset, at: number): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const name of LISTS) {
    const values = asset[`specific_data.data.${name}`];
    const value: unknown = Array.isArray(values) ? values[at] : values;
    if (value !== undefined) data[name] = value;
  }
  const lastSeen = readField(asset, 'specific_data.data.last_seen');
  if (lastSeen !== undefined) data['last_seen'] = lastSeen;
  const interfaces = asset['specific_data.data.network_interfaces'];
  if (interfaces !== undefined && at === 0) data['network_interfaces'] = interfaces;
  return data;
}
