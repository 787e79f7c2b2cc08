import type { Asset } from './asset';
import { isFresh, seenAgainst, wasFirstSeenAfter } from './freshness';
import { isGloballyAdministered, isSharedByDesign, whyMacNamesNoMachine } from '../observables/mac';
import { usableSerials } from './serials';

/** What tells machines apart: the serials and MACs that makers gave, without placeholders and what many machines share. */
export interface Identity {
  readonly serials: ReadonlySet<string>;
  readonly macs: ReadonlySet<string>;
}

/** `same`: they have one in common; `other`: both have some and none in common; `unknown`: one of them has none. */
export type Comparison = 'same' | 'other' | 'unknown';

export interface TwinRules {
  /** ISO 8601. */
  readonly alertTime: string;
  readonly freshnessDays: number;
  /** A MAC that found the assets proves nothing by itself: a docking station lends it to every machine. */
  readonly macsProve: (left: Asset, right: Asset) => boolean;
}

export function identityOf(asset: Asset): Identity {
  return { serials: new Set(usableSerials(asset)), macs: new Set(asset.macs.filter(isOneMachines)) };
}

export function isIdentified({ serials, macs }: Identity): boolean {
  return serials.size > 0 || macs.size > 0;
}

export function compare(left: ReadonlySet<string>, right: ReadonlySet<string>): Comparison {
  if (left.size === 0 || right.size === 0) return 'unknown';
  return [...left].some(value => right.has(value)) ? 'same' : 'other';
}

/**
 * Sorts assets into machines: twins, which Axonius holds more than once, come together. Null where that can't be told,
 * because one asset is a twin of two that are none of each other.
 */
export function groupTwins(assets: readonly Asset[], rules: TwinRules): readonly (readonly Asset[])[] | null {
  const identities = new Map(assets.map(asset => [asset, identityOf(asset)]));
  const isTwin = (left: Asset, right: Asset): boolean => {
    const [one, other] = [identities.get(left), identities.get(right)];
    return (
      one !== undefined && other !== undefined && areTwins({ asset: left, ...one }, { asset: right, ...other }, rules)
    );
  };
  const groups: Asset[][] = [];
  for (const asset of assets) {
    const own = groups.filter(group => group.some(member => isTwin(member, asset)));
    const [group] = own;
    if (own.length > 1 || group?.every(member => isTwin(member, asset)) === false) return null;
    if (group === undefined) groups.push([asset]);
    else group.push(asset);
  }
  return groups;
}

/**
 * The twin that was alive at the alert's time: first seen not after it, and last seen after it or closest before it. Null
 * where time does not tell them apart.
 */
export function aliveTwin(twins: readonly Asset[], alertTime: string): Asset | null {
  const possible = twins
    .filter(asset => !wasFirstSeenAfter(asset, alertTime))
    .map(asset => ({ asset, distance: seenAgainst(asset, alertTime) ?? -Infinity }));
  const seenAfter = possible.filter(({ distance }) => distance >= 0);
  if (seenAfter.length > 0) return seenAfter.length === 1 ? (seenAfter[0]?.asset ?? null) : null;
  const closest = Math.max(...possible.map(({ distance }) => distance));
  const alive = possible.filter(({ distance }) => distance === closest);
  return alive.length === 1 ? (alive[0]?.asset ?? null) : null;
}

type Known = Identity & { readonly asset: Asset };

/**
 * Two records of one machine share a serial, or a MAC where their serials don't contradict: a MAC travels with a dock. A
 * serial can be made up, or cloned with a virtual machine: where the MACs contradict it and both were seen of late, it
 * proves nothing.
 */
function areTwins(left: Known, right: Known, { alertTime, freshnessDays, macsProve }: TwinRules): boolean {
  const serials = compare(left.serials, right.serials);
  const macs = compare(left.macs, right.macs);
  if (serials === 'other') return false;
  if (serials === 'unknown') return macs === 'same' && macsProve(left.asset, right.asset);
  return macs !== 'other' || ![left, right].every(({ asset }) => isFresh(asset, alertTime, freshnessDays));
}

function isOneMachines(mac: string): boolean {
  return isGloballyAdministered(mac) && !isSharedByDesign(mac) && whyMacNamesNoMachine(mac) === null;
}
