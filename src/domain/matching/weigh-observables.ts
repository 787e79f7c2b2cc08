import { assetKey, distinctAssets, type Asset } from './asset';
import type { NameReader } from './asset-names';
import type { Observable } from '../observables/observable';
import { nameObservable, notUsed, raise, resolvedAsset, weaker } from './standing';
import type { Standing } from './standing';

export interface Weighed {
  readonly standings: readonly Standing[];
  readonly notes: readonly string[];
}

/** A stronger kind stands where two kinds disagree: names before MACs before addresses. */
const STRENGTH = { hostname: 2, mac: 1, ip: 0 } as const;

/**
 * Holds the observables of one alert against each other. What leads to the same asset strengthens it by one step. An address
 * that leads elsewhere than the names is the other end of the event and says nothing about them; a MAC that does, or an address
 * against a MAC, is a contradiction and weakens them. Both keep what they lead to.
 */
export function weighObservables(standings: readonly Standing[], namesOf: NameReader): Weighed {
  const settled = standings.map(standing => settle(standing, standings, namesOf));
  const notes = settled.flatMap(({ note }) => (note === null ? [] : [note]));
  const contested = new Set(settled.flatMap(({ contests }) => contests));
  const now = settled.map(({ standing }) => standing);
  return { standings: now.map(standing => preferAddressed(weigh(standing, now, contested), now)), notes };
}

interface Settled {
  readonly standing: Standing;
  readonly note: string | null;
  /** Keys of the observables that this one contradicts. */
  readonly contests: readonly string[];
}

/** What remains of one observable beside the stronger ones. */
function settle(standing: Standing, all: readonly Standing[], namesOf: NameReader): Settled {
  const untouched: Settled = { standing, note: null, contests: [] };
  if (standing.rule === 'choice' || standing.outcome === 'not-found') return untouched;
  const { anchors, kind } = strongerThan(standing, all);
  if (kind === null) return untouched;
  if (anchors.length === 0) return kind === 'hostname' ? contradictByName(standing, all, namesOf) : untouched;

  const resolved = distinctAssets(anchors.flatMap(anchor => resolvedAsset(anchor) ?? []));
  const possible = distinctAssets(anchors.flatMap(anchor => anchor.assets));
  const shared = standing.assets.filter(asset => resolved.some(other => assetKey(other) === assetKey(asset)));
  const [only] = shared;
  if (standing.outcome === 'ambiguous' && only !== undefined && shared.length === 1) {
    return { ...untouched, standing: decideBy(standing, only, kind) };
  }
  if (standing.assets.some(asset => possible.some(other => assetKey(other) === assetKey(asset)))) {
    return untouched;
  }
  // Too many to tell: naming them all would hide the machine that the alert is about.
  const other: Standing = { ...standing, assets: standing.overLimit ? [] : standing.assets, isElsewhere: true };
  if (kind === 'hostname' && standing.observable.kind === 'ip') return { ...untouched, standing: other };
  const supported = (anchor: Standing) =>
    all.some(other => other.observable.kind === standing.observable.kind && leadsToTheSame(other, anchor));
  const contested = standing.overLimit ? [] : anchors.filter(anchor => anchor.rule !== 'choice' && !supported(anchor));
  return {
    standing: other,
    note: standing.overLimit ? null : conflictNote(standing, kind, anchors, possible),
    contests: contested.map(anchor => anchor.key),
  };
}

/** The observables of the strongest kind that the alert has beside a weaker one, and which of them lead somewhere. */
function strongerThan(
  standing: Standing,
  all: readonly Standing[],
): { anchors: readonly Standing[]; kind: 'hostname' | 'mac' | null } {
  const strength = STRENGTH[standing.observable.kind];
  const leading = (kind: Observable['kind']) =>
    all.filter(other => other.observable.kind === kind && other.assets.length > 0 && !other.overLimit);
  for (const kind of ['hostname', 'mac'] as const) {
    if (STRENGTH[kind] > strength && leading(kind).length > 0) return { anchors: leading(kind), kind };
  }
  const names = all.filter(other => other.observable.kind === 'hostname');
  const noneFound = names.length > 0 && names.every(other => other.outcome === 'not-found');
  return { anchors: [], kind: strength < STRENGTH.hostname && noneFound ? 'hostname' : null };
}

/**
 * The alert's names were not found. An asset with names of its own is then not what an address meant, since addresses move; a MAC
 * stays with its machine, which may have been renamed.
 */
function contradictByName(standing: Standing, all: readonly Standing[], namesOf: NameReader): Settled {
  const contradicted = standing.assets.filter(asset => namesOf(asset).short.size > 0);
  if (contradicted.length < standing.assets.length || standing.assets.length === 0) {
    return { standing, note: null, contests: [] };
  }
  const names = all.filter(other => other.observable.kind === 'hostname').map(other => other.observable.value);
  const label = nameObservable(standing.observable);
  if (standing.observable.kind === 'mac') {
    const note = `The ${label} leads to an asset that is not called ${listFew(names)}.`;
    return { standing: { ...standing, confidence: standing.confidence && 'low', atMost: 'low' }, note, contests: [] };
  }
  return {
    standing: {
      ...standing,
      ...NOTHING,
      because: 'The asset with this address has another name',
      others: [
        ...standing.assets.map(asset => notUsed(asset, 'Has the address, but another name')),
        ...standing.others,
      ],
    },
    note: null,
    contests: [],
  };
}

const NOTHING = { outcome: 'not-found', assets: [], confidence: null, rule: null } as const;

function decideBy(standing: Standing, asset: Asset, kind: 'hostname' | 'mac'): Standing {
  const too = `Has this ${labelOf(standing.observable.kind)} too`;
  const others = standing.assets.filter(other => assetKey(other) !== assetKey(asset)).map(other => notUsed(other, too));
  return {
    ...standing,
    outcome: 'matched',
    assets: [asset],
    confidence: 'low',
    pickedByOther: true,
    because: `${standing.because}, and the ${labelOf(kind)} says which one`,
    others: [...others, ...standing.others],
  };
}

function conflictNote(
  standing: Standing,
  kind: 'hostname' | 'mac',
  anchors: readonly Standing[],
  possible: readonly Asset[],
): string {
  const elsewhere = listFew(standing.assets.map(asset => asset.displayName));
  const stands = listFew(possible.map(asset => asset.displayName));
  const anchor =
    anchors.length === 1 && anchors[0] !== undefined ? nameObservable(anchors[0].observable) : `${labelOf(kind)}s`;
  return `Conflict: the ${anchor} ${anchors.length === 1 ? 'leads' : 'lead'} to ${stands}, but the ${nameObservable(standing.observable)} leads to ${elsewhere}. The ${labelOf(kind)} was used.`;
}

/** Of several candidates of a name those first that have an address of the alert, which is said of one alone. */
function preferAddressed(standing: Standing, all: readonly Standing[]): Standing {
  if (standing.outcome !== 'ambiguous' || standing.observable.kind !== 'hostname') return standing;
  const named = new Set(all.flatMap(({ observable }) => (observable.kind === 'ip' ? [observable.address] : [])));
  const addressOf = (asset: Asset) => asset.addresses.find(address => named.has(address));
  const having = standing.assets.filter(asset => addressOf(asset) !== undefined);
  const [only] = having;
  if (only === undefined) return standing;
  const said = having.length === 1 ? `; only ${only.displayName} has the alert's address ${addressOf(only) ?? ''}` : '';
  return {
    ...standing,
    assets: [...having, ...standing.assets.filter(asset => !having.includes(asset))],
    because: `${standing.because}${said}`,
  };
}

/** Applies agreement and conflict to one observable that leads to one asset. */
function weigh(standing: Standing, all: readonly Standing[], contested: ReadonlySet<string>): Standing {
  if (resolvedAsset(standing) === null || standing.confidence === null) return standing;
  const agreeing = all.filter(
    other => other.observable.kind !== standing.observable.kind && leadsToTheSame(other, standing),
  );
  const confirmed = !standing.pickedByOther && agreeing.some(other => !other.pickedByOther);
  const leader = agreeing.find(other => STRENGTH[other.observable.kind] > STRENGTH[standing.observable.kind]);
  const confidence = confirmed ? raise(standing.confidence, standing.atMost) : standing.confidence;
  return {
    ...standing,
    // An agreeing address is not old news about another machine, so it has the outcome of the name.
    outcome: leader?.outcome ?? standing.outcome,
    confidence: contested.has(standing.key) ? weaker(confidence, 'low') : confidence,
    because: [
      standing.because,
      ...agreeing.slice(0, 2).map(other => `${nameObservable(other.observable)} agrees`),
    ].join('; '),
  };
}

function leadsToTheSame(left: Standing, right: Standing): boolean {
  const [asset, other] = [resolvedAsset(left), resolvedAsset(right)];
  return asset !== null && other !== null && assetKey(asset) === assetKey(other);
}

function labelOf(kind: Observable['kind']): string {
  return { hostname: 'name', mac: 'MAC', ip: 'address' }[kind];
}

function listFew(values: readonly string[]): string {
  const shown = values.slice(0, 3).join(', ');
  return values.length > 3 ? `${shown} and ${values.length - 3} more` : shown;
}
