import type { Confidence, MatchRule } from '../../contract/vocabulary';
import type { AssetNames, NameReader } from './asset-names';
import type { Asset } from './asset';
import { wasSeenWithinADay } from './freshness';
import { comparableName, namesNothing, shortNameOf, suffixOf } from '../observables/hostname';
import { isGloballyAdministered, isSharedByDesign } from '../observables/mac';
import type { HostnameObservable, NamingRules, Observable } from '../observables/observable';
import { mayBeTruncated } from '../observables/variants';

/** What ties a candidate to an observable. A lower rank is a better one. */
export interface Explanation {
  readonly asset: Asset;
  readonly rule: Exclude<MatchRule, 'choice'>;
  readonly rank: number;
  readonly confidence: Confidence;
  /** The most that agreeing observables can raise the confidence to. */
  readonly atMost: Confidence;
  readonly because: string;
}

/** A candidate that is not tied to the observable and worth naming: same short name, other machine. */
export interface Sibling {
  readonly asset: Asset;
  readonly because: string;
}

export type Explained =
  | { readonly is: 'explained'; readonly explanation: Explanation }
  | { readonly is: 'sibling'; readonly sibling: Sibling }
  | { readonly is: 'unrelated' };

export interface ExplainContext {
  readonly naming: NamingRules;
  readonly namesOf: NameReader;
  /** ISO 8601. */
  readonly alertTime: string;
}

const RANKS = { 'full-name': 0, 'short-of-full': 1, 'short-name': 2, 'name-only': 3, truncated: 4 } as const;
const UNRELATED: Explained = { is: 'unrelated' };

/** Checks a candidate against an observable with all values of both, whatever the query was that found it. */
export function explainCandidate(observable: Observable, asset: Asset, context: ExplainContext): Explained {
  switch (observable.kind) {
    case 'hostname': {
      const names = context.namesOf(asset);
      return observable.full === null
        ? explainShort(observable, asset, names)
        : explainFull(observable, observable.full, asset, names, context.naming);
    }
    case 'ip': {
      if (!asset.addresses.includes(observable.address)) return UNRELATED;
      const recent = wasSeenWithinADay(asset, context.alertTime);
      const because = recent ? 'Address matches, seen within a day of the alert' : 'Address matches';
      return explained({ asset, rule: 'address', rank: recent ? 0 : 1, confidence: 'low', atMost: 'high', because });
    }
    case 'mac': {
      if (!asset.macs.includes(observable.mac)) return UNRELATED;
      const unique = isGloballyAdministered(observable.mac) && !isSharedByDesign(observable.mac);
      const because = unique ? 'MAC address matches' : 'MAC address matches, but software made it up';
      return explained({ asset, rule: 'mac', rank: 0, confidence: unique ? 'high' : 'low', atMost: 'high', because });
    }
  }
}

/** True where `suffix` is one of the organisation's, or says nothing, so that a short name alone may stand for the full one. */
function suffixIsOurs(suffix: string, naming: NamingRules): boolean {
  return (
    namesNothing(suffix) ||
    naming.suffixes.some(known => known.toLowerCase() === suffix) ||
    Object.values(naming.windowsDomains).some(known => known.toLowerCase() === suffix)
  );
}

function explainFull(
  given: HostnameObservable,
  full: string,
  asset: Asset,
  names: AssetNames,
  naming: NamingRules,
): Explained {
  if (names.full.has(full)) {
    const because = given.value.includes('\\') ? `Full hostname ${full} matches` : 'Full hostname matches';
    return byName(asset, 'full-name', 'high', 'high', because);
  }
  const suffix = full.slice(given.short.length + 1);
  const labelled = names.labels.has(full) || names.labels.has(given.short);
  if (mayBeTruncated(given)) {
    const longer = [...names.full].find(name => startsLonger(name, given.short) && suffixOf(name) === suffix);
    const bare = names.own.full.size === 0 ? [...names.short].find(name => startsLonger(name, given.short)) : undefined;
    const name = longer ?? bare;
    if (name !== undefined) return byName(asset, 'truncated', 'low', 'high', becauseTruncated(name));
  }
  if (names.own.full.size > 0) {
    if (names.short.has(given.short)) return sibling(asset, 'Same short name, other domain');
    return labelled
      ? sibling(asset, `Only the VM's display name matches; its hostname is ${listNames(names.own.full)}`)
      : UNRELATED;
  }
  const ours = suffixIsOurs(suffix, naming);
  if (names.short.has(given.short)) {
    return ours
      ? byName(asset, 'short-of-full', 'medium', 'high', 'Short name matches; Axonius knows no full name for it')
      : sibling(asset, `Only the short name matches, and ${suffix} is not one of your domains`);
  }
  if (names.labels.has(full)) return byName(asset, 'name-only', labelConfidence(names), 'medium', becauseLabel(names));
  if (!names.labels.has(given.short)) return UNRELATED;
  return ours
    ? byName(asset, 'name-only', 'low', 'medium', becauseLabel(names))
    : sibling(asset, `Only the VM's display name matches, and ${suffix} is not one of your domains`);
}

function explainShort(given: HostnameObservable, asset: Asset, names: AssetNames): Explained {
  const { short } = given;
  if (names.short.has(short)) {
    const full = [...names.full].filter(name => shortNameOf(name) === short);
    const because =
      full.length === 0
        ? 'Short name matches'
        : `Short name matches; full name${full.length === 1 ? ' is' : 's are'} ${listNames(full)}`;
    return byName(asset, 'short-name', 'medium', 'high', because);
  }
  if ([...names.labels].some(label => label === short || label.startsWith(`${short}.`))) {
    return byName(asset, 'name-only', labelConfidence(names), 'medium', becauseLabel(names));
  }
  if (!mayBeTruncated(given)) return UNRELATED;
  const longer = [...names.short].find(name => startsLonger(name, short));
  return longer === undefined ? UNRELATED : byName(asset, 'truncated', 'low', 'high', becauseTruncated(longer));
}

/** A label beside another hostname may be left over from an earlier use of the machine. */
function labelConfidence(names: AssetNames): Confidence {
  return names.short.size === 0 ? 'medium' : 'low';
}

function becauseLabel(names: AssetNames): string {
  const label = "Only the VM's display name matches";
  return names.short.size === 0
    ? label
    : `${label}; its hostname is ${listNames(names.own.full.size > 0 ? names.own.full : names.own.short)}`;
}

function becauseTruncated(name: string): string {
  return `Name matches the first 15 characters of ${shortNameOf(name)}, where Windows cuts names`;
}

function startsLonger(name: string, short: string): boolean {
  const first = shortNameOf(name);
  return first.length > short.length && first.startsWith(short);
}

function listNames(names: Iterable<string>): string {
  const sorted = [...names].map(comparableName).sort();
  const shown = sorted.slice(0, 2).join(' and ');
  return sorted.length > 2 ? `${shown} and ${sorted.length - 2} more` : shown;
}

function byName(
  asset: Asset,
  rule: keyof typeof RANKS,
  confidence: Confidence,
  atMost: Confidence,
  because: string,
): Explained {
  return explained({ asset, rule, rank: RANKS[rule], confidence, atMost, because });
}

function explained(explanation: Explanation): Explained {
  return { is: 'explained', explanation };
}

function sibling(asset: Asset, because: string): Explained {
  return { is: 'sibling', sibling: { asset, because } };
}
