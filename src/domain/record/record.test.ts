import fc from 'fast-check';
import type { AlertRecord } from '../../contract/record';
import { differences } from './differences';
import { buildRecord } from './record';
import { digest } from './health-figures';
import {
  aFailure,
  aHostname,
  anAddress,
  aJudged,
  aJudgement,
  aMixedReport,
  aReport,
  anAsset,
} from '../testing/report-builders';

const written = { previous: null, written: true, notWritten: null, block: 'b'.repeat(64) } as const;

describe('the record of a run', () => {
  it('says what was found, of what, and how fast', () => {
    expect(buildRecord(aReport(), written)).toMatchObject({
      v: 1,
      outcome: 'matched',
      confidence: 'high',
      assetCount: 1,
      unresolved: 0,
      written: true,
      notWritten: null,
      primary: {
        assetId: 'ca1df3031a00e387c8a7da086272f2b6',
        host: 'lt-4411.corp.example.com',
        lastSeen: '2026-11-24T01:52:00Z',
      },
      assets: [
        {
          id: 'ca1df3031a00e387c8a7da086272f2b6',
          names: ['lt-4411.corp.example.com', 'LT-4411'],
          addresses: ['10.20.4.17', 'fe80::1'],
          macs: ['3C:52:82:A1:23:45'],
          adapters: ['crowd_strike_adapter', 'active_directory_adapter'],
          link: 'https://demo.on.axonius.com/devices/ca1df3031a00e387c8a7da086272f2b6',
        },
      ],
      observables: [
        {
          kind: 'hostname',
          value: 'LT-4411.corp.example.com',
          field: 'customfield_10050',
          outcome: 'matched',
          rule: 'full-name',
          because: 'Full hostname matches',
        },
      ],
      failure: null,
      contextSeconds: 4.2,
      input: 'a'.repeat(64),
      block: 'b'.repeat(64),
      runs: [{ at: '2026-11-24T01:58:04Z', trigger: 'created', outcome: 'matched', changes: [] }],
    });
  });

  it('never calls a candidate primary', () => {
    const candidates = aJudgement({
      outcome: 'ambiguous',
      confidence: null,
      observables: [aJudged({ outcome: 'ambiguous', confidence: null, assetIds: ['w1', 'w2'] })],
      assets: [anAsset({ id: 'w1' }), anAsset({ id: 'w2' })],
    });
    expect(buildRecord(aReport({ judgement: candidates }), written)).toMatchObject({
      outcome: 'ambiguous',
      primary: null,
      assetCount: 2,
      unresolved: 1,
    });
    expect(buildRecord(aMixedReport(), written)).toMatchObject({ outcome: 'ambiguous', unresolved: 2 });
    expect(buildRecord(aMixedReport(), written).primary?.host).toBe('lt-4411.corp.example.com');
  });

  it('calls the machine primary that the name leads to, not the one that has the address', () => {
    const elsewhere = aJudged({ observable: anAddress('10.9.9.9'), assetIds: ['b'], isOtherMachine: true });
    const judgement = aJudgement({
      observables: [elsewhere, aJudged()],
      assets: [anAsset(), anAsset({ id: 'b', displayName: 'b.corp.example.com' })],
    });
    const record = buildRecord(aReport({ judgement }), written);
    expect(record).toMatchObject({
      primary: { host: 'lt-4411.corp.example.com' },
      assetCount: 2,
      observables: [{ outcome: 'matched', otherMachine: true }, { outcome: 'matched' }],
    });
    expect(digest('SEC-1', record).notFound).toEqual([]);
  });

  it('says of a failure what it is and when it is tried again, and keeps what it knew of the block', () => {
    const failed = aReport({
      judgement: null,
      failure: { failure: aFailure(), nextTry: '2026-11-24T02:05:00Z', gaveUp: false },
      found: { observables: [aHostname('web01')], rejected: [], notRead: 0 },
    });
    const previous = buildRecord(aReport(), written);
    expect(buildRecord(failed, { previous, written: false, notWritten: null, block: null })).toMatchObject({
      outcome: 'failed',
      confidence: null,
      assetCount: 0,
      unresolved: 1,
      primary: null,
      failure: { kind: 'unavailable', nextTry: '2026-11-24T02:05:00Z' },
      observables: [{ value: 'web01', outcome: 'failed' }],
      block: 'b'.repeat(64),
      runs: [{ outcome: 'matched' }, { outcome: 'failed', changes: ['now failed, was matched'] }],
    });
  });

  it('keeps the last ten runs and the time of the first context', () => {
    let previous: AlertRecord | null = null;
    for (let run = 0; run < 14; run += 1) {
      const enrichedAt = `2026-11-24T02:${String(run).padStart(2, '0')}:00Z`;
      previous = buildRecord(aReport({ enrichedAt, trigger: 'manual' }), { ...written, previous });
    }
    expect(previous?.runs).toHaveLength(10);
    expect(previous?.runs.at(-1)?.at).toBe('2026-11-24T02:13:00Z');
    expect(previous?.contextSeconds).toBe(120);
  });

  it('never grows over 30,000 characters and says that detail was left out', () => {
    const addresses = Array.from({ length: 900 }, (_, index) => `10.1.${index >> 8}.${index & 255}`);
    const large = (id: string) =>
      anAsset({
        id,
        displayName: `${id}.${'x'.repeat(220)}`,
        addresses,
        interfaces: addresses.map(address => ({ name: 'eth', mac: null, addresses: [address], manufacturer: null })),
      });
    for (const count of [1, 10, 50]) {
      const ids = Array.from({ length: count }, (_, index) => `asset-${index}`);
      const observables = ids.map(id =>
        aJudged({
          observable: aHostname(`${id}.${'y'.repeat(200)}`),
          assetIds: [id],
          tried: Array.from({ length: 10 }, () => 'z'.repeat(200)),
          others: ids.map(other => ({ id: other, name: 'n'.repeat(200), because: 'b'.repeat(200) })),
        }),
      );
      const judgement = aJudgement({ observables, assets: ids.map(large) });
      const record = buildRecord(aReport({ judgement }), written);
      expect(JSON.stringify(record).length).toBeLessThanOrEqual(30_000);
      expect(record).toMatchObject({ outcome: 'matched', assetCount: count });
      expect(record.notes).toContain('Some detail has no room in the record and was left out.');
      expect(record.assets[0]?.omitted).toBeGreaterThan(0);
    }
  });

  it('keeps hostile texts as harmless ones', () => {
    const asset = anAsset({ displayName: 'web\u202e01\u0000\ud800', link: 'javascript:alert(1)' });
    const record = buildRecord(aReport({ judgement: aJudgement({ assets: [asset] }) }), written);
    expect(record.assets[0]).toMatchObject({ link: '' });
    expect(record.primary?.host).toBe('web01\ufffd');
  });
});

describe('differences', () => {
  const recordOf = (overrides: Parameters<typeof anAsset>[0], judgement = {}) =>
    buildRecord(aReport({ judgement: aJudgement({ assets: [anAsset(overrides)], ...judgement }) }), written);

  it('are told as a person would', () => {
    const before = recordOf({
      addresses: ['10.20.4.17'],
      facts: [{ label: 'Owner', value: 'Finance IT', personal: true }],
    });
    const after = recordOf({ addresses: ['10.20.4.18'], facts: [{ label: 'Owner', value: 'Sales', personal: true }] });
    expect(differences(before, after)).toEqual([
      'address 10.20.4.18 added',
      'address 10.20.4.17 gone',
      'Owner now Sales, was Finance IT',
    ]);
    expect(differences(before, before)).toEqual([]);
  });

  it('tell what comes and goes, but not what a former version did not record', () => {
    const managed = recordOf({ adapters: ['crowd_strike_adapter', 'sccm_adapter', 'tenable_io_adapter'] });
    const bare = recordOf({ adapters: ['sccm_adapter', 'tenable_io_adapter'] });
    expect(differences(managed, bare)).toEqual(['Missing protection EDR added', 'EDR CrowdStrike 7.18 gone']);
    const former = {
      ...bare,
      assets: bare.assets.map(asset => ({ ...asset, facts: [{ label: 'Owner', value: 'Sales' }] })),
    };
    expect(differences(former, managed)).toEqual(['Owner now Finance IT, was Sales']);
  });

  it('name a new outcome, a new confidence and other assets', () => {
    const none = recordOf({}, { outcome: 'not-found', confidence: null, observables: [], assets: [] });
    const found = recordOf({});
    expect(differences(none, found)).toEqual(['now matched, was not-found', 'asset lt-4411.corp.example.com added']);
    expect(differences(found, recordOf({}, { confidence: 'low' }))).toEqual(['confidence now low, was high']);
  });

  it('do not take what had no room for gone', () => {
    const full = recordOf({ addresses: ['10.0.0.1', '10.0.0.2'] });
    const cut = { ...full, assets: full.assets.map(asset => ({ ...asset, addresses: ['10.0.0.1'], omitted: 1 })) };
    expect(differences(full, cut)).toEqual([]);
    expect(differences(cut, full)).toEqual([]);
  });

  it('are counted past twenty', () => {
    const many = recordOf({ addresses: Array.from({ length: 40 }, (_, index) => `10.0.0.${index}`) });
    const changes = differences(recordOf({ addresses: [] }), many);
    expect(changes).toHaveLength(20);
    expect(changes.at(-1)).toBe('21 more changes');
  });
});

describe('a record of hostile text and many choices', () => {
  const hostile = fc.string({ unit: 'binary', maxLength: 300 });
  const anything = fc.oneof(
    hostile,
    fc.constantFrom('漢'.repeat(300), '"'.repeat(300), '\u061c\u{e0041}\ufe0f\u00adx', '\u0600web01'),
  );
  const choices = fc.dictionary(
    anything.map(name => `hostname:${name}`),
    fc.record({
      assetId: fc.option(anything.map(name => name.slice(0, 100))),
      notAssetIds: fc.array(fc.constant('漢'.repeat(100)), { maxLength: 60 }),
      by: fc.constant('someone'),
      at: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map(date => date.toISOString()),
    }),
    { maxKeys: 60 },
  );

  it('fits into 30,000 characters and 32,768 bytes, and keeps the newest choice', () => {
    fc.assert(
      fc.property(choices, anything, fc.integer({ min: 1, max: 60 }), (chosen, name, count) => {
        const asset = anAsset({
          displayName: name,
          hostnames: Array.from({ length: count }, (_, at) => `${at}${name}`),
        });
        const judgement = aJudgement({
          observables: Array.from({ length: count }, () => aJudged({ because: name, tried: [name, name] })),
          assets: Array.from({ length: count }, () => asset),
          notes: Array.from({ length: count }, () => name),
        });
        const record = buildRecord(aReport({ judgement, choices: chosen }), written);
        const json = JSON.stringify(record);
        expect(json.length).toBeLessThanOrEqual(30_000);
        expect(Buffer.byteLength(json)).toBeLessThanOrEqual(32_768);
        const newest = Object.values(chosen).sort((one, other) => (one.at < other.at ? 1 : -1))[0];
        if (newest !== undefined) expect(Object.values(record.choices).map(({ at }) => at)).toContain(newest.at);
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  it('holds no control, format or other unseen character', () => {
    fc.assert(
      fc.property(anything, name => {
        const judgement = aJudgement({
          assets: [
            anAsset({
              displayName: name,
              os: name,
              macs: [name],
              facts: [{ label: name, value: name, personal: false }],
            }),
          ],
          observables: [aJudged({ because: name, others: [{ id: name, name, because: name }], tried: [name] })],
          notes: [name],
        });
        const found = { observables: [], rejected: [{ value: name, reason: name }], notRead: 0 };
        const record = buildRecord(aReport({ judgement, found }), written);
        const texts: string[] = [];
        JSON.parse(JSON.stringify(record), (_, value: unknown) => (typeof value === 'string' ? texts.push(value) : 0));
        for (const text of texts) expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
