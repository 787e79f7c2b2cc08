import type { FieldKind } from '../../contract/vocabulary';
import { canonicalAddress, whyNoMachine } from './address';
import { isHostname, shortNameOf, suffixOf, toAsciiName } from './hostname';
import { canonicalMac, whyMacNamesNoMachine } from './mac';
import { namesNoMachine } from './names-of-no-machine';
import type { NamingRules, Observable } from './observable';

/** What one value is; `reason` is a clause without full stop. */
export type TypedValue =
  { readonly is: 'observable'; readonly observable: Observable } | { readonly is: 'rejected'; readonly reason: string };

/** Where a value stands and by which rules it is read. */
export interface Place {
  readonly field: string;
  readonly kind: FieldKind;
  readonly naming: NamingRules;
}

const NO_MACHINE = 'names no single machine';
const LONGEST_VALUE = 300;
const SCHEME = /^[a-z][a-z0-9+.-]{0,20}:\/\//i;
const NETWORK = /^(.+?)(?:\/(\d{1,3}(?:\.\d{1,3}){0,3})|-\d{1,3}(?:\.\d{1,3}){0,3})$/;
const WILDCARD = /^(?:\d{1,3}\.){1,3}[*x]$/i;
const ADDRESS_AND_PORT = /^(?:\[([^\]]+)\](?::\d{1,5})?|([\d.]+):\d{1,5})$/;
const UNC = /^(?:\\{2,}(?:\?\\+UNC\\+)?|\/\/)([^\\/]+)/i;
const WINDOWS_NAME = /^([^\\/\s@]+)\\{1,2}([^\\/\s@]+)$/;
const SERVER_AND_PATH = /^([a-z0-9_-]+(?:\.[a-z0-9_-]+)+(?::\d{1,5})?)[/?#]/i;

/**
 * Decides what one refanged, unquoted value is, in this order: MAC, address, network, URL, UNC path, Windows name, hostname.
 * The type is decided before anything is cut off, because a port, a dollar sign or a slash says what a value is.
 */
export function typeValue(value: string, place: Place): TypedValue {
  if (SCHEME.test(value)) return typeServer(serverOf(value.replace(SCHEME, '')), place);
  const unc = UNC.exec(value.slice(0, LONGEST_VALUE));
  if (unc !== null) return typeServer(serverOf((unc[1] ?? '').split('@', 1)[0] ?? ''), place);
  if (value.length > LONGEST_VALUE) return rejected('too long for a name');
  const asAddress = typeAddress(value, place);
  if (asAddress !== null) return asAddress;
  const windows = WINDOWS_NAME.exec(value);
  if (windows !== null) return typeWindowsName(windows[1] ?? '', windows[2] ?? '', place);
  const server = SERVER_AND_PATH.exec(value);
  if (server !== null) return typeServer(serverOf(value), place);
  return typeHostname(value, place);
}

/** True for a value that can only be meant as a name or an address, so that blanks beside it part values. */
export function standsOnItsOwn(value: string, place: Place): boolean {
  if (value.length > LONGEST_VALUE) return SCHEME.test(value);
  if (SCHEME.test(value) || UNC.test(value) || typeAddress(value, place) !== null) return true;
  const windows = WINDOWS_NAME.exec(value);
  if (windows !== null) return true;
  const name = withoutTail(value);
  if (namesNoMachine(name, place.naming.namesOfNoMachine)) return true;
  const ascii = toAsciiName(name);
  if (ascii === null || !isHostname(ascii) || !/[a-z]/i.test(ascii)) return false;
  return /\d|.\../.test(ascii) || (/[_-]/.test(ascii) && ascii === ascii.toUpperCase());
}

function typeAddress(value: string, place: Place): TypedValue | null {
  const mac = canonicalMac(value, place.kind === 'mac');
  if (mac !== null) {
    const reason = whyMacNamesNoMachine(mac);
    return reason === null ? observable({ kind: 'mac', value, field: place.field, mac }) : rejected(reason);
  }
  const withPort = ADDRESS_AND_PORT.exec(value);
  const text = withPort?.[1] ?? withPort?.[2] ?? value;
  const address = canonicalAddress(text);
  if (address !== null) {
    const reason = whyNoMachine(address, place.naming.sharedAddresses);
    return reason === null ? observable({ kind: 'ip', value: text, field: place.field, address }) : rejected(reason);
  }
  return typeNetwork(value, place);
}

function typeNetwork(value: string, place: Place): TypedValue | null {
  const network = NETWORK.exec(value);
  const address = network === null ? null : canonicalAddress(network[1] ?? '');
  if (address === null) return WILDCARD.test(value) ? rejected('a network, not one machine') : null;
  const whole = address.includes(':') ? '128' : '32';
  // A network of one address is that address.
  return network?.[2] === whole ? typeAddress(address, place) : rejected('a network, not one machine');
}

/** The host of a URL or UNC path: an address or a hostname. */
function typeServer(server: string, place: Place): TypedValue {
  if (server === '') return rejected('a URL without a server');
  return typeAddress(server, place) ?? typeHostname(server, place);
}

/** Host and port of a URL without its scheme; user names and everything after the host are left out. */
function serverOf(rest: string): string {
  const authority = rest.slice(0, 1000).split(/[/?#\\<>]/, 1)[0] ?? '';
  return authority.slice(authority.lastIndexOf('@') + 1);
}

function typeWindowsName(domain: string, name: string, place: Place): TypedValue {
  if (place.kind === 'ip' || place.kind === 'mac') return rejected(notOfKind(place.kind));
  if (place.kind === 'auto' && !name.endsWith('$')) return rejected('an account, not a machine');
  if (domain === '.') return rejected('an account, not a machine');
  const machine = withoutTail(name);
  if (machine.includes('.')) return typeHostname(machine, place);
  const suffix = suffixOfWindowsDomain(domain, place.naming);
  const typed = typeHostname(suffix === null ? machine : `${machine}.${suffix}`, place);
  if (typed.is === 'rejected') return typed;
  return namesNoMachine(machine, place.naming.namesOfNoMachine)
    ? rejected(NO_MACHINE)
    : observable({ ...typed.observable, value: `${domain}\\${machine}` });
}

function suffixOfWindowsDomain(domain: string, naming: NamingRules): string | null {
  const ascii = toAsciiName(domain);
  if (ascii === null) return null;
  if (ascii.includes('.') && isHostname(ascii)) return ascii.toLowerCase();
  const key = domain.toUpperCase();
  return Object.hasOwn(naming.windowsDomains, key) ? (naming.windowsDomains[key]?.toLowerCase() ?? null) : null;
}

function typeHostname(text: string, place: Place): TypedValue {
  const name = withoutTail(text);
  if (namesNoMachine(text, place.naming.namesOfNoMachine) || namesNoMachine(name, place.naming.namesOfNoMachine)) {
    return rejected(NO_MACHINE);
  }
  if (place.kind === 'ip' || place.kind === 'mac') return rejected(notOfKind(place.kind));
  if (name.includes('@')) return rejected('an account or e-mail address, not a machine');
  const ascii = toAsciiName(name);
  if (ascii === null) return rejected('has characters that no hostname has');
  if (!isHostname(ascii)) return rejected(whyNoHostname(ascii));
  // Decided again: Unicode digits and full stops are an address only now.
  if (ascii !== name) return typeAddress(ascii, place) ?? typeHostname(ascii, place);
  if (/^[\d.]+$/.test(ascii) && ascii.includes('.')) return rejected('looks like an address but is none');
  const lower = ascii.toLowerCase();
  if (!/[a-z0-9]/.test(shortNameOf(lower))) return rejected('has no letter or digit');
  const full = suffixOf(lower) === null ? null : lower;
  return observable({ kind: 'hostname', value: name, field: place.field, short: shortNameOf(lower), full });
}

function whyNoHostname(name: string): string {
  if (!/^[a-z0-9._-]*$/i.test(name)) return 'has characters that no hostname has';
  if (name.split('.').some(label => label === '')) return 'has an empty part between its dots';
  return 'too long for a hostname';
}

/** Takes off port, trailing dots and the dollar sign of a machine account. */
function withoutTail(text: string): string {
  let end = text.length;
  const port = /:\d{1,5}$/.exec(text.slice(-6));
  if (port !== null) end -= port[0].length;
  while (end > 0 && (text.charAt(end - 1) === '.' || text.charAt(end - 1) === '$')) end -= 1;
  return text.slice(0, end);
}

function notOfKind(kind: 'ip' | 'mac'): string {
  return kind === 'ip' ? 'not an IP address' : 'not a MAC address';
}

function observable(found: Observable): TypedValue {
  return { is: 'observable', observable: found };
}

function rejected(reason: string): TypedValue {
  return { is: 'rejected', reason };
}
