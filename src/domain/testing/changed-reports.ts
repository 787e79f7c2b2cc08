import fc from 'fast-check';
import type { Asset } from '../matching/asset';
import type { JudgedObservable, Judgement } from '../matching/judgement';
import type { Failure } from '../pacing/failure';
import type { Report } from '../record/report';
import { aFailure, aHostname, aJudged, aJudgement, anAsset } from './report-builders';

/** For each part of a thing the values it may change to, or why a change of it says nothing new. */
type Changes<T> = {
  readonly [Part in keyof Required<T>]: fc.Arbitrary<NonNullable<T>[Part]> | { readonly why: string };
};

const word = fc.stringMatching(/^[a-z]{4,12}$/);
const words = fc.uniqueArray(word, { minLength: 1, maxLength: 4 });
const time = fc.integer({ min: 1, max: 10_000 }).map(minutes => new Date(1.7e12 + minutes * 60_000).toISOString());
const count = fc.integer({ min: 5, max: 99 });

const ASSET: Changes<Asset> = {
  id: word,
  inventory: word,
  displayName: word,
  hostnames: words,
  names: words,
  lastSeen: time,
  firstSeen: time,
  interfaces: fc
    .tuple(word, word, words)
    .map(([name, mac, addresses]) => [{ name, mac, addresses, manufacturer: mac }]),
  addresses: words,
  macs: words,
  serials: { why: 'judged by, and never shown' },
  // None of these changes what protects the machine, which is a fact of its own.
  os: word.map(build => `Windows 11 ${build}`),
  model: word.map(series => `Lightbook ${series}`),
  adapters: words.map(others => [...anAsset().adapters, ...others]),
  adapterCount: count,
  agents: count.map(version => [{ adapter: 'crowd_strike_adapter', version: `${version}.0` }]),
  labels: words,
  facts: fc.tuple(word, word).map(([label, value]) => [{ label, value, personal: false }]),
  link: word.map(path => `https://demo.on.axonius.com/${path}`),
};

const JUDGED: Changes<JudgedObservable> = {
  observable: word.map(aHostname),
  outcome: fc.constantFrom('ambiguous', 'stale', 'not-found'),
  confidence: fc.constantFrom('medium', 'low', null),
  rule: fc.constantFrom('short-name', 'mac', 'choice', null),
  because: word,
  assetIds: words,
  others: words.map(names => names.map(name => ({ id: name, name, because: 'Same short name, other domain' }))),
  tried: words,
  isOtherMachine: fc.constant(true),
};

const JUDGEMENT: Changes<Judgement> = {
  outcome: fc.constantFrom('ambiguous', 'stale', 'not-found', 'no-observable'),
  confidence: fc.constantFrom('medium', 'low', null),
  observables: changesOf(aJudged(), JUDGED).map(judged => [judged]),
  assets: changesOf(anAsset(), ASSET).map(asset => [asset]),
  unresolved: count,
  notes: words,
  droppedChoices: word.map(key => ({ [key]: 'gone' })),
};

const FAILURE: Changes<Failure> = {
  kind: fc.constantFrom('timeout', 'auth', 'throttled'),
  side: fc.constantFrom('jira', 'app'),
  sentence: word,
  retryAfterMs: { why: 'when the app tries again is not news' },
  status: { why: 'the sentence says what it means' },
  scope: { why: 'only who has to pause needs it' },
  fields: { why: 'the record says which field was refused' },
  tooLarge: { why: 'only the one who asks needs it' },
};

const failing = (failure: Failure): Report['failure'] => ({ failure, nextTry: null, gaveUp: false });

const REPORT: Changes<Report> = {
  judgement: changesOf(aJudgement(), JUDGEMENT),
  provisional: fc.constant(true),
  partial: words,
  findings: fc.tuple(word, word).map(([label, value]) => [
    {
      source: 'tickets',
      about: 'web01',
      state: 'found' as const,
      facts: [{ label, value }],
      link: null,
      asOf: null,
      because: null,
    },
  ]),
  failure: changesOf(aFailure(), FAILURE).map(failing),
  issueId: { why: 'the same alert' },
  found: fc.tuple(word, word, count).map(([value, reason, notRead]) => ({
    observables: [aHostname(value)],
    rejected: [{ value, reason }],
    notRead,
  })),
  input: { why: 'what was found says it' },
  createdAt: { why: 'an alert is created once' },
  alertTime: time,
  startedAt: { why: 'when the run was' },
  enrichedAt: { why: 'when the run was' },
  answeredAt: { why: 'when the run was' },
  trigger: { why: 'how the run began' },
  requestedBy: { why: 'how the run began' },
  questions: { why: 'what the run cost' },
  freshnessDays: count,
  choices: fc.tuple(word, word).map(([key, assetId]) => ({
    [`hostname:${key}`]: { assetId, by: 'me', at: '2026-11-24T00:00:00Z' },
  })),
};

/** Reports that say something else than `base`, by what differs: `report.judgement`, `asset.os`. */
export function changedReports(base: Report): readonly (readonly [what: string, report: fc.Arbitrary<Report>])[] {
  const withJudgement = (judgement: Judgement): Report => ({ ...base, judgement });
  const from = base.judgement ?? aJudgement();
  return [
    ...each('asset', anAsset(), ASSET, asset => withJudgement({ ...from, assets: [asset] })),
    ...each('observable', aJudged(), JUDGED, judged => withJudgement({ ...from, observables: [judged] })),
    ...each('judgement', from, JUDGEMENT, withJudgement),
    ...each('failure', aFailure(), FAILURE, failure => ({ ...base, judgement: null, failure: failing(failure) })),
    ...each('report', base, REPORT, report => report),
  ];
}

/** Parts of which a change says nothing new, as `changedReports` names parts. */
export function partsThatSayNothing(): readonly string[] {
  return Object.entries({ asset: ASSET, failure: FAILURE, report: REPORT }).flatMap(([name, changes]) =>
    Object.entries(changes)
      .filter(([, values]) => 'why' in values)
      .map(([part]) => `${name}.${part}`),
  );
}

/** The thing with one of its parts changed, whichever. */
function changesOf<T extends object>(base: T, changes: Changes<T>): fc.Arbitrary<T> {
  return fc.oneof(...each('', base, changes, changed => changed).map(([, values]) => values));
}

function each<T extends object, R>(
  name: string,
  base: T,
  changes: Changes<T>,
  toReport: (changed: T) => R,
): readonly (readonly [string, fc.Arbitrary<R>])[] {
  const parts = Object.entries(changes) as [keyof T & string, fc.Arbitrary<unknown> | { why: string }][];
  return parts.flatMap(([part, values]) =>
    'why' in values ? [] : [[`${name}.${part}`, values.map(value => toReport({ ...base, [part]: value }))] as const],
  );
}
