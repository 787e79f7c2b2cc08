/** `AA:BB:CC:DD:EE:FF`, with dashes, or as three groups with dots. */
const WITH_SEPARATORS = /^(?:[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4})$/i;
const BARE = /^[0-9a-f]{12}$/i;

/** Reads a MAC address with separators; `bare` also allows twelve hexadecimal digits. Upper case with colons, or null. */
export function canonicalMac(text: string, bare: boolean): string | null {
  if (!WITH_SEPARATORS.test(text) && !(bare && BARE.test(text))) return null;
  return (text.replaceAll(/[:.-]/g, '').toUpperCase().match(/../g) ?? []).join(':');
}

/** True where the maker of the interface gave the address, so that it is meant to be unique in the world. */
export function isGloballyAdministered(mac: string): boolean {
  return (parseInt(mac.slice(0, 2), 16) & 0b10) === 0;
}

/** The clause that says why a MAC names no machine, or null. `mac` is upper case with colons. */
export function whyMacNamesNoMachine(mac: string): string | null {
  if (mac === '00:00:00:00:00:00') return 'the empty MAC address, it names no machine';
  if (mac === 'FF:FF:FF:FF:FF:FF') return 'the broadcast MAC address, it names a group';
  return (parseInt(mac.slice(0, 2), 16) & 0b1) === 1 ? 'a multicast MAC address, it names a group' : null;
}

/**
 * MACs that VPN clients and hypervisors give to every machine they are installed on, although the bit for "unique in the
 * world" is set: Cisco AnyConnect, FortiClient, VMware's host-only and NAT networks.
 */
const SHARED_BY_DESIGN: ReadonlySet<string> = new Set([
  '00:05:9A:3C:7A:00',
  '00:09:0F:FE:00:01',
  '00:09:0F:AA:00:01',
  '00:50:56:C0:00:01',
  '00:50:56:C0:00:08',
]);

/** True for a MAC that software gives to many machines. `mac` is upper case with colons. */
export function isSharedByDesign(mac: string): boolean {
  return SHARED_BY_DESIGN.has(mac);
}
