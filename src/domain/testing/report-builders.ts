import type { Asset } from '../matching/asset';
import type { Failure } from '../pacing/failure';
import type { JudgedObservable, Judgement } from '../matching/judgement';
import type { HostnameObservable, Observable } from '../observables/observable';
import type { Report } from '../record/report';

/** Builders for tests: a valid thing, with what the test cares about overridden. */
export function anAsset(overrides: Partial<Asset> = {}): Asset {
  const displayName = overrides.displayName ?? 'lt-4411.corp.example.com';
  return {
    id: 'ca1df3031a00e387c8a7da086272f2b6',
    displayName,
    hostnames: [displayName],
    names: ['LT-4411'],
    lastSeen: '2026-11-24T01:52:00Z',
    firstSeen: '2025-02-01T08:00:00Z',
    interfaces: [
      { name: 'Ethernet', mac: '3C:52:82:A1:23:45', addresses: ['10.20.4.17', 'fe80::1'], manufacturer: 'Example' },
    ],
    addresses: ['10.20.4.17', 'fe80::1'],
    macs: ['3C:52:82:A1:23:45'],
    serials: ['EX4411'],
    os: 'Windows 11',
    model: 'Lightbook 14',
    adapters: ['crowd_strike_adapter', 'active_directory_adapter'],
    adapterCount: 2,
    agents: [{ adapter: 'crowd_strike_adapter', version: '7.18.17106' }],
    labels: ['Finance', 'Payment approval'],
    facts: [
      { label: 'Criticality', value: 'High', personal: false },
      { label: 'Owner', value: 'Finance IT', personal: true },
    ],
    link: 'https://demo.on.axonius.com/devices/ca1df3031a00e387c8a7da086272f2b6',
    ...overrides,
  };
}

export function aHostname(value: string): HostnameObservable {
  const lower = value.toLowerCase();
  return {
    kind: 'hostname',
    value,
    field: 'customfield_10050',
    short: lower.split('.')[0] ?? lower,
    full: lower.includes('.') ? lower : null,
  };
}

export function anAddress(address: string): Observable {
  return { kind: 'ip', value: address, field: 'customfield_10051', address };
}

export function aJudged(overrides: Partial<JudgedObservable> = {}): JudgedObservable {
  return {
    observable: aHostname('LT-4411.corp.example.com'),
    outcome: 'matched',
    confidence: 'high',
    rule: 'full-name',
    because: 'Full hostname matches',
    assetIds: ['ca1df3031a00e387c8a7da086272f2b6'],
    others: [],
    tried: ['lt-4411.corp.example.com'],
    ...overrides,
  };
}

export function aJudgement(overrides: Partial<Judgement> = {}): Judgement {
  const observables = overrides.observables ?? [aJudged()];
  return {
    outcome: 'matched',
    confidence: 'high',
    observables,
    assets: [anAsset()],
    unresolved: observables.filter(one => one.outcome !== 'matched' && one.outcome !== 'stale').length,
    notes: [],
    droppedChoices: {},
    ...overrides,
  };
}

export function aReport(overrides: Partial<Report> = {}): Report {
  const judgement = overrides.judgement === undefined ? aJudgement() : overrides.judgement;
  return {
    judgement,
    failure: null,
    issueId: '10001',
    found: { observables: judgement?.observables.map(one => one.observable) ?? [], rejected: [], notRead: 0 },
    input: 'a'.repeat(64),
    createdAt: '2026-11-24T01:58:00Z',
    alertTime: '2026-11-24T01:58:00Z',
    startedAt: '2026-11-24T01:58:02Z',
    enrichedAt: '2026-11-24T01:58:04.200Z',
    answeredAt: '2026-11-24T01:58:04Z',
    trigger: 'created',
    requestedBy: null,
    questions: 1,
    freshnessDays: 30,
    choices: {},
    ...overrides,
  };
}

export function aFailure(overrides: Partial<Failure> = {}): Failure {
  return {
    kind: 'unavailable',
    side: 'axonius',
    sentence: 'Axonius could not be reached. Its operator can check that it is running.',
    retryAfterMs: null,
    status: 503,
    ...overrides,
  };
}

/** An alert with an open end of every kind, in one report. */
export function aMixedReport(): Report {
  const web = (id: string, name: string) => anAsset({ id, displayName: name, os: 'Ubuntu 24.04', names: [] });
  return aReport({
    judgement: aJudgement({
      outcome: 'ambiguous',
      confidence: null,
      observables: [
        aJudged(),
        aJudged({
          observable: aHostname('web01'),
          outcome: 'ambiguous',
          confidence: null,
          rule: 'short-name',
          because: 'two assets have this short name',
          assetIds: ['w1', 'w2'],
        }),
        aJudged({
          observable: aHostname('db9'),
          outcome: 'not-found',
          confidence: null,
          rule: null,
          because: 'no asset has this name',
          assetIds: [],
          tried: ['db9', 'db9.corp.example.com'],
          others: [{ id: 'd1', name: 'db9.dmz.example.com', because: 'Same short name, other domain' }],
        }),
      ],
      assets: [anAsset(), web('w1', 'web01.corp.example.com'), web('w2', 'web01.dmz.example.com')],
    }),
  });
}
