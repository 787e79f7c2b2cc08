import { MOST_CANDIDATES } from './answer';
import type { Asset } from './asset';
import type { NameReader } from './asset-names';
import type { Explanation } from './explain-candidate';
import { describeLastSeen, isFresh, seenAgainst, wasFirstSeenAfter } from './freshness';
import type { NotUsed } from './judgement';
import { namesNothing, suffixOf } from '../observables/hostname';
import type { Observable } from '../observables/observable';
import { notUsed, weaker } from './standing';
import { aliveTwin, compare, groupTwins, identityOf, isIdentified, type Identity } from './twins';

export interface TellApartContext {
  /** ISO 8601. */
  readonly alertTime: string;
  readonly freshnessDays: number;
  readonly namesOf: NameReader;
}

/** Which of several assets of one rank it is, or that this can't be told, and why. */
export type Told =
  | {
      readonly is: 'one';
      readonly explanation: Explanation;
      readonly because: string;
      /** Records of the same machine that were passed over: a sentence without its full stop. */
      readonly ignored: string | null;
      readonly others: readonly NotUsed[];
    }
  | { readonly is: 'several'; readonly because: string };

/** Records of one machine, and what is known of it. */
interface Machine {
  readonly records: readonly Asset[];
  readonly identity: Identity;
  readonly seen: 'of late' | 'long ago' | 'unknown';
}

/**
 * Tells assets of one rank apart. Twins are one machine at several times. Strangers are told apart only where they have one
 * full name, which a machine may have given itself: then what they can prove and when they were seen decide, and never
 * surely.
 */
export function tellApart(
  best: readonly Explanation[],
  observable: Observable,
  becauseSeveral: string,
  context: TellApartContext,
): Told {
  const several: Told = { is: 'several', because: becauseSeveral };
  if (best.length > MOST_CANDIDATES) return several;
  const assets = best.map(({ asset }) => asset);
  const groups = groupTwins(assets, {
    ...context,
    macsProve: (left, right) => observable.kind !== 'mac' || haveOneFullName([left, right], context.namesOf),
  });
  if (groups === null) return several;
  if (groups.length === 1) return tellTwinsApart(best, observable, context);
  if (!haveOneFullName(assets, context.namesOf)) return several;
  return tellStrangersApart(best, groups, becauseSeveral, context);
}

function tellTwinsApart(best: readonly Explanation[], observable: Observable, { alertTime }: TellApartContext): Told {
  const twins = best.map(({ asset }) => asset);
  const explanation = best.find(({ asset }) => asset === aliveTwin(twins, alertTime));
  if (explanation === undefined) {
    const because = `Axonius holds ${best.length} assets for this machine, and time does not tell which one it was`;
    return { is: 'several', because };
  }
  return {
    is: 'one',
    // More than one asset has this MAC, so it proves less than it could.
    explanation: observable.kind === 'mac' ? { ...explanation, confidence: 'low' } : explanation,
    because: explanation.because,
    ignored: describeIgnored(
      twins.filter(twin => twin !== explanation.asset),
      explanation.asset,
      alertTime,
    ),
    others: twins
      .filter(twin => twin !== explanation.asset)
      .map(twin => notUsed(twin, `Another record of the same machine; ${describeLastSeen(twin, alertTime)}`)),
  };
}

/** `An older record of this machine was ignored (last seen 90 days before the alert)`. */
function describeIgnored(twins: readonly Asset[], used: Asset, alertTime: string): string {
  const [twin] = twins;
  const isOlder = twins.every(({ lastSeen }) => (lastSeen ?? '') < (used.lastSeen ?? ''));
  if (twins.length !== 1 || twin === undefined) {
    return `${twins.length} ${isOlder ? 'older' : 'other'} records of this machine were ignored`;
  }
  const seen = describeLastSeen(twin, alertTime).replace(/^it was /, '');
  return `${isOlder ? 'An older' : 'Another'} record of this machine was ignored (${seen})`;
}

function tellStrangersApart(
  best: readonly Explanation[],
  groups: readonly (readonly Asset[])[],
  becauseSeveral: string,
  context: TellApartContext,
): Told {
  const machines = groups.map(records => toMachine(records, context));
  const { machine, why } = chooseMachine(machines, context);
  const alive = machine === null ? null : aliveTwin(machine.records, context.alertTime);
  const explanation = best.find(({ asset }) => asset === alive);
  if (machine === null || explanation === undefined)
    return { is: 'several', because: `${becauseSeveral}, and ${becauseContradicting(machines)}` };
  return {
    is: 'one',
    explanation: {
      ...explanation,
      confidence: weaker(explanation.confidence, 'medium'),
      atMost: weaker(explanation.atMost, 'medium'),
    },
    because: `${explanation.because}; of ${best.length} assets with this name it is ${why}`,
    ignored: null,
    others: machines.flatMap(other =>
      other.records
        .filter(record => record !== alive)
        .map(record => notUsed(record, becauseStranger(other, machine, describeLastSeen(record, context.alertTime)))),
    ),
  };
}

function toMachine(records: readonly Asset[], context: TellApartContext): Machine {
  const identities = records.map(identityOf);
  const sights = records.map(record => sightOf(record, context));
  return {
    records,
    identity: {
      serials: new Set(identities.flatMap(({ serials }) => [...serials])),
      macs: new Set(identities.flatMap(({ macs }) => [...macs])),
    },
    seen: sights.includes('of late') ? 'of late' : sights.includes('unknown') ? 'unknown' : 'long ago',
  };
}

/** What Axonius met only after the alert was not seen before it, whatever it says about itself. */
function sightOf(asset: Asset, { alertTime, freshnessDays }: TellApartContext): Machine['seen'] {
  if (wasFirstSeenAfter(asset, alertTime)) return 'long ago';
  if (seenAgainst(asset, alertTime) === null) return 'unknown';
  return isFresh(asset, alertTime, freshnessDays) ? 'of late' : 'long ago';
}

/**
 * The machine of several with one full name, or null. One that can be told by serial or MAC goes before those that can't,
 * which may have given themselves the name. What was seen at an unknown time may have been seen of late.
 */
function chooseMachine(
  machines: readonly Machine[],
  { alertTime, freshnessDays }: TellApartContext,
): { readonly machine: Machine | null; readonly why: string } {
  const none = { machine: null, why: '' };
  const identified = machines.filter(({ identity }) => isIdentified(identity));
  const bare = machines.filter(({ identity }) => !isIdentified(identity));
  const only = onlyOne(identified.filter(({ seen }) => seen !== 'long ago'));
  const onlySeen = `the only one seen in the ${freshnessDays} days before the alert`;
  if (only === 'several') return none;
  if (only !== null) {
    if (only.seen === 'unknown') return none;
    const isOnlySeen = machines.every(machine => machine === only || machine.seen === 'long ago');
    return {
      machine: only,
      why: isOnlySeen ? onlySeen : 'the only one with a serial number or MAC address that was seen of late',
    };
  }
  const candidates = identified.length === 0 ? bare : bare.filter(({ seen }) => seen !== 'long ago');
  if (candidates.some(({ seen }) => seen === 'unknown')) return none;
  const alive = aliveTwin(
    candidates.flatMap(({ records }) => records),
    alertTime,
  );
  const machine = candidates.find(({ records }) => alive !== null && records.includes(alive)) ?? null;
  return { machine, why: candidates.length === 1 ? onlySeen : "the one in use at the alert's time" };
}

function onlyOne(machines: readonly Machine[]): Machine | 'several' | null {
  return machines.length > 1 ? 'several' : (machines[0] ?? null);
}

function becauseContradicting(machines: readonly Machine[]): string {
  const [serials, macs] = (['serials', 'macs'] as const).map(kind =>
    machines.some((left, at) =>
      machines.slice(at + 1).some(right => compare(left.identity[kind], right.identity[kind]) === 'other'),
    ),
  );
  if (serials === true)
    return macs === true ? 'their serial numbers and MAC addresses differ' : 'their serial numbers differ';
  return macs === true ? 'their MAC addresses differ' : 'nothing shows that they are one machine';
}

function becauseStranger(other: Machine, used: Machine, lastSeen: string): string {
  if (other === used) return `Another record of the same machine; ${lastSeen}`;
  const serials = compare(other.identity.serials, used.identity.serials) === 'other';
  const macs = compare(other.identity.macs, used.identity.macs) === 'other';
  if (serials) return `Same full name, but another serial number; ${lastSeen}`;
  if (macs) return `Same full name, but another MAC address; ${lastSeen}`;
  return `Same full name, and nothing shows that it is the same machine; ${lastSeen}`;
}

/** True where all assets share a full name that says more than the short one. */
function haveOneFullName(assets: readonly Asset[], namesOf: NameReader): boolean {
  const [first, ...rest] = assets.map(asset => namesOf(asset).full);
  return [...(first ?? [])].some(name => !namesNothing(suffixOf(name) ?? '') && rest.every(names => names.has(name)));
}
