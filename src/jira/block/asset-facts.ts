import type { AdfNode } from '../../domain/alert/document';
import { listFacts } from '../../domain/facts/list-facts';
import type { Fact } from '../../domain/facts/fact';
import type { Asset } from '../../domain/matching/asset';
import type { JudgedObservable } from '../../domain/matching/judgement';
import type { Report } from '../../domain/record/report';
import { type Line, join, labelled, strong, text } from './nodes';
import { moreInPanel, writeSeen } from './words';

/** What an asset is, after its name; a criticality says what it is, because `High` alone doesn't. */
const WHAT: readonly (readonly [key: string, before: string])[] = [
  ['os', ''],
  ['model', ''],
  ['criticality', 'criticality '],
];
/** Whose it is. */
const WHOSE = ['labels', 'owner'] as const;
const TOOLS = ['edr', 'device-management', 'vulnerability-scanner'] as const;

/** Facts that the block shows elsewhere than in a row of their own, or leaves to the panel. */
const PLACED: ReadonlySet<string> = new Set([
  ...WHAT.map(([key]) => key),
  ...WHOSE,
  ...TOOLS,
  'missing',
  'last-seen',
  'address',
  'name',
  'first-seen',
  'mac',
  'interface',
  'directory',
  'adapter',
  'adapter-count',
]);

/** An asset with what is known of it, as the block's rows read it. */
export interface ShownAsset {
  readonly asset: Asset;
  readonly facts: readonly Fact[];
  /** The alert's observables that lead to it; an address among them stands first. */
  readonly judged: readonly JudgedObservable[];
}

export function showAsset(asset: Asset, judged: readonly JudgedObservable[]): ShownAsset {
  return { asset, facts: listFacts(asset), judged };
}

/** `lt-4411.corp.example.com — Windows 11 · Lightbook 14 · criticality High`, the name in bold. */
export function nameLine(shown: ShownAsset): AdfNode[] {
  return join([strong(shown.asset.displayName), join(whatItIs(shown), ' · ')], ' — ');
}

export function whatItIs({ facts }: ShownAsset): Line[] {
  return WHAT.flatMap(([key, before]) => valuesOf(facts, key).map(value => text(before + value)));
}

/** `Finance, Payment approval · Finance IT`. */
export function whoseItIs({ facts }: ShownAsset): AdfNode[] {
  return join(
    WHOSE.flatMap(key => valuesOf(facts, key).map(text)),
    ' · ',
  );
}

/**
 * The labelled rows of one asset, in their order. A new row is a function in this list; a new fact without a place of its own
 * gets a row by itself.
 */
const ROWS: readonly ((shown: ShownAsset, report: Report) => AdfNode[])[] = [
  ({ asset }, report) => labelled('Last seen', text(writeSeen(asset.lastSeen, report.alertTime))),
  shown => labelled('Addresses', text(writeAddresses(shown))),
  shown => labelled('Protection', text(writeProtection(shown.facts))),
  ({ facts }) =>
    facts
      .filter(({ key, value }) => !PLACED.has(key) && value.trim() !== '')
      .flatMap(({ label, value }) => labelled(label, text(value))),
];

export function detailRows(shown: ShownAsset, report: Report): AdfNode[] {
  return ROWS.flatMap(row => row(shown, report));
}

const MOST_ADDRESSES = 2;

/** In one line: those that the alert names, IPv4, IPv6, and last what is only link-local; the MAC of the first. */
function writeAddresses(shown: ShownAsset): string {
  const { asset } = shown;
  const addresses = orderedAddresses(shown);
  const [first, ...others] = addresses;
  if (first === undefined) {
    return asset.macs.length === 0 ? 'none known' : `no IP address; MAC ${asset.macs.slice(0, 2).join(', ')}`;
  }
  const mac = asset.interfaces.find(port => port.mac !== null && port.addresses.includes(first))?.mac;
  const all = [mac == null ? first : `${first} (${mac})`, ...others];
  // Saying that there is one more takes the room that it needs itself.
  if (all.length <= MOST_ADDRESSES + 1) return all.join(', ');
  return [...all.slice(0, MOST_ADDRESSES), moreInPanel(all.length - MOST_ADDRESSES)].join(', ');
}

/** The first addresses where there is little room. */
export function firstAddresses(shown: ShownAsset): string {
  return orderedAddresses(shown).slice(0, MOST_ADDRESSES).join(', ');
}

function orderedAddresses({ facts, judged }: ShownAsset): string[] {
  const named = new Set(judged.flatMap(({ observable }) => (observable.kind === 'ip' ? [observable.address] : [])));
  const rank = (address: string) => {
    if (named.has(address)) return 0;
    if (/^(fe80:|169\.254\.)/i.test(address)) return 3;
    return address.includes(':') ? 2 : 1;
  };
  return valuesOf(facts, 'address').sort((one, other) => rank(one) - rank(other));
}

/** `CrowdStrike 7.18, Intune 1.92 · no vulnerability scanner reports it`. */
function writeProtection(facts: readonly Fact[]): string {
  const tools = TOOLS.flatMap(key => valuesOf(facts, key)).join(', ');
  const missing = valuesOf(facts, 'missing').map(kinds => `no ${kinds.replace(/, ([^,]*)$/, ' or $1')} reports it`);
  return [tools, ...missing].filter(part => part !== '').join(' · ');
}

function valuesOf(facts: readonly Fact[], key: string): string[] {
  return facts.filter(fact => fact.key === key).map(({ value }) => value);
}
