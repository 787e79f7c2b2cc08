import type { WireAsset } from '../asset';

/** One interface as Axonius nests it; any key may be missing. */
export interface DeviceInterface {
  readonly name?: string;
  readonly mac?: string;
  readonly manufacturer?: string;
  readonly ips?: readonly string[];
  readonly ips_v4?: readonly string[];
  readonly ips_v6?: readonly string[];
  readonly subnets?: readonly string[];
}

/** What is known about a generated device, before it gets Axonius' dotted keys. What is left out is absent in the answer. */
export interface Device {
  /** 32 characters `[a-z0-9]`. */
  readonly id: string;
  readonly adapters: readonly string[];
  /** One value per adapter that fills the field, with the repetitions of real inventories. */
  readonly hostnames?: readonly string[];
  readonly preferredHostname?: string;
  readonly names?: readonly string[];
  readonly lastSeen?: Date;
  readonly firstSeen?: Date;
  readonly interfaces?: readonly DeviceInterface[];
  readonly os?: { readonly type: string; readonly distribution: string };
  readonly maker?: { readonly manufacturer: string; readonly model: string };
  readonly serials?: readonly string[];
  readonly users?: readonly string[];
  readonly owner?: string;
  readonly criticality?: string;
  readonly agents?: readonly { readonly adapter: string; readonly version: string }[];
  readonly labels?: readonly string[];
  readonly domain?: string;
  readonly cloudId?: string;
}

/** Converts to the flat asset of API v2. Times become text such as `Thu, 27 Nov 2025 04:43:39 GMT`. */
export function toWireAsset(device: Device): WireAsset {
  const asset: Record<string, unknown> = {
    internal_axon_id: device.id,
    adapters: device.adapters,
    adapter_list_length: new Set(device.adapters).size,
  };
  const set = (key: string, value: unknown): void => {
    if (value !== undefined) asset[key] = value;
  };
  const general = (key: string, value: unknown): void => set(`specific_data.data.${key}`, value);
  set('labels', device.labels);
  general('hostname', device.hostnames);
  general('hostname_preferred', device.preferredHostname);
  general('name', device.names);
  general('last_seen', device.lastSeen?.toUTCString());
  general('first_seen_preferred', device.firstSeen?.toUTCString());
  general('fetch_time', device.lastSeen?.toUTCString());
  general('network_interfaces', device.interfaces);
  general('os.type', device.os && [device.os.type]);
  general('os.distribution', device.os && [device.os.distribution]);
  general('os.type_distribution', device.os && [`${device.os.type} ${device.os.distribution}`]);
  general('os.type_distribution_preferred', device.os && `${device.os.type} ${device.os.distribution}`);
  general('device_manufacturer', device.maker && [device.maker.manufacturer]);
  general('device_model', device.maker && [device.maker.model]);
  general('device_serial', device.serials);
  general('last_used_users', device.users);
  general('owner', device.owner === undefined ? undefined : [device.owner]);
  general('agent_versions', device.agents);
  general('domain', device.domain === undefined ? undefined : [device.domain]);
  general('cloud_id', device.cloudId === undefined ? undefined : [device.cloudId]);
  set('adapters_data.gui.custom_criticality', device.criticality === undefined ? undefined : [device.criticality]);
  return asset;
}
