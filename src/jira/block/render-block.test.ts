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
  it('says who and whose it is, when it was seen, its addresses, what protects it, and last how it was matched', () => {
    const report = aReport({
      judgement: aJudgement({
        observables: [
          aJudged({ because: 'Full hostname matches; address 10.20.4.17 agrees' }),
          aJudged({ observable: anAddress('10.20.4.17'), because: 'Address matches; name LT-4411 agrees' }),
        ],
      }),
    });
    expect(read(report)).toEqual([
      'Asset intelligence from Axonius MATCHED high confidence',
      'lt-4411.corp.example.com — Windows 11 · Lightbook 14 · criticality High / Finance, Payment approval · Finance IT',
      'Last seen | 6 min before the alert (24 Nov 2026 01:52 UTC)',
      'Addresses | 10.20.4.17 (3C:52:82:A1:23:45), fe80::1',
      'Protection | CrowdStrike 7.18 · no device management or vulnerability scanner reports it',
      `Full hostname matches; address 10.20.4.17 agrees · [Open in Axonius](${LINK}) · as of 24 Nov 2026 01:58 UTC`,
    ]);
  });

  it('gives a fact that has no place of its own a row', () => {
    const facts = [{ label: 'Cost center', value: '4711', personal: false }];
    expect(read(aReport({ judgement: aJudgement({ assets: [anAsset({ facts })] }) }))).toContain('Cost center | 4711');
  });

  it('says nothing of protection where none is known and nothing is expected', () => {
    const printer = anAsset({
      os: null,
      model: 'Printer 300',
      adapters: ['nmap_adapter'],
      agents: [],
      labels: [],
      facts: [],
    });
    const rows = read(aReport({ judgement: aJudgement({ assets: [printer] }) }));
    expect(rows[1]).toBe('lt-4411.corp.example.com — Printer 300');
    expect(rows.filter(row => row.startsWith('Protection'))).toEqual([]);
  });

  it.each([
    [
      ['2001:db8::1', '10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4', '10.0.0.5', 'fe80::2'],
      '10.0.0.5, 10.0.0.1, 5 more in the panel',
    ],
    [['2001:db8::1', '10.0.0.1', '10.0.0.2'], '10.0.0.1, 10.0.0.2, 2001:db8::1'],
    [[], 'no IP address; MAC 3C:52:82:A1:23:45'],
  ])(
    'shows addresses in one line, the named one first, IPv4 before IPv6, and counts the others',
    (addresses, shown) => {
      const asset = anAsset({ interfaces: [{ name: null, mac: null, addresses, manufacturer: null }], addresses });
      const judged = [aJudged({ observable: anAddress('10.0.0.5') })];
      const rows = read(aReport({ judgement: aJudgement({ assets: [asset], observables: judged }) }));
      expect(rows).toContain(`Addresses | ${shown}`);
    },
  );

  it('names what was not used where that could change the reader’s mind, and notes and values not looked up', () => {
    const others = [{ id: 't', name: 'LT-4411', because: 'Same full name, but another serial number' }];
    const found = {
      observables: [],
      rejected: [{ value: 'localhost', reason: 'names no single machine' }],
      notRead: 3,
    };
    const judgement = (confidence: 'high' | 'medium') =>
      aJudgement({ confidence, observables: [aJudged({ confidence, others })], notes: ['Something to know.'] });
    const rows = read(aReport({ judgement: judgement('medium'), found }));
    expect(rows).toContain('Not used | LT-4411: Same full name, but another serial number');
    expect(rows).toContain('Note | Something to know. / 3 more values in the alert were not read.');
    expect(rows).toContain('Not looked up | localhost (names no single machine)');
    expect(read(aReport({ judgement: judgement('high') })).join()).not.toContain('Not used');
  });

  it('says after the alert, and as of now in a backfill', () => {
    const report = aReport({
      judgement: aJudgement({ assets: [anAsset({ lastSeen: '2026-11-27T02:00:00Z' })] }),
      trigger: 'backfill',
      answeredAt: '2026-12-06T02:00:00Z',
    });
    const rows = read(report);
    expect(rows).toContain('Last seen | 3 days after the alert (27 Nov 2026 02:00 UTC)');
    expect(rows.at(-1)).toContain('as of now (6 Dec 2026 02:00 UTC), 12 days after the alert');
  });

  it('says when somebody chose the machine', () => {
    const judged = aJudged({ observable: aHostname('web01'), rule: 'choice', because: 'Chosen by an analyst' });
    const choices = { 'hostname:web01': { assetId: 'a', by: 'account-1', at: '2026-11-24T14:38:20Z' } };
    const rows = read(aReport({ judgement: aJudgement({ observables: [judged] }), choices }));
    expect(rows.at(-1)).toMatch(/^Chosen by an analyst, 24 Nov 2026 14:38 UTC · /);
  });
});

describe('the block of several machines', () => {
  const other = anAsset({
    id: 'b',
    displayName: 'web01.corp.example.com',
    os: 'Linux Ubuntu 24.04',
    model: null,
    facts: [],
  });

  it('tells each in a line: its lozenge, what it is, last seen, first addresses', () => {
    const judgement = aJudgement({
      observables: [aJudged(), aJudged({ observable: aHostname('web01'), confidence: 'low', assetIds: ['b'] })],
      assets: [anAsset(), other],
    });
    expect(read(aReport({ judgement }))).toEqual([
      'Asset intelligence from Axonius MATCHED high confidence',
      `lt-4411.corp.example.com MATCHED high confidence — Windows 11 · Lightbook 14 · criticality High · last seen 6 min before the alert · 10.20.4.17, fe80::1 · [Open in Axonius](${LINK})`,
      `web01.corp.example.com MATCHED low confidence — Linux Ubuntu 24.04 · last seen 6 min before the alert · 10.20.4.17, fe80::1 · [Open in Axonius](${LINK})`,
      'as of 24 Nov 2026 01:58 UTC',
    ]);
  });

  it('tells the machine of the name in full, and the one that has the address as the other machine', () => {
    const elsewhere = aJudged({
      observable: anAddress('10.30.1.11'),
      confidence: 'low',
      rule: 'address',
      assetIds: ['b'],
      isOtherMachine: true,
    });
    const rows = read(
      aReport({ judgement: aJudgement({ observables: [elsewhere, aJudged()], assets: [anAsset(), other] }) }),
    );
    expect(rows[1]).toMatch(/^lt-4411.corp.example.com — Windows 11/);
    expect(rows).toContain(
      `Other machine | web01.corp.example.com MATCHED low confidence — Linux Ubuntu 24.04 · last seen 6 min before the alert · 10.20.4.17, fe80::1 · [Open in Axonius](${LINK})`,
    );
    expect(rows.join()).not.toContain('No asset matches');
    expect(rows.at(-1)).toMatch(/^Full hostname matches · /);
  });

  it('several outcomes: the conclusion first, then each told, and next steps by name', () => {
    const rows = read(aMixedReport());
    expect(rows.slice(0, 2)).toEqual([
      'Asset intelligence from Axonius AMBIGUOUS',
      '3 values in the alert: 1 matched, 1 ambiguous, 1 not found',
    ]);
    expect(rows[2]).toMatch(/^lt-4411.corp.example.com — Windows 11/);
    expect(rows).toContain('web01 fits 2 assets; none of them is confirmed / two assets have this short name');
    expect(rows).toContain('No asset matches db9');
    expect(rows).toContain(
      'Meaning | The machine may be unmanaged, new, or outside the data scope of the service account.',
    );
    expect(rows).toContain('Names searched | db9, db9.corp.example.com');
    expect(rows).toContain('Not used | db9.dmz.example.com: Same short name, other domain');
    expect(rows.at(-1)).toMatch(/^lt-4411.corp.example.com: full hostname matches/);
    expect(rows).toContain(
      'Next | web01: Choose the right one in the panel, or write the full name into the alert. / db9: Check the spelling in the alert. If it is right, look for the machine outside Axonius.',
    );
  });
});

describe('the block of the other outcomes', () => {
  it('stale: says how sure the match is, what it means and what to check', () => {
    const judged = aJudged({ outcome: 'stale', confidence: 'high' });
    const assets = [anAsset({ lastSeen: '2026-10-10T01:00:00Z' })];
    const rows = read(
      aReport({ judgement: aJudgement({ outcome: 'stale', confidence: 'high', observables: [judged], assets }) }),
    );
    expect(rows[0]).toBe('Asset intelligence from Axonius STALE name match certain');
    expect(rows).toContain('Last seen | 45 days before the alert (10 Oct 2026 01:00 UTC)');
    expect(rows).toContain(
      'Next | Not seen within 30 days before the alert: it may be switched off, renamed or replaced. Check that this is still the machine before you act on it.',
    );
  });

  it('ambiguous: each candidate with what tells it apart, the one with the alert’s address says so', () => {
    const corp = anAsset({ id: 'w1', displayName: 'web01.corp.example.com', addresses: ['10.20.30.11'], labels: [] });
    const dmz = anAsset({ id: 'w2', displayName: 'web01.dmz.example.com', labels: ['Internet facing'], facts: [] });
    const judgement = aJudgement({
      outcome: 'ambiguous',
      confidence: null,
      observables: [
        aJudged({
          observable: aHostname('web01'),
          outcome: 'ambiguous',
          confidence: null,
          because: '2 assets have this short name',
          assetIds: ['w1', 'w2'],
        }),
        aJudged({ observable: anAddress('10.20.30.11'), outcome: 'matched', confidence: 'low', assetIds: ['w1'] }),
      ],
      assets: [dmz, corp],
    });
    const rows = read(aReport({ judgement }));
    const first = rows.findIndex(row => row.startsWith('web01 fits 2 assets; none of them is confirmed'));
    expect(rows[first + 1]).toBe(
      `web01.corp.example.com — Windows 11 · Lightbook 14 · criticality High / Has the alert’s address 10.20.30.11 / Finance IT · 10.20.30.11 · last seen 6 min before the alert · [Open in Axonius](${LINK})`,
    );
    expect(rows[first + 2]).toBe(
      `web01.dmz.example.com — Windows 11 · Lightbook 14 / Internet facing · 10.20.4.17, fe80::1 · last seen 6 min before the alert · [Open in Axonius](${LINK})`,
    );
  });

  it('ambiguous at the candidate limit: claims no exact number', () => {
    const assetIds = Array.from({ length: 50 }, (_, index) => `asset-${index}`);
    const judged = aJudged({ outcome: 'ambiguous', confidence: null, rule: null, assetIds });
    const rows = read(
      aReport({ judgement: aJudgement({ outcome: 'ambiguous', confidence: null, observables: [judged] }) }),
    );
    expect(rows[1]).toContain(`${judged.observable.value} fits 50 or more assets; none of them is confirmed`);
  });

  it('not found: an address whose machine has another name is not called unknown', () => {
    const missing = { outcome: 'not-found', confidence: null, rule: null, assetIds: [] } as const;
    const judgement = aJudgement({
      outcome: 'not-found',
      confidence: null,
      assets: [],
      observables: [
        aJudged({ ...missing, observable: aHostname('ghost-1') }),
        aJudged({
          ...missing,
          observable: anAddress('10.20.4.17'),
          because: 'The asset with this address has another name',
          others: [{ id: 'a', name: 'lt-4411', because: 'Has the address, but another name' }],
        }),
      ],
    });
    const rows = read(aReport({ judgement }));
    expect(rows).toContain('No asset matches ghost-1 / 10.20.4.17: the asset with this address has another name');
    expect(rows).toContain('Not used | lt-4411: Has the address, but another name');
  });

  it('no machine named: says in one line what was rejected and why, or which field is empty', () => {
    const judgement = aJudgement({ outcome: 'no-observable', confidence: null, observables: [], assets: [] });
    const rejected = [
      { value: 'localhost', reason: 'names no single machine' },
      { value: '10.0.0.0/16', reason: 'is a network' },
    ];
    expect(read(aReport({ judgement, found: { observables: [], rejected, notRead: 0 } }))).toEqual([
      'Asset intelligence from Axonius NO MACHINE NAMED',
      'The alert names no machine: localhost (names no single machine), 10.0.0.0/16 (is a network)',
      'Next | Write a hostname, IP address or MAC address into the alert, then press Enrich in the panel.',
      'as of 24 Nov 2026 01:58 UTC',
    ]);
    const empty = (emptyFields: string[]) =>
      read(aReport({ judgement, found: { observables: [], rejected: [], notRead: 0, emptyFields } }));
    expect(empty(['Hostname'])).toEqual([
      'Asset intelligence from Axonius NO MACHINE NAMED',
      'Hostname is empty. Fill it, or ask an admin to add another source field.',
      'as of 24 Nov 2026 01:58 UTC',
    ]);
    expect(empty(['Hostname', 'Source IP'])[1]).toBe(
      'Hostname and Source IP are empty. Fill one of them, or ask an admin to add another source field.',
    );
    expect(empty([])[1]).toBe('The source field is empty. Fill it, or ask an admin to add another source field.');
  });

  it.each([
    ['2026-11-24T02:05:00Z', false, 'The app tries again by itself at 24 Nov 2026 02:05 UTC.'],
    [null, true, 'The app has stopped trying. Press Enrich in the panel once this is fixed.'],
    [
      null,
      false,
      'Once this is fixed, press Enrich in the panel. Saving the app’s settings also starts the run again.',
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
    expect(colors).toEqual(['green', 'yellow', 'yellow', 'neutral', 'neutral']);
    const low = JSON.stringify(renderBlock(aReport({ judgement: aJudgement({ confidence: 'low' }) })));
    expect(/"color":"(\w+)"/.exec(low)?.[1]).toBe('yellow');
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
        const asset = anAsset({
          displayName: name,
          link,
          facts: [{ label: fact, value: because, personal: false }],
          os: fact,
        });
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
