import type { ObservableAnswer } from '../matching/answer';
import type { Asset } from '../matching/asset';
import { findObservables } from '../observables/find-observables';
import type { JudgeInput } from '../matching/judge';
import { judge } from '../matching/judge';
import type { Judgement } from '../matching/judgement';
import type { FieldKind } from '../../contract/vocabulary';
import type { NamingRules, Observable } from '../observables/observable';
import { observableKey } from '../observables/observable';
import { describeTried } from '../observables/variants';

/** The alert's time in tests: other times are given against it. */
export const ALERT_TIME = '2026-11-24T02:00:00.000Z';

/** ISO time so many hours before the alert; negative is after it. */
export function hoursBefore(hours: number): string {
  return new Date(Date.parse(ALERT_TIME) - hours * 3_600_000).toISOString();
}

export function daysBefore(days: number): string {
  return hoursBefore(days * 24);
}

export function someNaming(overrides: Partial<NamingRules> = {}): NamingRules {
  return {
    suffixes: ['corp.example.com', 'dmz.example.com'],
    windowsDomains: { CORP: 'corp.example.com' },
    namesOfNoMachine: [],
    sharedAddresses: [],
    ...overrides,
  };
}

/** A device that was seen an hour before the alert. The id comes from its names unless given. */
export function anAsset(overrides: Partial<Asset> = {}): Asset {
  const hostnames = overrides.hostnames ?? [];
  const names = overrides.names ?? [];
  const id = overrides.id ?? `id of ${[...hostnames, ...names, ...(overrides.addresses ?? [])].join(' ')}`;
  return {
    id,
    displayName: hostnames[0] ?? names[0] ?? id,
    hostnames,
    names,
    lastSeen: hoursBefore(1),
    firstSeen: null,
    interfaces: [],
    addresses: [],
    macs: [],
    serials: [],
    os: null,
    model: null,
    adapters: ['active_directory_adapter'],
    adapterCount: 1,
    agents: [],
    labels: [],
    facts: [],
    link: `https://demo.on.axonius.com/assets/devices/${encodeURIComponent(id)}/asset-profile/all`,
    ...overrides,
  };
}

/** The observables of a field's text. */
export function observablesIn(
  text: string,
  kind: FieldKind = 'hostname',
  naming = someNaming(),
): readonly Observable[] {
  return findObservables([{ field: 'customfield_10050', kind, texts: [text] }], naming).observables;
}

export function anAnswer(observable: Observable, overrides: Partial<ObservableAnswer> = {}): ObservableAnswer {
  return {
    key: observableKey(observable),
    candidates: [],
    overLimit: false,
    askedInFull: true,
    tried: describeTried(observable, someNaming()),
    answeredAt: hoursBefore(-48),
    ...overrides,
  };
}

/** What is concluded about an alert with these values when Axonius answers every question with the whole inventory. */
export function judgeAlert(
  values: string,
  inventory: readonly Asset[],
  overrides: Partial<JudgeInput> & { readonly answer?: Partial<ObservableAnswer> } = {},
): Judgement {
  const { answer, ...input } = overrides;
  const naming = input.naming ?? someNaming();
  const observables = input.observables ?? observablesIn(values, 'hostname', naming);
  return judge({
    observables,
    answers: observables.map(observable => anAnswer(observable, { candidates: inventory, ...answer })),
    alertTime: ALERT_TIME,
    freshnessDays: 30,
    naming,
    choices: {},
    ...input,
  });
}
