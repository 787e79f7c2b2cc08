import { canonicalAddress } from '../observables/address';
import type { Asset } from './asset';
import { comparableName, isHostname, shortNameOf, suffixOf } from '../observables/hostname';
import { namesNoMachine } from '../observables/names-of-no-machine';
import type { NamingRules } from '../observables/observable';

/** What an asset is called, ready to be compared: lower case, ASCII, without names that say nothing. */
export interface AssetNames {
  /** Full hostnames. */
  readonly full: ReadonlySet<string>;
  /** Short names: bare hostnames and first labels of full ones. */
  readonly short: ReadonlySet<string>;
  /** The `name` field: labels of a VM or cloud console. */
  readonly labels: ReadonlySet<string>;
  /** The full and short names that can contradict others: all but those that a cloud provider generated. */
  readonly own: { readonly full: ReadonlySet<string>; readonly short: ReadonlySet<string> };
}

/** `ip-10-20-4-17.ec2.internal`: a cloud provider's name for an address, which contradicts no other name. */
const NAME_OF_AN_ADDRESS = /^ip-\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3}$/;

/** Gives what an asset is called. */
export type NameReader = (asset: Asset) => AssetNames;

/** Reads the names of each asset once: an alert with many observables compares each of them with every asset. */
export function createNameReader(naming: NamingRules): NameReader {
  const known = new Map<Asset, AssetNames>();
  return asset => {
    const names = known.get(asset) ?? readNames(asset, naming);
    known.set(asset, names);
    return names;
  };
}

/**
 * Reads all names of an asset, because adapters disagree about which is the first. An address or a placeholder in a hostname field is
 * no name.
 */
function readNames(asset: Asset, naming: NamingRules): AssetNames {
  const hostnames = asset.hostnames
    .map(comparableName)
    .filter(name => isHostname(name) && canonicalAddress(name) === null)
    .filter(name => !namesNoMachine(name, naming.namesOfNoMachine));
  const own = hostnames.filter(name => !NAME_OF_AN_ADDRESS.test(shortNameOf(name)));
  return {
    ...fullAndShort(hostnames),
    labels: new Set(asset.names.map(comparableName).filter(label => label !== '')),
    own: fullAndShort(own.length > 0 ? own : hostnames),
  };
}

function fullAndShort(hostnames: readonly string[]): AssetNames['own'] {
  return {
    full: new Set(hostnames.filter(name => suffixOf(name) !== null)),
    short: new Set(hostnames.map(shortNameOf)),
  };
}
