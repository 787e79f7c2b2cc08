import type { Asset } from './asset';
import { comparableName, shortNameOf } from '../observables/hostname';
import type { Observable } from '../observables/observable';
import { mayBeTruncated, NETBIOS_NAME_LENGTH } from '../observables/variants';

/**
 * Tells which observables an asset is a candidate of; one query asks for many of them, and Axonius doesn't say which one
 * an asset answers. One look-up for each name and address of the asset, however many observables there are. Generous on purpose: an asset of another domain with the same short name is a candidate, so that
 * judging can name it.
 */
export function createAttribution(observables: readonly Observable[]): (asset: Asset) => ReadonlySet<Observable> {
  const byIdentity = new Map<string, Observable[]>();
  for (const observable of observables) {
    const identity = identityOf(observable);
    byIdentity.set(identity, [...(byIdentity.get(identity) ?? []), observable]);
    if (observable.kind === 'hostname' && mayBeTruncated(observable)) {
      const beginning = `beginning ${observable.short}`;
      byIdentity.set(beginning, [...(byIdentity.get(beginning) ?? []), observable]);
    }
  }
  return asset => new Set(identitiesOf(asset).flatMap(identity => byIdentity.get(identity) ?? []));
}

function identityOf(observable: Observable): string {
  switch (observable.kind) {
    case 'hostname':
      return `name ${observable.short}`;
    case 'ip':
      return `address ${observable.address}`;
    case 'mac':
      return `mac ${observable.mac}`;
  }
}

function identitiesOf(asset: Asset): readonly string[] {
  const shorts = [...asset.hostnames, ...asset.names].map(name => shortNameOf(comparableName(name)));
  return [
    ...shorts.map(short => `name ${short}`),
    ...shorts.map(short => `beginning ${short.slice(0, NETBIOS_NAME_LENGTH)}`),
    ...asset.addresses.map(address => `address ${address}`),
    ...asset.macs.map(mac => `mac ${mac}`),
  ];
}
