import type { Asset } from '../matching/asset';

export type MachineKind = 'workstation' | 'server' | 'network-device' | 'printer' | 'phone' | 'unknown';

/** The first that fits decides: *Cisco IOS* is no phone, and *Windows Server 2022* no workstation. */
const BY_SYSTEM: readonly (readonly [RegExp, MachineKind])[] = [
  [/\b(cisco|nx-?os|junos|pan-?os|forti\w*|arubaos|routeros|meraki|big-?ip|vyos|sonicos|comware)\b/i, 'network-device'],
  [/printer|jetdirect|\bmfp\b/i, 'printer'],
  [/\b(ios|ipados|iphone|ipad|android)\b/i, 'phone'],
  [/esxi?\b|vmware/i, 'unknown'],
  [/server/i, 'server'],
  [/\bwindows (xp|vista|7|8|8\.1|10|11)\b|\bmac ?os|\bos x\b|chrome ?os|desktop/i, 'workstation'],
  [/linux|ubuntu|debian|red ?hat|\brhel\b|centos|rocky|alma|suse|fedora|unix|solaris|\baix\b|bsd\b/i, 'server'],
];

const BY_MODEL: readonly (readonly [RegExp, MachineKind])[] = [
  [/printer|laserjet|officejet|workcentre|imagerunner|\bmfp\b/i, 'printer'],
  [/iphone|ipad|galaxy|pixel/i, 'phone'],
  [/laptop|book\b|thinkpad|latitude|optiplex|surface|imac/i, 'workstation'],
];

/** What a machine is, from its model where that says it, else from its operating system. */
export function kindOfMachine({ os, model }: Pick<Asset, 'os' | 'model'>): MachineKind {
  return find(BY_MODEL, model) ?? find(BY_SYSTEM, os) ?? 'unknown';
}

function find(table: typeof BY_MODEL, text: string | null): MachineKind | null {
  return text === null ? null : (table.find(([pattern]) => pattern.test(text))?.[1] ?? null);
}
