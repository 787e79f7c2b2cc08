import type { Asset } from '../../domain/matching/asset';
import type { AdfNode } from '../../domain/alert/document';
import type { JudgedObservable, NotUsed } from '../../domain/matching/judgement';
import { writeLastSeen } from '../../domain/record/record-moments';
import type { Report } from '../../domain/record/report';
import { type Line, across, glue, join, labelled, link, status, strong, text } from './nodes';
import { KIND_WORDS, LOZENGES, confidenceWords, isShown, moreInPanel } from './words';

const MOST_ADDRESSES = 4;
const MOST_NOT_USED = 3;

export interface AssetGroup {
  readonly asset: Asset;
  /** The observables that led to it, the first one decides. */
  readonly judged: readonly [JudgedObservable, ...JudgedObservable[]];
}

/** The rows of one matched or stale asset. `alone`: the last row of the block holds its link and what it was matched by. */
export function assetRows(group: AssetGroup, report: Report, options: { alone: boolean; lozenge: boolean }): AdfNode[] {
  const { asset, judged } = group;
  const [first] = judged;
  return [
    ...across('tableCell', [
      ...nameLine(asset),
      ...(options.lozenge ? [glue('  '), ...lozengeOf(first)] : []),
      ...(options.alone ? [] : tail(link('Open in Axonius', asset.link))),
    ]),
    ...labelled('Why', text(first.because)),
    ...(first.outcome === 'stale' ? labelled('Meaning', text(staleMeaning(first, asset, report))) : []),
    ...labelled('Last seen', text(writeLastSeen(asset.lastSeen, report.alertTime))),
    ...asset.facts.filter(isShown).flatMap(fact => labelled(fact.label, text(fact.value))),
    ...labelled('Addresses', ...addressLines(asset, judged)),
    ...(options.alone ? [] : labelled('Matched by', text(matchedBy(judged)))),
    ...labelled('Not used', ...notUsedLines(judged.flatMap(one => one.others))),
  ];
}

/** `web01.corp.example.com — Windows 11`, the name in bold. */
export function nameLine(asset: Asset): AdfNode[] {
  return join([strong(asset.displayName), asset.os === null ? [] : text(asset.os)], ' — ');
}

/** `hostname WEB01 and address 10.20.4.17`. */
export function matchedBy(judged: readonly JudgedObservable[]): string {
  return judged.map(one => `${KIND_WORDS[one.observable.kind]} ${one.observable.value}`).join(' and ');
}

/** Candidates of an ambiguous observable: name, when it was last seen, an address, its page. */
export function candidateLine(asset: Asset, report: Report): AdfNode[] {
  return join(
    [
      nameLine(asset),
      text(`last seen ${writeLastSeen(asset.lastSeen, report.alertTime)}`),
      text(orderedAddresses(asset, [])[0]?.address ?? ''),
      link('Open in Axonius', asset.link),
    ],
    ' · ',
  );
}

/** `web01.dmz.example.com: its full name differs`, at most three, the others counted. */
export function notUsedLines(others: readonly NotUsed[]): Line[] {
  const unique = [...new Map(others.map(other => [other.id, other])).values()];
  const lines = unique.slice(0, MOST_NOT_USED).map(other => text(`${other.name}: ${other.because}`));
  return unique.length > MOST_NOT_USED ? [...lines, text(moreInPanel(unique.length - MOST_NOT_USED))] : lines;
}

function lozengeOf(judged: JudgedObservable): AdfNode[] {
  const { text: label, color } = LOZENGES[judged.outcome];
  const confidence = text(confidenceWords(judged.confidence));
  return [status(label, color), ...(confidence.length > 0 ? [glue(' '), ...confidence] : [])];
}

function tail(nodes: readonly AdfNode[]): AdfNode[] {
  return nodes.length === 0 ? [] : [glue(' · '), ...nodes];
}

function staleMeaning(judged: JudgedObservable, asset: Asset, report: Report): string {
  if (asset.lastSeen === null) return 'Axonius does not say when it was last seen, so it may no longer exist.';
  if (judged.rule === 'address')
    return 'Not seen within 24 h of the alert, so another machine may have had this address.';
  return `Not seen within ${report.freshnessDays} days before the alert, so it may be switched off, renamed or replaced.`;
}

interface PairedAddress {
  readonly address: string;
  readonly mac: string | null;
}

function addressLines(asset: Asset, judged: readonly JudgedObservable[]): Line[] {
  const pairs = orderedAddresses(asset, judged);
  if (pairs.length === 0)
    return [text(asset.macs.length === 0 ? 'none known' : `no IP address; MAC ${asset.macs.slice(0, 2).join(', ')}`)];
  const lines = pairs
    .slice(0, MOST_ADDRESSES)
    .map(pair => text(pair.mac === null ? pair.address : `${pair.address} (${pair.mac})`));
  return pairs.length > MOST_ADDRESSES ? [...lines, text(moreInPanel(pairs.length - MOST_ADDRESSES))] : lines;
}

/** Each address once with its interface's MAC: those that the alert names, IPv4, IPv6, and last what is only link-local. */
function orderedAddresses(asset: Asset, judged: readonly JudgedObservable[]): PairedAddress[] {
  const pairs = new Map<string, PairedAddress>();
  for (const { addresses, mac } of asset.interfaces) {
    for (const address of addresses) if (!pairs.has(address)) pairs.set(address, { address, mac });
  }
  for (const address of asset.addresses) if (!pairs.has(address)) pairs.set(address, { address, mac: null });
  const named = new Set(judged.flatMap(({ observable }) => (observable.kind === 'ip' ? [observable.address] : [])));
  const rank = ({ address }: PairedAddress) => {
    if (named.has(address)) return 0;
    if (/^(fe80:|169\.254\.)/i.test(address)) return 3;
    return address.includes(':') ? 2 : 1;
  };
  return [...pairs.values()].sort((one, other) => rank(one) - rank(other));
}
