import fc from 'fast-check';
import type { AdfNode } from '../../domain/alert/document';
import {
  aFailure,
  aHostname,
  aJudged,
  aJudgement,
  aMixedReport,
  aReport,
  anAddress,
  anAsset,
} from '../../domain/testing/report-builders';
import type { Report } from '../../domain/record/report';
import { adfErrors } from './testing/adf-validity';
import { renderBlock } from './render-block';
import { visibleText } from './visible-text';

const LINK = 'https://demo.on.axonius.com/devices/ca1df3031a00e387c8a7da086272f2b6';

/** The block as a person reads it: a row a line, its cells parted by a bar. */
function read(report: Report): string[] {
  return (renderBlock(report).content ?? []).map(row =>
    (row.content ?? []).map(cell => visibleText(cell).replaceAll('\n', ' / ')).join(' | '),
  );
}

function asDocument(block: AdfNode) {
  return { version: 1, type: 'doc', content: [block] };
}

describe('the block of a matched alert', () => {
  it('says what the machine is, why, when it was last seen, its facts and addresses', () => {
    const report = aReport({
      judgement: aJudgement({
        observables: [
          aJudged({ because: 'the full name is identical; address 10.20.4.17 agrees' }),
          aJudged({ observable: anAddress('10.20.4.17'), because: 'no other asset has it; hostname LT-4411 agrees' }),
        ],
      }),
    });
    expect(read(report)).toEqual([
      'Asset intelligence from Axonius MATCHED high confidence',
      'lt-4411.corp.example.com — Windows 11',
      'Why | the full name is identical; address 10.20.4.17 agrees',
      'Last seen | 24 Nov 2026 01:52 UTC, 6 min before the alert',
      'Criticality | High',
      'Owner | Finance IT',
      'Addresses | 10.20.4.17 (3C:52:82:A1:23:45) / fe80::1 (3C:52:82:A1:23:45)',
      `[Open in Axonius](${LINK}) · matched by hostname LT-4411.corp.example.com and address 10.20.4.17 · as of 24 Nov 2026 01:58 UTC`,
    ]);
  });

  it('shows four addresses, the named one first, IPv4 before IPv6, and counts the others', () => {
    const addresses = ['2001:db8::1', '10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4', '10.0.0.5', 'fe80::2'];
    const asset = anAsset({ interfaces: [{ name: null, mac: null, addresses, manufacturer: null }], addresses });
    const judged = [aJudged({ observable: anAddress('10.0.0.5') })];
    const rows = read(aReport({ judgement: aJudgement({ assets: [asset], observables: judged }) }));
    expect(rows).toContain('Addresses | 10.0.0.5 / 10.0.0.1 / 10.0.0.2 / 10.0.0.3 / 3 more in the panel');
  });

  it('names twins that were not used, notes, and values that were not looked up', () => {
    const judged = aJudged({ others: [{ id: 't', name: 'LT-4411', because: 'last seen 90 days before the alert' }] });
    const report = aReport({
      judgement: aJudgement({ observables: [judged], notes: ['The address belongs to another asset.'] }),
      found: { observables: [], rejected: [{ value: 'localhost', reason: 'names no single machine' }], notRead: 3 },
    });
    const rows = read(report);
    expect(rows).toContain('Not used | LT-4411: last seen 90 days before the alert');
    expect(rows).toContain('Note | The address belongs to another asset. / 3 more values in the alert were not read.');
    expect(rows).toContain('Not looked up | localhost (names no single machine)');
  });

  it('says after the alert, and as of now in a backfill', () => {
    const report = aReport({
      judgement: aJudgement({ assets: [anAsset({ lastSeen: '2026-11-27T02:00:00Z' })] }),
      trigger: 'backfill',
      answeredAt: '2026-12-06T02:00:00Z',
    });
    const rows = read(report);
    expect(rows).toContain('Last seen | 27 Nov 2026 02:00 UTC, 3 days after the alert');
    expect(rows.at(-1)).toContain('as of now (6 Dec 2026 02:00 UTC), 12 days after the alert');
  });
});

describe('the block of the other outcomes', () => {
  it('stale: says what that means and what to check', () => {
    const judged = aJudged({ outcome: 'stale', confidence: 'high' });
    const assets = [anAsset({ lastSeen: '2026-10-10T01:00:00Z' })];
    const rows = read(
      aReport({ judgement: aJudgement({ outcome: 'stale', confidence: 'high', observables: [judged], assets }) }),
    );
    expect(rows[0]).toBe('Asset intelligence from Axonius STALE high confidence');
    expect(rows).toContain(
      'Meaning | Not seen within 30 days before the alert, so it may be switched off, renamed or replaced.',
    );
    expect(rows).toContain('Last seen | 10 Oct 2026 01:00 UTC, 45 days before the alert');
    expect(rows).toContain('Next | Check that this is still the machine before you act on it.');
  });

  it('ambiguous at the candidate limit: claims no exact number', () => {
    const assetIds = Array.from({ length: 50 }, (_, index) => `asset-${index}`);
    const judged = aJudged({ outcome: 'ambiguous', confidence: null, rule: null, assetIds });
    const rows = read(
      aReport({ judgement: aJudgement({ outcome: 'ambiguous', confidence: null, observables: [judged] }) }),
    );
    expect(rows).toContain(`${judged.observable.value} fits 50 or more assets; none of them is confirmed`);
  });

  it('several outcomes: the conclusion first, then each told', () => {
    const rows = read(aMixedReport());
    expect(rows.slice(0, 3)).toEqual([
      'Asset intelligence from Axonius AMBIGUOUS',
      '3 values in the alert: 1 matched, 1 ambiguous, 1 not found',
      `lt-4411.corp.example.com — Windows 11 MATCHED high confidence · [Open in Axonius](${LINK})`,
    ]);
    expect(rows).toContain('web01 fits 2 assets; none of them is confirmed');
    expect(rows.find(row => row.startsWith('Candidates'))).toContain(
      'web01.dmz.example.com — Ubuntu 24.04 · last seen 24 Nov 2026 01:52 UTC, 6 min before the alert · 10.20.4.17',
    );
    expect(rows).toContain('No asset matches db9');
    expect(rows).toContain(
      'Meaning | The machine may be unmanaged, new, or outside the data scope of the service account.',
    );
    expect(rows).toContain('Tried | db9, db9.corp.example.com');
    expect(rows).toContain('Not used | db9.dmz.example.com: its full name differs');
  });

  it('no-observable: says in one line what was rejected and why', () => {
    const judgement = aJudgement({ outcome: 'no-observable', confidence: null, observables: [], assets: [] });
    const rejected = [
      { value: 'localhost', reason: 'names no single machine' },
      { value: '10.0.0.0/16', reason: 'is a network' },
    ];
    expect(read(aReport({ judgement, found: { observables: [], rejected, notRead: 0 } }))).toEqual([
      'Asset intelligence from Axonius NO HOSTNAME',
      'The alert names no machine: localhost (names no single machine), 10.0.0.0/16 (is a network)',
      'Next | Write a hostname, IP address or MAC address into the alert, then press Enrich in the panel.',
      'as of 24 Nov 2026 01:58 UTC',
    ]);
    expect(read(aReport({ judgement }))[1]).toBe('The alert names no machine: the fields that the app reads are empty');
  });

  it.each([
    ['2026-11-24T02:05:00Z', false, 'The app tries again by itself at 24 Nov 2026 02:05 UTC.'],
    [null, true, 'The app has stopped trying. Press Enrich in the panel once this is mended.'],
    [
      null,
      false,
      'Once this is mended, press Enrich in the panel. Saving the app’s settings also starts the run again.',
    ],
  ])('failed: says nothing about the machine, and what comes next (%s, %s)', (nextTry, gaveUp, next) => {
    expect(read(aReport({ judgement: null, failure: { failure: aFailure(), nextTry, gaveUp } }))).toEqual([
      'Asset intelligence from Axonius FAILED',
      'Why | Axonius could not be reached. Its operator can check that it is running.',
      'Meaning | This says nothing about the machine.',
      `Next | ${next}`,
      'as of 24 Nov 2026 01:58 UTC',
    ]);
  });
});

describe('every block', () => {
  it('has a lozenge in the colour of its outcome', () => {
    const colors = (['matched', 'ambiguous', 'stale', 'not-found', 'no-observable'] as const).map(outcome => {
      const block = JSON.stringify(renderBlock(aReport({ judgement: aJudgement({ outcome }) })));
      return /"color":"(\w+)"/.exec(block)?.[1];
    });
    expect(colors).toEqual(['green', 'yellow', 'blue', 'neutral', 'neutral']);
  });

  it('has room for 50 large assets by counting those that do not fit', () => {
    const ids = Array.from({ length: 50 }, (_, index) => `asset-${index}`);
    const assets = ids.map(id => anAsset({ id, displayName: `${id}.${'x'.repeat(200)}` }));
    const observables = ids.map(id => aJudged({ observable: aHostname(id), assetIds: [id] }));
    const block = renderBlock(aReport({ judgement: aJudgement({ assets, observables }) }));
    expect(JSON.stringify(asDocument(block)).length).toBeLessThanOrEqual(30_000);
    const shown = /asset-(\d+)\.x+(?!.*asset-\d+\.x)/s.exec(visibleText(block))?.[1];
    expect(visibleText(block)).toContain(`\n${50 - Number(shown) - 1} more in the panel\n`);
    expect(adfErrors(asDocument(block))).toBe('');
  });

  it('is valid, within its size and without foreign links whatever the texts are', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 600 }),
      fc.constantFrom('', ' ', '\u0000', '\ud800', 'javascript:alert(1)', '<script>', '\u202egpj.exe'),
    );
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, (name, because, link, fact) => {
        const asset = anAsset({ displayName: name, link, facts: [{ label: fact, value: because, personal: false }], os: fact });
        const judged = aJudged({ because, observable: { ...aHostname('web01'), value: name } });
        const ambiguous = aJudged({ ...judged, outcome: 'ambiguous' });
        const missing = aJudged({ ...judged, outcome: 'not-found', tried: [fact], assetIds: [] });
        const block = renderBlock(
          aReport({
            judgement: aJudgement({ assets: [asset], observables: [judged, ambiguous, missing], notes: [because] }),
            found: { observables: [], rejected: [{ value: name, reason: because }], notRead: 0 },
          }),
        );
        const json = JSON.stringify(asDocument(block));
        expect(adfErrors(asDocument(block))).toBe('');
        expect(json.length).toBeLessThanOrEqual(30_000);
        expect([...json.matchAll(/"href":"(.{8})/g)].every(([, start]) => start === 'https://')).toBe(true);
        expect(json).not.toMatch(/\\u0000|\\ud[89a-f]|\u202e/i);
      }),
      { numRuns: 100 },
    );
  });
});
