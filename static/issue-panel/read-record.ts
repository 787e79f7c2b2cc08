import type { AlertRecord, RecordedAsset, RecordedChoice, RecordedObservable } from '../../src/contract/record';

/** An observable with its identity in `choices` (null where it has none) and the decision about it. */
export interface Named {
  readonly observable: RecordedObservable;
  readonly key: string | null;
  readonly choice: RecordedChoice | null;
}

/** An asset that observables are tied to, with those observables. */
export interface Card {
  readonly asset: RecordedAsset;
  readonly named: readonly Named[];
}

/** A value of the alert that names several assets, and which. */
export interface Question extends Named {
  readonly candidates: readonly RecordedAsset[];
}

/** The record in the order in which a person needs it. */
export interface ReadRecord {
  readonly questions: readonly Question[];
  readonly cards: readonly Card[];
  /** Observables that no asset stands for. */
  readonly unresolved: readonly Named[];
  readonly changes: readonly string[];
}

export function readRecord(record: AlertRecord, keys: readonly (string | null)[]): ReadRecord {
  const assets = new Map(record.assets.map(asset => [asset.id, asset]));
  const named = record.observables.map((observable, index): Named => {
    const key = keys[index] ?? null;
    return { observable, key, choice: choiceOf(record, key) };
  });
  const cards = new Map<string, Card>();
  for (const one of named) {
    const { outcome, assetIds } = one.observable;
    if (outcome !== 'matched' && outcome !== 'stale') continue;
    for (const id of assetIds) {
      const asset = assets.get(id);
      if (asset !== undefined) cards.set(id, { asset, named: [...(cards.get(id)?.named ?? []), one] });
    }
  }
  return {
    questions: named
      .filter(({ observable }) => observable.outcome === 'ambiguous')
      .map(one => ({
        ...one,
        candidates: one.observable.assetIds.flatMap(id => assets.get(id) ?? []),
      })),
    cards: [...cards.values()],
    unresolved: named.filter(({ observable }) => observable.outcome === 'not-found' || observable.outcome === 'failed'),
    changes: record.runs.at(-1)?.changes ?? [],
  };
}

function choiceOf({ choices }: AlertRecord, key: string | null): RecordedChoice | null {
  return key !== null && Object.hasOwn(choices, key) ? (choices[key] ?? null) : null;
}

/** An interface as people read it; addresses that no interface names come last, without one. */
export interface Port {
  readonly addresses: readonly string[];
  readonly mac: string | null;
  readonly label: string | null;
}

export function portsOf({ interfaces = [], addresses, macs }: RecordedAsset): readonly Port[] {
  const ports = interfaces
    .filter(port => port.addresses.length > 0 || port.mac !== undefined)
    .map(({ name, mac, manufacturer, addresses: own }): Port => {
      const label = [name, manufacturer].filter(Boolean).join(' · ');
      return { addresses: own, mac: mac ?? null, label: label === '' ? null : label };
    });
  // What can be called comes before what only exists.
  const sorted = [
    ...ports.filter(port => port.addresses.length > 0),
    ...ports.filter(port => port.addresses.length === 0),
  ];
  const known = new Set(ports.flatMap(port => [...port.addresses, port.mac]));
  const loose = addresses.filter(address => !known.has(address));
  const looseMacs = macs.filter(mac => !known.has(mac));
  return [
    ...sorted,
    ...loose.map((address): Port => ({ addresses: [address], mac: null, label: null })),
    ...looseMacs.map((mac): Port => ({ addresses: [], mac, label: null })),
  ];
}
