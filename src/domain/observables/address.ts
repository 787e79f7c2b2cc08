import ipaddr from 'ipaddr.js';

/**
 * IPv4 only as four decimal numbers: `ipaddr.js` also reads `10.1`, octal and hexadecimal forms, which people do not mean.
 */
const FOUR_PARTS = /^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}$/;
const LONGEST_ADDRESS = 64;

/**
 * Reads an IP address. Answers dotted IPv4 or compressed lower-case IPv6 without zone; an IPv4 address mapped into IPv6
 * becomes IPv4. Null where the text is no address.
 */
export function canonicalAddress(text: string): string | null {
  // The common case without a parser: a device can report tens of thousands of addresses.
  if (FOUR_PARTS.test(text)) return text.split('.').every(part => Number(part) <= 255) ? text : null;
  const address = parseAddress(text);
  return address === null ? null : address.toString();
}

/** An address that can be one machine's own, or the clause that says why not. `address` is canonical. */
export function whyNoMachine(address: string, sharedAddresses: readonly string[]): string | null {
  const parsed = parseAddress(address);
  if (parsed === null) return 'is not an address';
  if (sharedAddresses.some(shared => canonicalAddress(shared) === parsed.toString()))
    return 'an address that machines share';
  switch (parsed.range()) {
    case 'loopback':
      return 'a loopback address, every machine has it';
    case 'linkLocal':
      return 'a link-local address, it names a machine only on its own network segment';
    case 'multicast':
      return 'a multicast address, it names a group';
    case 'broadcast':
      return 'a broadcast address, it names a group';
    case 'unspecified':
      return 'the unspecified address, it names no machine';
    default:
      return firstOctetIsZero(parsed) ? 'the unspecified address, it names no machine' : null;
  }
}

function firstOctetIsZero(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return address instanceof ipaddr.IPv4 && address.octets[0] === 0;
}

function parseAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  if (text.length > LONGEST_ADDRESS) return null;
  if (FOUR_PARTS.test(text)) return ipaddr.IPv4.isValid(text) ? ipaddr.IPv4.parse(text) : null;
  const withoutZone = text.split('%', 1)[0] ?? '';
  if (!withoutZone.includes(':') || !ipaddr.IPv6.isValid(withoutZone)) return null;
  const address = ipaddr.IPv6.parse(withoutZone);
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}
