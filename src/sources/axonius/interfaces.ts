import { canonicalAddress } from '../../domain/observables/address';
import type { NetworkInterface } from '../../domain/matching/asset';
import { canonicalMac } from '../../domain/observables/mac';
import { field } from './fields';
import { asObjects, asStrings, asTexts, read, type RawDevice } from './values';

export interface AssetNetwork {
  readonly interfaces: readonly NetworkInterface[];
  readonly addresses: readonly string[];
  readonly macs: readonly string[];
}

const mostInterfaces = 500;
/** Of all interfaces together, from the first on: what a container host or a liar reports must not take a run's time. */
const mostAddresses = 50_000;

/**
 * Interfaces, addresses and MACs of a raw device. Rows come from `network_interfaces` where it is a list of objects. What
 * only the flat fields know gets rows of its own: their lists of addresses and MACs don't correspond by position, so
 * nothing is paired up.
 */
export function readNetwork(device: RawDevice): AssetNetwork {
  const rows = mergeRows(asObjects(read(device, field.interfaces)).map(readRow).filter(isWorthShowing));
  const inRows = new Set(rows.flatMap(row => row.addresses));
  const macsInRows = new Set(rows.map(row => row.mac));
  const flatAddresses = canonicalAddresses([read(device, field.ipsPreferred), read(device, field.ips)]);
  const flatMacs = canonicalMacs([read(device, field.macPreferred), read(device, field.mac)]);
  const looseAddresses = flatAddresses.filter(address => !inRows.has(address));
  const looseMacs = flatMacs.filter(mac => !macsInRows.has(mac));

  const interfaces = [
    ...rows,
    ...looseMacs.map(mac => ({ name: null, mac, addresses: [], manufacturer: null })),
    ...(looseAddresses.length === 0 ? [] : [{ name: null, mac: null, addresses: looseAddresses, manufacturer: null }]),
  ].slice(0, mostInterfaces);
  return {
    interfaces,
    addresses: sortAddresses(interfaces.flatMap(row => row.addresses)),
    macs: [...new Set(interfaces.flatMap(row => (row.mac === null ? [] : [row.mac])))],
  };
}

function readRow(row: RawDevice): NetworkInterface {
  return {
    name: asStrings(read(row, 'name'))[0] ?? null,
    mac: canonicalMacs([read(row, 'mac')])[0] ?? null,
    addresses: canonicalAddresses(['ips', 'ips_v4', 'ips_v6'].map(key => read(row, key))),
    manufacturer: asStrings(read(row, 'manufacturer'))[0] ?? null,
  };
}

function isWorthShowing(row: NetworkInterface): boolean {
  return row.mac !== null || row.addresses.length > 0;
}

/**
 * Adapters report one interface several times, each with a part of it: rows of one MAC (or of one name) are one row. Each
 * address is looked at once, however many rows there are.
 */
function mergeRows(rows: readonly NetworkInterface[]): readonly NetworkInterface[] {
  const merged = new Map<string, Omit<NetworkInterface, 'addresses'> & { readonly addresses: Set<string> }>();
  let room = mostAddresses;
  for (const row of rows) {
    const key = row.mac ?? `${row.name?.toLowerCase() ?? ''} ${row.name === null ? row.addresses.join(' ') : ''}`;
    const known = merged.get(key);
    const addresses = known?.addresses ?? new Set();
    for (const address of row.addresses.slice(0, room)) addresses.add(address);
    room -= Math.min(room, row.addresses.length);
    merged.set(key, {
      name: known?.name ?? row.name,
      mac: row.mac,
      addresses,
      manufacturer: known?.manufacturer ?? row.manufacturer,
    });
  }
  return [...merged.values()].map(row => ({ ...row, addresses: sortAddresses([...row.addresses]) }));
}

function canonicalAddresses(values: readonly unknown[]): readonly string[] {
  return sortAddresses(
    values
      .flatMap(asTexts)
      .map(canonicalAddress)
      .filter(address => address !== null),
  );
}

function canonicalMacs(values: readonly unknown[]): readonly string[] {
  const macs = values
    .flatMap(asTexts)
    .map(text => canonicalMac(text, true))
    // All zeros and all ones stand for "none".
    .filter(mac => mac !== null && !/^(00:){5}00$|^(FF:){5}FF$/.test(mac));
  return [...new Set(macs.filter(mac => mac !== null))];
}

/** Each address once: IPv4 before IPv6, and within these what other machines can reach before loopback and link-local. */
function sortAddresses(addresses: readonly string[]): readonly string[] {
  const ranks: readonly [string[], string[], string[], string[]] = [[], [], [], []];
  for (const address of new Set(addresses)) ranks[rankOf(address)].push(address);
  return ranks.flat();
}

function rankOf(address: string): 0 | 1 | 2 | 3 {
  const isLocal = /^(127\.|169\.254\.|::1$|fe[89ab][0-9a-f]:)/.test(address);
  if (address.includes(':')) return isLocal ? 3 : 2;
  return isLocal ? 1 : 0;
}
