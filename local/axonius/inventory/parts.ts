import type { Chance } from './chance';
import type { Device, DeviceInterface } from './device';

/** The domains of the generated company. */
export const DOMAINS = ['corp.example.com', 'dmz.example.com', 'lab.example.net'] as const;

const MINUTE = 60_000;
const DAY = 86_400_000;

interface Maker {
  readonly manufacturer: string;
  readonly oui: string;
}

/** Makers and the first half of their globally administered addresses. */
const MAKERS: readonly [Maker, ...Maker[]] = [
  { manufacturer: 'Example Hardware', oui: '3c5282' },
  { manufacturer: 'Fabrikam Devices', oui: 'f4b5bb' },
  { manufacturer: 'Northwind Systems', oui: '005056' },
  { manufacturer: 'Adatum Networks', oui: '000c29' },
];

const USERS = ['a.ito', 'b.novak', 'c.okafor', 'd.larsen', 'e.moreau', 'f.haddad', 'g.silva', 'h.kowalski'] as const;

export function makeId(chance: Chance): string {
  return chance.hex(32);
}

/** The same name as different adapters report it: short or full, in any case, some of them more than once. */
export function spellHostname(chance: Chance, short: string, domain: string, adapters: number): string[] {
  const full = `${short}.${domain}`;
  const upper = short.toUpperCase();
  const title = `${short.charAt(0).toUpperCase()}${short.slice(1)}`;
  const spellings = [full, full, short, upper, `${upper}.${domain}`, full.toUpperCase(), `${title}.${domain}`] as const;
  return Array.from({ length: adapters }, () => chance.pick(spellings));
}

/** Mostly hours ago; one in eight is older than a month. */
export function pickLastSeen(chance: Chance, now: Date): Date {
  const recent = chance.happens(0.875);
  const age = recent ? chance.integer(1, 3 * 24 * 60) * MINUTE : chance.integer(31, 400) * DAY;
  return new Date(now.getTime() - age);
}

export function daysBefore(date: Date, days: number): Date {
  return new Date(date.getTime() - days * DAY);
}

/** Colons or dashes, upper or lower case: adapters don't agree. */
export function makeMac(chance: Chance, oui: string): string {
  const pairs = `${oui}${chance.hex(6)}`.match(/../g) ?? [];
  const joined = pairs.join(chance.happens(0.95) ? ':' : '-');
  return chance.happens(0.6) ? joined.toUpperCase() : joined;
}

/** 10.64.0.0 to 10.127.255.255; the demo devices live outside of it. */
export function makeIpv4(chance: Chance): string {
  return `10.${String(chance.integer(64, 127))}.${String(chance.integer(0, 255))}.${String(chance.integer(1, 254))}`;
}

export function makeIpv6(chance: Chance): string {
  const address = `2001:db8:${chance.hex(4)}::${chance.hex(4).replace(/^0+(?=.)/, '')}`;
  return chance.happens(0.9) ? address.replace(/:0+(?=[0-9a-f])/g, ':') : address.toUpperCase();
}

/** One to three interfaces, or many; some without addresses, some without a MAC, some twice. */
export function makeInterfaces(chance: Chance, count = chance.integer(1, 3)): DeviceInterface[] {
  const interfaces = Array.from({ length: count }, (_, at) => makeInterface(chance, at));
  const first = interfaces[0];
  return first !== undefined && chance.happens(0.1) ? [...interfaces, first] : interfaces;
}

function makeInterface(chance: Chance, at: number): DeviceInterface {
  const maker = chance.pick(MAKERS);
  const address = makeIpv4(chance);
  const v6 = chance.happens(0.2) ? [makeIpv6(chance)] : [];
  const named = chance.happens(0.5) ? { name: `eth${String(at)}` } : {};
  const mac = chance.happens(0.93) ? { mac: makeMac(chance, maker.oui), manufacturer: maker.manufacturer } : {};
  if (chance.happens(0.08)) return { ...named, ...mac };
  if (chance.happens(0.06)) return { ...named, ...mac, ips_v4: [address] };
  const subnet = `${address.split('.').slice(0, 3).join('.')}.0/24`;
  return { ...named, ...mac, ips: [address, ...v6], ...(chance.happens(0.3) ? { subnets: [subnet] } : {}) };
}

/** A few people, the same ones again and again, as adapters report them. */
export function pickUsers(chance: Chance): string[] {
  const user = chance.pick(USERS);
  return chance.happens(0.4) ? [user, `CORP\\${user}`, user] : [user];
}

/** Fields that any machine may have or miss. */
export function pickOwnership(chance: Chance, owners: readonly [string, ...string[]]): Partial<Device> {
  return {
    ...(chance.happens(0.6) ? { owner: chance.pick(owners) } : {}),
    ...(chance.happens(0.5) ? { criticality: chance.pick(['Low', 'Medium', 'High', 'Critical']) } : {}),
    ...(chance.happens(0.25) ? { labels: [chance.pick(['Production', 'Test', 'Exclusion List', 'Remote site'])] } : {}),
  };
}

export function pickAdapters(chance: Chance, options: readonly [string, ...string[]], most: number): string[] {
  return Array.from({ length: chance.integer(1, most) }, () => chance.pick(options));
}
