import type { NameReader } from './asset-names';
import type { Asset } from './asset';
import { seenAgainst, wasFirstSeenAfter } from './freshness';
import { namesNothing, suffixOf } from '../observables/hostname';
import { isGloballyAdministered, isSharedByDesign, whyMacNamesNoMachine } from '../observables/mac';
import { usableSerials } from './serials';

/**
 * True where every two of the assets are twins: one machine that Axonius holds more than once, told by the same full name,
 * serial or MAC. `countMacs` is false where it was a MAC that found them, which would prove itself.
 */
export function areTwins(assets: readonly Asset[], namesOf: NameReader, countMacs: boolean): boolean {
  const traits = assets.map(asset => traitsOf(asset, namesOf, countMacs));
  return traits.every((left, index) =>
    traits.slice(index + 1).every(right => [...left].some(trait => right.has(trait))),
  );
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

function traitsOf(asset: Asset, namesOf: NameReader, countMacs: boolean): ReadonlySet<string> {
  const names = [...namesOf(asset).full].filter(name => !namesNothing(suffixOf(name) ?? ''));
  const macs = countMacs ? asset.macs.filter(isOneMachines) : [];
  return new Set([
    ...names,
    ...usableSerials(asset).map(serial => `serial ${serial}`),
    ...macs.map(mac => `mac ${mac}`),
  ]);
}

function isOneMachines(mac: string): boolean {
  return isGloballyAdministered(mac) && !isSharedByDesign(mac) && whyMacNamesNoMachine(mac) === null;
}
