import { namesNothing, shortNameOf, suffixOf } from './hostname';

/** Placeholders that tools and people write where they have no name. */
const PLACEHOLDERS = [
  '-',
  '--',
  '?',
  'n/a',
  'n.a',
  'na',
  'nil',
  'none',
  'null',
  'undefined',
  'unknown',
  'unassigned',
  'unspecified',
  'unavailable',
  'empty',
  'blank',
  'tbd',
  'tba',
  'not-available',
  'not-applicable',
  'any',
  'all',
  'multiple',
  'various',
  'other',
  'invalid',
  'error',
  'true',
  'false',
  'yes',
  'no',
];

/** Words for a machine, and accounts that stand where a machine should. */
const WORDS = [
  'host',
  'hostname',
  'computer',
  'computername',
  'machine',
  'device',
  'endpoint',
  'workstation',
  'workgroup',
  'pc',
  'user-pc',
  'my-pc',
  'mypc',
  'system',
  'localsystem',
  'administrator',
  'admin',
  'root',
  'guest',
];

/** What an operating system or a vendor calls a machine that nobody named; many machines have these at once. */
const NAMES_FROM_THE_FACTORY = [
  'localhost',
  'localhost4',
  'localhost6',
  'ip6-localhost',
  'ip6-loopback',
  'broadcasthost',
  'kali',
  'parrot',
  'ubuntu',
  'debian',
  'fedora',
  'centos',
  'raspberrypi',
  'android',
  'iphone',
  'ipad',
  'macbook',
  'macbook-pro',
  'macbook-air',
  'macbookpro',
  'imac',
  'openwrt',
  'windows',
  'minint',
  'amnesiac',
  'archlinux',
  'manjaro',
  'linux',
];

const BUILT_IN: ReadonlySet<string> = new Set([...PLACEHOLDERS, ...WORDS, ...NAMES_FROM_THE_FACTORY]);

/**
 * True for a name that many machines have or that stands for none; `listed` are the names that admins add, lower case. A
 * full name counts only where its suffix says nothing: `kali.corp.example.com` is one machine, `kali.local` is none.
 */
export function namesNoMachine(name: string, listed: readonly string[]): boolean {
  const lower = name.toLowerCase();
  if (isListed(lower, listed)) return true;
  const short = shortNameOf(lower);
  const suffix = suffixOf(lower);
  // RFC 6761: localhost is the machine that asks, under any suffix and as a suffix.
  if (short === 'localhost' || suffix === 'localhost' || suffix?.endsWith('.localhost') === true) return true;
  return suffix !== null && namesNothing(suffix) && isListed(short, listed);
}

function isListed(name: string, listed: readonly string[]): boolean {
  return BUILT_IN.has(name) || listed.includes(name);
}
