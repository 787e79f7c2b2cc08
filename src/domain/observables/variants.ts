import ipaddr from 'ipaddr.js';
import type { Asset } from '../matching/asset';
import { comparableName } from './hostname';
import type { HostnameObservable, NamingRules, Observable } from './observable';

/** Windows cuts computer names for NetBIOS after this many characters. */
export const NETBIOS_NAME_LENGTH = 15;

/** Spellings of one observable for lists of exact values, by the kind of Axonius field that they are asked of. */
export interface ExactSpellings {
  /** For hostname, preferred hostname and name. */
  readonly names: readonly string[];
  /** For addresses of network interfaces. */
  readonly addresses: readonly string[];
  /** For MACs of network interfaces. */
  readonly macs: readonly string[];
}

/**
 * The spellings that are asked for first, because equality in Axonius is case-sensitive: as given, lower and upper case,
 * short and full, and a short name with each configured suffix. Without duplicates.
 */
export function exactSpellings(observable: Observable, naming: NamingRules): ExactSpellings {
  switch (observable.kind) {
    case 'hostname':
      return { names: distinct(spellingsOfName(observable, naming)), addresses: [], macs: [] };
    case 'ip':
      return { names: [], addresses: distinct(spellingsOfAddress(observable.address)), macs: [] };
    case 'mac':
      return { names: [], addresses: [], macs: distinct(spellingsOfMac(observable.mac)) };
  }
}

/**
 * The short name, lower case, for the second question, which is anchored and ignores case: assets that have it bare or as
 * the first label of a full name. Where `mayBeTruncated` holds, asks for names that start with it. Null for what is no name.
 */
export function anchoredShortName(observable: Observable): string | null {
  return observable.kind === 'hostname' ? observable.short : null;
}

/** True for a name that Windows may have cut: exactly 15 characters, given without a DNS suffix. */
export function mayBeTruncated(observable: Observable): boolean {
  return (
    observable.kind === 'hostname' &&
    observable.short.length === NETBIOS_NAME_LENGTH &&
    (observable.full === null || observable.value.includes('\\'))
  );
}

/** True where the exact question found what was given in full, so that the second question is needless. */
export function isFoundInFull(observable: Observable, candidates: readonly Asset[]): boolean {
  if (observable.kind !== 'hostname') return candidates.length > 0;
  const { full } = observable;
  return full !== null && candidates.some(asset => asset.hostnames.some(name => comparableName(name) === full));
}

/** The variants as people write them, for the list of what was tried. `anchored`: whether the second question was asked. */
export function describeTried(observable: Observable, naming: NamingRules, anchored = false): readonly string[] {
  switch (observable.kind) {
    case 'ip':
      return [observable.address];
    case 'mac':
      return [observable.mac];
    case 'hostname': {
      const { short, full } = observable;
      const names = full === null ? [short, ...naming.suffixes.map(suffix => `${short}.${suffix}`)] : [full, short];
      if (!anchored) return distinct(names);
      const second = mayBeTruncated(observable)
        ? `any name that starts with ${short}`
        : `${short} in any domain and any case`;
      return distinct([...names, second]);
    }
  }
}

function spellingsOfName(observable: HostnameObservable, naming: NamingRules): string[] {
  const { short, full } = observable;
  const given = observable.value.split('\\').at(-1) ?? observable.value;
  const suffixes = full === null ? naming.suffixes : [full.slice(short.length + 1)];
  // The given spelling only where it is the name and not the text around it, e.g. of a Unicode name.
  const givenShort = given.split('.', 1)[0] ?? given;
  const shorts =
    givenShort.toLowerCase() === short ? [givenShort, short, short.toUpperCase()] : [short, short.toUpperCase()];
  const fulls = suffixes.flatMap(suffix => [
    ...shorts.map(spelling => `${spelling}.${suffix}`),
    `${short}.${suffix}`.toUpperCase(),
  ]);
  const asGiven = given.toLowerCase() === (full ?? short) ? [given] : [];
  return full === null ? [...asGiven, ...shorts, ...fulls] : [...asGiven, ...fulls, ...shorts];
}

function spellingsOfAddress(address: string): string[] {
  if (!ipaddr.IPv6.isValid(address) || !address.includes(':')) return [address];
  const parsed = ipaddr.IPv6.parse(address);
  return [address, address.toUpperCase(), parsed.toNormalizedString(), fixedLength(parsed)];
}

function fixedLength(address: ipaddr.IPv6): string {
  return address.parts.map(part => part.toString(16).padStart(4, '0')).join(':');
}

function spellingsOfMac(mac: string): string[] {
  const bare = mac.replaceAll(':', '');
  const dotted = bare.toLowerCase().match(/.{4}/g)?.join('.') ?? bare;
  const separated = [mac, mac.replaceAll(':', '-'), bare];
  return [...separated.flatMap(spelling => [spelling, spelling.toLowerCase()]), dotted];
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
