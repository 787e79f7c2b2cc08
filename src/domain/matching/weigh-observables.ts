import { assetKey, type Asset } from './asset';
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
 * Holds the observables of one alert against each other. What leads elsewhere than a stronger kind is not used and weakens it;
 * what leads to the same asset strengthens it by one step.
 */
export function weighObservables(standings: readonly Standing[], namesOf: NameReader): Weighed {
  const settled = standings.map(standing => settle(standing, standings, namesOf));
  const notes = settled.flatMap(({ note }) => (note === null ? [] : [note]));
  const contested = new Set(settled.flatMap(({ contests }) => contests));
  const now = settled.map(({ standing }) => standing);
  return { standings: now.map(standing => weigh(standing, now, contested)), notes };
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
    return { ...untouched, note: shared.length === 0 ? pointsTo(standing) : null };
  }
  const supported = (anchor: Standing) =>
    all.some(other => other.observable.kind === standing.observable.kind && leadsToTheSame(other, anchor));
  const contested = standing.overLimit ? [] : anchors.filter(anchor => anchor.rule !== 'choice' && !supported(anchor));
  return {
    standing: giveWay(standing, kind, possible),
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
      because: 'what has this address is not called as the alert says',
      others: [
        ...standing.assets.map(asset => notUsed(asset, 'has the address, but not the name')),
        ...standing.others,
      ],
    },
    note: null,
    contests: [],
  };
}

const NOTHING = { outcome: 'not-found', assets: [], confidence: null, rule: null } as const;

function decideBy(standing: Standing, asset: Asset, kind: 'hostname' | 'mac'): Standing {
  const others = standing.assets
    .filter(other => assetKey(other) !== assetKey(asset))
    .map(other => notUsed(other, standing.because));
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

function giveWay(standing: Standing, kind: 'hostname' | 'mac', possible: readonly Asset[]): Standing {
  const because = `the ${labelOf(kind)} leads to ${listFew(possible.map(asset => asset.displayName))}`;
  return {
    ...standing,
    ...NOTHING,
    because: standing.overLimit ? `${standing.because}; ${because}` : `it leads to another asset, but ${because}`,
    others: [...standing.assets.map(asset => notUsed(asset, because)), ...standing.others],
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

function pointsTo(standing: Standing): string | null {
  const asset = resolvedAsset(standing);
  return asset === null ? null : `The ${nameObservable(standing.observable)} points to ${asset.displayName}.`;
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

function labelOf(kind: 'hostname' | 'mac'): string {
  return kind === 'hostname' ? 'name' : 'MAC';
}

function listFew(values: readonly string[]): string {
  const shown = values.slice(0, 3).join(', ');
  return values.length > 3 ? `${shown} and ${values.length - 3} more` : shown;
}

function distinctAssets(assets: readonly Asset[]): Asset[] {
  return [...new Map(assets.map(asset => [assetKey(asset), asset])).values()];
}
