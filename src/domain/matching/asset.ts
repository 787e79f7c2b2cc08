/** One network interface of an asset. Positions of addresses and MACs correspond only inside one interface. */
export interface NetworkInterface {
  readonly name: string | null;
  /** Upper case with colons, or null. */
  readonly mac: string | null;
  /** Canonical text, IPv4 before IPv6. */
  readonly addresses: readonly string[];
  readonly manufacturer: string | null;
}

/** A configured fact about an asset, ready to be shown. */
export interface AssetFact {
  readonly label: string;
  readonly value: string;
  /** Says something about a person. */
  readonly personal: boolean;
}

/** Tells assets apart, those of two inventories too: each counts its ids for itself. */
export function assetKey({ id, inventory = '' }: Asset): string {
  return `${inventory} ${id}`;
}

/** Each asset once, in the order of their first places. */
export function distinctAssets(assets: readonly Asset[]): Asset[] {
  return [...new Map(assets.map(asset => [assetKey(asset), asset])).values()];
}

/** An Axonius device, converted from any of its wire shapes. Times are ISO 8601 in UTC. */
export interface Asset {
  /** `internal_axon_id`. */
  readonly id: string;
  /** Id of the inventory that it comes from; left out where nobody has said. */
  readonly inventory?: string;
  /**
   * Name to show: the preferred hostname, else the most frequent hostname, else the most frequent name; where it has none,
   * what it has: `Unnamed device, 10.20.9.44`.
   */
  readonly displayName: string;
  /** Values of the hostname fields, the preferred one first, without duplicates (case-insensitively). */
  readonly hostnames: readonly string[];
  /** Values of the `name` field: labels of a VM or cloud console, not hostnames. */
  readonly names: readonly string[];
  readonly lastSeen: string | null;
  readonly firstSeen: string | null;
  readonly interfaces: readonly NetworkInterface[];
  /** All addresses of the interfaces, canonical, IPv4 before IPv6, without duplicates. */
  readonly addresses: readonly string[];
  /** All MACs, upper case with colons, without duplicates. */
  readonly macs: readonly string[];
  readonly serials: readonly string[];
  /** Operating system as text, e.g. `Windows 11`. */
  readonly os: string | null;
  /** As its maker calls it, without the maker: `Lightbook 14`. */
  readonly model: string | null;
  readonly adapters: readonly string[];
  readonly adapterCount: number;
  /** Agents on the machine, of which Axonius knows the version. */
  readonly agents: readonly { readonly adapter: string; readonly version: string }[];
  readonly labels: readonly string[];
  readonly facts: readonly AssetFact[];
  /** `https` address of the asset's page in Axonius. */
  readonly link: string;
}
