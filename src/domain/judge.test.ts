import type { RecordedChoice } from '../contract/record';
import { judge } from './judge';
import {
  ALERT_TIME,
  anAnswer,
  anAsset,
  daysBefore,
  hoursBefore,
  judgeAlert,
  observablesIn,
  someNaming,
} from './testing/builders';

const MAC = '3C:52:82:A1:23:45';
const OTHER_MAC = '3C:52:82:99:99:99';

describe('a name alone', () => {
  test('WEB01.corp.example.com | web01.corp.example.com → matched, high', () => {
    const asset = anAsset({ hostnames: ['web01.corp.example.com'] });
    expect(judgeAlert('WEB01.corp.example.com', [asset])).toMatchObject({
      outcome: 'matched',
      confidence: 'high',
      assets: [asset],
      unresolved: 0,
      observables: [{ rule: 'full-name', because: 'the full name is identical', assetIds: [asset.id], others: [] }],
    });
  });

  test('web01 | Web01.corp.example.com only → matched, medium', () => {
    const asset = anAsset({ hostnames: ['Web01.corp.example.com'] });
    expect(judgeAlert('web01', [asset])).toMatchObject({
      outcome: 'matched',
      confidence: 'medium',
      observables: [{ rule: 'short-name', because: 'the short name is identical, in full web01.corp.example.com' }],
    });
  });

  test('web01 | web01.corp… and web01.dmz…, one of them 45 days old → ambiguous', () => {
    const corp = anAsset({ hostnames: ['web01.corp.example.com'] });
    const dmz = anAsset({ hostnames: ['web01.dmz.example.com'], lastSeen: daysBefore(45) });
    expect(judgeAlert('web01', [dmz, corp])).toMatchObject({
      outcome: 'ambiguous',
      confidence: null,
      unresolved: 1,
      observables: [{ because: '2 assets have this short name', assetIds: [corp.id, dmz.id] }],
      assets: [corp, dmz],
    });
  });

  test('web01 | a bare web01 and web01.dmz… → ambiguous', () => {
    const bare = anAsset({ hostnames: ['web01'] });
    const dmz = anAsset({ hostnames: ['web01.dmz.example.com'] });
    expect(judgeAlert('web01', [bare, dmz]).outcome).toBe('ambiguous');
  });

  test('web01.corp.example.com | ["web01.dmz.example.com", "WEB01"] on one asset → not-found, sibling named', () => {
    const sibling = anAsset({ hostnames: ['web01.dmz.example.com', 'WEB01'] });
    const judgement = judgeAlert('web01.corp.example.com', [sibling]);
    expect(judgement).toMatchObject({ outcome: 'not-found', assets: [], unresolved: 1 });
    expect(judgement.observables[0]).toMatchObject({
      because: 'no asset has this full name',
      assetIds: [],
      others: [
        {
          id: sibling.id,
          name: 'web01.dmz.example.com',
          because: 'its full name is web01.dmz.example.com, not web01.corp.example.com',
        },
      ],
    });
  });

  test('mail.evil.example | bare MAIL → not-found', () => {
    const judgement = judgeAlert('mail.evil.example', [anAsset({ hostnames: ['MAIL'] })]);
    expect(judgement).toMatchObject({ outcome: 'not-found', assets: [] });
    expect(judgement.observables[0]?.others[0]?.because).toBe(
      'it has only the short name, and evil.example is not a configured domain',
    );
  });

  test('CORP\\WEB01$, mapped | web01.corp… and web01.dmz… → matched, high', () => {
    const corp = anAsset({ hostnames: ['web01.corp.example.com'] });
    const dmz = anAsset({ hostnames: ['web01.dmz.example.com'] });
    expect(judgeAlert('CORP\\WEB01$', [dmz, corp])).toMatchObject({
      outcome: 'matched',
      confidence: 'high',
      assets: [corp],
      observables: [{ rule: 'full-name', others: [{ id: dmz.id }] }],
    });
  });

  test('FINANCE-LAPTOP- | one finance-laptop-0417… → matched, low', () => {
    const laptop = anAsset({ hostnames: ['finance-laptop-0417.corp.example.com'] });
    expect(judgeAlert('FINANCE-LAPTOP-', [laptop])).toMatchObject({
      outcome: 'matched',
      confidence: 'low',
      assets: [laptop],
      observables: [{ rule: 'truncated' }],
    });
  });

  test('FINANCE-LAPTOP- | two of them → ambiguous', () => {
    const laptops = ['0417', '0418'].map(n => anAsset({ hostnames: [`finance-laptop-${n}.corp.example.com`] }));
    expect(judgeAlert('FINANCE-LAPTOP-', laptops)).toMatchObject({ outcome: 'ambiguous', confidence: null });
  });

  test('lt-4411.corp… | twins of that full name, 90 days and 1 day old → matched, the other named', () => {
    const old = anAsset({ id: 'old', hostnames: ['lt-4411.corp.example.com'], lastSeen: daysBefore(90) });
    const current = anAsset({ id: 'current', hostnames: ['LT-4411.corp.example.com'], lastSeen: daysBefore(1) });
    expect(judgeAlert('lt-4411.corp.example.com', [old, current])).toMatchObject({
      outcome: 'matched',
      confidence: 'high',
      assets: [current],
      observables: [{ others: [{ id: 'old', because: expect.stringContaining('90 days before the alert') }] }],
    });
  });

  test('web1 | web10, web-1, myweb1 → not-found', () => {
    const others = ['web10', 'web-1', 'myweb1', 'webX1.corp.example.com'].map(name => anAsset({ hostnames: [name] }));
    expect(judgeAlert('web1', others)).toMatchObject({
      outcome: 'not-found',
      assets: [],
      observables: [{ others: [] }],
    });
  });

  test('x" or "1" == "1 | anything → no-observable', () => {
    expect(judgeAlert('x" or "1" == "1', [anAsset({ hostnames: ['x'] })])).toMatchObject({
      outcome: 'no-observable',
      observables: [],
      assets: [],
    });
  });

  test('short-of-full: a configured suffix, and the asset has only the short name → matched, medium', () => {
    expect(judgeAlert('web01.corp.example.com', [anAsset({ hostnames: ['WEB01'] })])).toMatchObject({
      outcome: 'matched',
      confidence: 'medium',
      observables: [{ rule: 'short-of-full' }],
    });
  });

  test.each(['local', 'lan', 'home'])('short-of-full: the suffix .%s names nothing → matched, medium', suffix => {
    expect(judgeAlert(`web01.${suffix}`, [anAsset({ hostnames: ['WEB01'] })])).toMatchObject({
      outcome: 'matched',
      confidence: 'medium',
      observables: [{ rule: 'short-of-full' }],
    });
  });

  test('a full name beats a short name of another asset, which is named', () => {
    const full = anAsset({ hostnames: ['web01.corp.example.com'] });
    const bare = anAsset({ hostnames: ['WEB01'] });
    expect(judgeAlert('web01.corp.example.com', [bare, full])).toMatchObject({
      outcome: 'matched',
      confidence: 'high',
      assets: [full],
      observables: [{ others: [{ id: bare.id }] }],
    });
  });

  test('name-only: only the label of a console is equal → at most medium', () => {
    expect(judgeAlert('web01', [anAsset({ names: ['WEB01'] })])).toMatchObject({
      outcome: 'matched',
      confidence: 'medium',
      observables: [{ rule: 'name-only' }],
    });
    expect(judgeAlert('web01.corp.example.com', [anAsset({ names: ['web01.corp.example.com'] })])).toMatchObject({
      confidence: 'medium',
      observables: [{ rule: 'name-only' }],
    });
  });

  test('name-only: a label does not outweigh a hostname, and a conflicting full hostname is a veto', () => {
    const labelled = anAsset({ names: ['web01.corp.example.com'], hostnames: ['srv-77.corp.example.com'] });
    expect(judgeAlert('web01.corp.example.com', [labelled]).outcome).toBe('not-found');
    expect(judgeAlert('mail.evil.example', [anAsset({ names: ['mail'] })]).outcome).toBe('not-found');
    const own = anAsset({ hostnames: ['web01'] });
    expect(judgeAlert('web01', [anAsset({ names: ['web01'] }), own]).assets).toEqual([own]);
  });

  test('a Windows name that was cut still obeys its domain', () => {
    const corp = anAsset({ hostnames: ['finance-laptop-0417.corp.example.com'] });
    const dmz = anAsset({ hostnames: ['finance-laptop-0999.dmz.example.com'] });
    expect(judgeAlert('CORP\\FINANCE-LAPTOP-$', [corp, dmz])).toMatchObject({
      outcome: 'matched',
      confidence: 'low',
      assets: [corp],
    });
  });

  test('an address or a placeholder in the hostname field is no name and contradicts nothing', () => {
    const asset = anAsset({ hostnames: ['localhost.localdomain', '10.20.4.17', 'WEB01'] });
    expect(judgeAlert('web01.corp.example.com', [asset])).toMatchObject({ outcome: 'matched', confidence: 'medium' });
    expect(judgeAlert('10', [asset]).outcome).toBe('not-found');
  });

  test('the name that a cloud gave for an address neither contradicts nor over-correlates', () => {
    const asset = anAsset({ hostnames: ['ip-10-20-4-17.ec2.internal', 'web01'] });
    expect(judgeAlert('web01.corp.example.com', [asset])).toMatchObject({
      outcome: 'matched',
      confidence: 'medium',
      notes: [],
    });
    expect(judgeAlert('ip-10-20-4-17.ec2.internal', [asset])).toMatchObject({ outcome: 'matched', confidence: 'high' });
    expect(
      judgeAlert('ip-10-20-4-17.corp.example.com', [anAsset({ hostnames: ['ip-10-20-4-17.ec2.internal'] })]).outcome,
    ).toBe('not-found');
  });
});

describe('time', () => {
  test('a match not seen within the freshness limit before the alert is stale', () => {
    const asset = anAsset({ hostnames: ['web01.corp.example.com'], lastSeen: daysBefore(45) });
    expect(judgeAlert('web01.corp.example.com', [asset])).toMatchObject({
      outcome: 'stale',
      confidence: 'high',
      assets: [asset],
      unresolved: 0,
      observables: [{ because: 'the full name is identical, but it was last seen 45 days before the alert' }],
    });
    expect(judgeAlert('web01.corp.example.com', [asset], { freshnessDays: 60 }).outcome).toBe('matched');
  });

  test('exactly the limit is still fresh, and an asset whose last sight is unknown is stale', () => {
    const atLimit = anAsset({ hostnames: ['web01.corp.example.com'], lastSeen: daysBefore(30) });
    expect(judgeAlert('web01.corp.example.com', [atLimit]).outcome).toBe('matched');
    const unknown = anAsset({ hostnames: ['web01.corp.example.com'], lastSeen: null });
    expect(judgeAlert('web01.corp.example.com', [unknown])).toMatchObject({
      outcome: 'stale',
      observables: [{ because: 'the full name is identical, but it is not known when it was last seen' }],
    });
  });

  test('an old alert has the twin that was alive then, not the one that lives now', () => {
    const then = anAsset({ id: 'then', hostnames: ['lt-1.corp.example.com'], lastSeen: daysBefore(50) });
    const now = anAsset({
      id: 'now',
      hostnames: ['lt-1.corp.example.com'],
      firstSeen: daysBefore(40),
      lastSeen: hoursBefore(0),
    });
    expect(judgeAlert('lt-1.corp.example.com', [now, then], { alertTime: daysBefore(60) }).assets).toEqual([then]);
    expect(judgeAlert('lt-1.corp.example.com', [now, then]).assets).toEqual([now]);
  });

  test('twins by serial or MAC are decided by time; strangers with the same short name are not', () => {
    const bare = anAsset({ hostnames: ['web01'], serials: ['5CG1234XYZ'], lastSeen: daysBefore(20) });
    const full = anAsset({ hostnames: ['web01.dmz.example.com'], serials: ['5cg1234xyz'] });
    expect(judgeAlert('web01', [bare, full])).toMatchObject({ outcome: 'matched', assets: [full] });
    const left = anAsset({ hostnames: ['web01'], macs: [MAC], lastSeen: daysBefore(20) });
    const right = anAsset({ hostnames: ['web01.dmz.example.com'], macs: [MAC] });
    expect(judgeAlert('web01', [left, right])).toMatchObject({ outcome: 'matched', assets: [right] });
  });

  test.each([
    ['a serial that a maker left out', { serials: ['To be filled by O.E.M.'] }],
    ['a MAC that a VPN client gives to everyone', { macs: ['00:05:9A:3C:7A:00'] }],
    ['a MAC that software made up', { macs: ['02:42:AC:11:00:02'] }],
  ])('%s makes no twins', (_what, trait) => {
    const bare = anAsset({ hostnames: ['web01'], lastSeen: daysBefore(20), ...trait });
    const full = anAsset({ hostnames: ['web01.dmz.example.com'], ...trait });
    expect(judgeAlert('web01', [bare, full]).outcome).toBe('ambiguous');
  });

  test('twins that were all alive after the alert are ambiguous', () => {
    const twins = [hoursBefore(-1), hoursBefore(-2)].map(lastSeen =>
      anAsset({ id: lastSeen, hostnames: ['lt-1.corp.example.com'], firstSeen: daysBefore(100), lastSeen }),
    );
    expect(judgeAlert('lt-1.corp.example.com', twins)).toMatchObject({
      outcome: 'ambiguous',
      observables: [{ because: 'Axonius holds 2 assets for this machine, and time does not tell which one it was' }],
    });
  });

  test('three assets of which not every two are twins are ambiguous', () => {
    const assets = [
      anAsset({ id: 'a', hostnames: ['web01'], serials: ['SERIAL-A'] }),
      anAsset({ id: 'b', hostnames: ['web01'], serials: ['SERIAL-A', 'SERIAL-B'], lastSeen: daysBefore(2) }),
      anAsset({ id: 'c', hostnames: ['web01'], serials: ['SERIAL-B'], lastSeen: daysBefore(3) }),
    ];
    expect(judgeAlert('web01', assets).outcome).toBe('ambiguous');
  });
});

describe('addresses and MACs', () => {
  const laptop = anAsset({ hostnames: ['lt-4411.corp.example.com'], addresses: ['10.20.4.17'], macs: [MAC] });

  test('10.20.4.17 | one laptop seen 1 h before the alert → matched, low', () => {
    expect(judgeAlert('10.20.4.17', [laptop])).toMatchObject({
      outcome: 'matched',
      confidence: 'low',
      assets: [laptop],
      observables: [{ rule: 'address' }],
    });
  });

  test('10.20.4.17 | one laptop seen 9 days before the alert → stale, low', () => {
    const old = { ...laptop, lastSeen: daysBefore(9) };
    expect(judgeAlert('10.20.4.17', [old])).toMatchObject({ outcome: 'stale', confidence: 'low', assets: [old] });
  });

  test('an address that another asset had longer ago leads to the recent one, the other is named', () => {
    const earlier = anAsset({ id: 'earlier', hostnames: ['lt-1'], addresses: ['10.20.4.17'], lastSeen: daysBefore(9) });
    expect(judgeAlert('10.20.4.17', [earlier, laptop])).toMatchObject({
      outcome: 'matched',
      confidence: 'low',
      assets: [laptop],
      observables: [{ others: [{ id: 'earlier' }] }],
    });
  });

  test('an address on two assets that were both seen within a day → ambiguous', () => {
    const other = anAsset({ hostnames: ['lt-1'], addresses: ['10.20.4.17'] });
    expect(judgeAlert('10.20.4.17', [other, laptop]).outcome).toBe('ambiguous');
  });

  test('a MAC that its maker gave, on one asset only → matched, high', () => {
    expect(judgeAlert('3c-52-82-a1-23-45', [laptop])).toMatchObject({
      outcome: 'matched',
      confidence: 'high',
      observables: [{ rule: 'mac' }],
    });
  });

  test('a MAC that software made up → matched, low', () => {
    const asset = anAsset({ hostnames: ['lt-1'], macs: ['02:42:AC:11:00:02'] });
    expect(judgeAlert('02:42:ac:11:00:02', [asset])).toMatchObject({ outcome: 'matched', confidence: 'low' });
  });

  test('a MAC on two machines, as of a docking station → ambiguous; on twins by name → matched, low', () => {
    const other = anAsset({ hostnames: ['lt-1.corp.example.com'], macs: [MAC], lastSeen: daysBefore(3) });
    expect(judgeAlert(MAC, [laptop, other]).outcome).toBe('ambiguous');
    const twin = { ...laptop, id: 'twin', lastSeen: daysBefore(60) };
    expect(judgeAlert(MAC, [laptop, twin])).toMatchObject({ outcome: 'matched', confidence: 'low', assets: [laptop] });
  });

  test('a MAC whose asset is not called as the alert says → low, and said', () => {
    const judgement = judgeAlert(`ghost-1, ${MAC}`, [laptop]);
    expect(judgement).toMatchObject({ outcome: 'matched', confidence: 'low', assets: [laptop], unresolved: 1 });
    expect(judgement.notes).toEqual([`The MAC ${MAC} leads to an asset that is not called ghost-1.`]);
  });

  test('an address whose asset is not called as the alert says is not used', () => {
    const judgement = judgeAlert('ghost-1, 10.20.4.17', [laptop]);
    expect(judgement).toMatchObject({ outcome: 'not-found', assets: [], unresolved: 2 });
    expect(judgement.observables[1]?.others).toEqual([
      { id: laptop.id, name: laptop.displayName, because: 'has the address, but not the name' },
    ]);
  });

  test('an address whose asset has no name at all is used', () => {
    const printer = anAsset({ addresses: ['10.20.4.17'] });
    expect(judgeAlert('ghost-1, 10.20.4.17', [printer])).toMatchObject({
      outcome: 'matched',
      confidence: 'low',
      unresolved: 1,
    });
  });
});

describe('several observables', () => {
  const a = anAsset({ hostnames: ['lt-a.corp.example.com'], addresses: ['10.0.0.1'], macs: [MAC] });
  const b = anAsset({ hostnames: ['lt-b.corp.example.com'], addresses: ['10.0.0.2'], macs: [OTHER_MAC] });

  test('name of A and address of B → matched A, low, conflict said', () => {
    const judgement = judgeAlert('lt-a.corp.example.com, 10.0.0.2', [a, b]);
    expect(judgement).toMatchObject({ outcome: 'matched', confidence: 'low', assets: [a], unresolved: 1 });
    expect(judgement.notes).toEqual([
      'Conflict: the name lt-a.corp.example.com leads to lt-a.corp.example.com, but the address 10.0.0.2 leads to lt-b.corp.example.com. The name was used.',
    ]);
    expect(judgement.observables[1]).toMatchObject({ outcome: 'not-found', others: [{ id: b.id }] });
  });

  test('the name stands against an older address, a MAC and an address of several', () => {
    const old = { ...b, lastSeen: daysBefore(9) };
    expect(judgeAlert('lt-a.corp.example.com, 10.0.0.2', [a, old])).toMatchObject({
      outcome: 'matched',
      confidence: 'low',
      assets: [a],
    });
    expect(judgeAlert(`lt-a.corp.example.com, ${OTHER_MAC}`, [a, b])).toMatchObject({
      outcome: 'matched',
      confidence: 'low',
      assets: [a],
    });
    const c = anAsset({ hostnames: ['lt-c'], addresses: ['10.0.0.2'] });
    expect(judgeAlert('lt-a.corp.example.com, 10.0.0.2', [a, b, c])).toMatchObject({
      outcome: 'matched',
      confidence: 'low',
      assets: [a],
    });
  });

  test('a name and an address of the same asset strengthen each other by one step', () => {
    const judgement = judgeAlert('lt-a, 10.0.0.1', [a, b]);
    expect(judgement).toMatchObject({
      outcome: 'matched',
      confidence: 'high',
      assets: [a],
      observables: [
        {
          confidence: 'high',
          because: expect.stringMatching(/^the short name is identical.*; address 10\.0\.0\.1 agrees$/),
        },
        { confidence: 'medium', because: expect.stringMatching(/; name lt-a agrees$/) },
      ],
    });
  });

  test('two names of the same asset do not strengthen each other', () => {
    expect(judgeAlert('lt-a, 10.9.9.9', [a]).observables[0]?.confidence).toBe('medium');
    const judgement = judgeAlert('CORP\\LT-A$, lt-a', [a]);
    expect(judgement.observables.map(({ confidence }) => confidence)).toEqual(['high', 'medium']);
  });

  test('a label stays at medium even where an address agrees', () => {
    const vm = anAsset({ names: ['web01'], addresses: ['10.0.0.9'] });
    expect(judgeAlert('web01, 10.0.0.9', [vm]).confidence).toBe('medium');
  });

  test('an address that agrees with the name is not stale news', () => {
    const seen = { ...a, lastSeen: daysBefore(9) };
    expect(judgeAlert('lt-a.corp.example.com, 10.0.0.1', [seen])).toMatchObject({
      outcome: 'matched',
      confidence: 'high',
    });
  });

  test('the name picks its asset out of several with the same address', () => {
    const shared = anAsset({ hostnames: ['lt-c'], addresses: ['10.0.0.1'] });
    expect(judgeAlert('lt-a.corp.example.com, 10.0.0.1', [a, shared])).toMatchObject({
      outcome: 'matched',
      confidence: 'high',
      assets: [a],
      observables: [{}, { outcome: 'matched', confidence: 'low', others: [{ id: shared.id }] }],
    });
  });

  test('an address does not decide between several assets of a name, but is said', () => {
    const corp = anAsset({ hostnames: ['web01.corp.example.com'], addresses: ['10.0.0.7'] });
    const dmz = anAsset({ hostnames: ['web01.dmz.example.com'] });
    const judgement = judgeAlert('web01, 10.0.0.7', [corp, dmz]);
    expect(judgement.outcome).toBe('ambiguous');
    expect(judgement.notes).toEqual(['The address 10.0.0.7 points to web01.corp.example.com.']);
  });

  test('several machines, each with its address, are no conflict', () => {
    const judgement = judgeAlert('lt-a.corp.example.com, lt-b.corp.example.com, 10.0.0.1, 10.0.0.2', [a, b]);
    expect(judgement).toMatchObject({
      outcome: 'matched',
      confidence: 'high',
      assets: [a, b],
      unresolved: 0,
      notes: [],
    });
  });

  test('what a query for one observable found may explain another', () => {
    const observables = observablesIn('lt-a, 10.0.0.1');
    const [name, address] = observables;
    if (name === undefined || address === undefined) throw new Error('two observables expected');
    const answers = [anAnswer(name), anAnswer(address, { candidates: [a] })];
    expect(judgeAlert('', [], { observables, answers })).toMatchObject({
      outcome: 'matched',
      confidence: 'high',
      unresolved: 0,
    });
  });

  test('the alert has the first outcome of ambiguous, stale, matched, not-found; unresolved counts the rest', () => {
    const stale = anAsset({ hostnames: ['old-1'], lastSeen: daysBefore(99) });
    const twoOf = [anAsset({ hostnames: ['web01'] }), anAsset({ hostnames: ['web01.dmz.example.com'] })];
    const inventory = [a, stale, ...twoOf];
    expect(judgeAlert('lt-a, old-1, web01, ghost-1', inventory)).toMatchObject({ outcome: 'ambiguous', unresolved: 2 });
    expect(judgeAlert('lt-a, old-1, ghost-1', inventory)).toMatchObject({ outcome: 'stale', unresolved: 1 });
    expect(judgeAlert('lt-a, ghost-1', inventory)).toMatchObject({ outcome: 'matched', unresolved: 1 });
    expect(judgeAlert('ghost-2, ghost-1', inventory)).toMatchObject({
      outcome: 'not-found',
      unresolved: 2,
      confidence: null,
    });
    expect(judgeAlert('', inventory)).toMatchObject({ outcome: 'no-observable', unresolved: 0, confidence: null });
  });

  test('an alert is as sure as its least sure asset', () => {
    expect(judgeAlert('lt-a.corp.example.com, lt-b', [a, b]).confidence).toBe('medium');
  });
});

describe('limits', () => {
  test('at the candidate limit nothing is matched, not even an identical full name', () => {
    const asset = anAsset({ hostnames: ['web01.corp.example.com'] });
    expect(judgeAlert('web01.corp.example.com', [asset], { answer: { overLimit: true } })).toMatchObject({
      outcome: 'ambiguous',
      confidence: null,
    });
    expect(judgeAlert('web01', [], { answer: { overLimit: true } }).outcome).toBe('ambiguous');
  });

  test('an address of too many assets gives way to the name without weakening it', () => {
    const a = anAsset({ hostnames: ['lt-a.corp.example.com'] });
    const crowd = Array.from({ length: 50 }, (_, n) =>
      anAsset({ hostnames: [`lt-${n}`], addresses: ['192.168.1.10'] }),
    );
    const observables = observablesIn('lt-a.corp.example.com, 192.168.1.10');
    const [name, address] = observables;
    if (name === undefined || address === undefined) throw new Error('two observables expected');
    const answers = [anAnswer(name, { candidates: [a] }), anAnswer(address, { candidates: crowd, overLimit: true })];
    expect(judgeAlert('', [], { observables, answers })).toMatchObject({
      outcome: 'matched',
      confidence: 'high',
      assets: [a],
      unresolved: 1,
    });
  });

  test('without time for the second question the confidence is at most low, and the note says why', () => {
    const asset = anAsset({ hostnames: ['web01.corp.example.com'], addresses: ['10.0.0.1'] });
    const judgement = judgeAlert('web01, 10.0.0.1', [asset], { answer: { askedInFull: false } });
    expect(judgement.confidence).toBe('low');
    expect(judgement.notes[0]).toBe(
      'There was no time to ask Axonius for web01 in every spelling, so there may be other assets with that name.',
    );
    expect(judgeAlert('web01', [], { answer: { askedInFull: false } }).observables[0]?.because).toBe(
      'nothing was found in the spellings that were asked; there was no time to ask for all',
    );
  });
});

describe('over-correlation', () => {
  test.each([
    [
      'names',
      { hostnames: ['web01.corp.example.com', 'db07', 'printer-3'] },
      '3 unrelated names (db07, web01, printer-3)',
    ],
    ['serials', { hostnames: ['web01.corp.example.com'], serials: ['5CG1234XYZ', 'PF0ABCDE'] }, '2 serial numbers'],
  ])('an asset with several unrelated %s → low, with the warning', (_what, values, said) => {
    const judgement = judgeAlert('web01.corp.example.com', [anAsset(values)]);
    expect(judgement).toMatchObject({ outcome: 'matched', confidence: 'low' });
    expect(judgement.notes).toEqual([
      `web01.corp.example.com has ${said}: Axonius may hold several machines as one asset.`,
    ]);
  });

  test('names of one machine are no over-correlation', () => {
    const asset = anAsset({
      hostnames: ['finance-laptop-0417.corp.example.com', 'FINANCE-LAPTOP-', 'finance-laptop-0417-mgmt', 'localhost'],
      serials: ['None', 'VMware-42 1a 33', '421a33'],
    });
    expect(judgeAlert('finance-laptop-0417.corp.example.com', [asset])).toMatchObject({
      confidence: 'high',
      notes: [],
    });
  });
});

describe('the analyst chose', () => {
  const corp = anAsset({ id: 'corp', hostnames: ['web01.corp.example.com'] });
  const dmz = anAsset({ id: 'dmz', hostnames: ['web01.dmz.example.com'] });
  const choose = (choice: Partial<RecordedChoice>) => ({
    choices: { 'hostname:web01': { assetId: null, by: 'account-1', at: ALERT_TIME, ...choice } },
  });

  test('a candidate: it matches by choice, the other is named', () => {
    expect(judgeAlert('WEB01', [corp, dmz], choose({ assetId: 'dmz' }))).toMatchObject({
      outcome: 'matched',
      confidence: 'high',
      assets: [dmz],
      observables: [{ rule: 'choice', because: 'an analyst chose this asset', others: [{ id: 'corp' }] }],
      droppedChoices: {},
    });
  });

  test('a candidate that was not seen for long: stale', () => {
    expect(judgeAlert('web01', [corp, { ...dmz, lastSeen: daysBefore(60) }], choose({ assetId: 'dmz' })).outcome).toBe(
      'stale',
    );
  });

  test('what is no candidate any more, or never was: dropped visibly', () => {
    const stranger = anAsset({ id: 'stranger', hostnames: ['db07.corp.example.com'] });
    for (const assetId of ['gone', 'stranger']) {
      const judgement = judgeAlert('web01', [corp, dmz, stranger], choose({ assetId }));
      expect(judgement.outcome).toBe('ambiguous');
      expect(judgement.droppedChoices).toEqual({
        'hostname:web01': 'the chosen asset is no longer found for this value',
      });
      expect(judgement.notes).toEqual([
        'The asset that was chosen for web01 is no longer found for it, so the choice was dropped.',
      ]);
    }
  });

  test('a vetoed sibling can not be chosen', () => {
    const judgement = judgeAlert('web01.corp.example.com', [dmz], {
      choices: { 'hostname:web01.corp.example.com': { assetId: 'dmz', by: 'account-1', at: ALERT_TIME } },
    });
    expect(judgement).toMatchObject({ outcome: 'not-found', assets: [] });
  });

  test('not this machine: the other one matches; none is left: not-found', () => {
    const other = judgeAlert('web01', [corp, dmz], choose({ notAssetIds: ['corp'] }));
    expect(other).toMatchObject({ outcome: 'matched', assets: [dmz] });
    expect(other.observables[0]?.others).toEqual([
      { id: 'corp', name: 'web01.corp.example.com', because: 'an analyst said that it is not this machine' },
    ]);
    expect(judgeAlert('web01', [corp], choose({ notAssetIds: ['corp'] }))).toMatchObject({
      outcome: 'not-found',
      assets: [],
      observables: [{ because: 'an analyst said that what was found is not this machine' }],
    });
  });

  test('for a value that the alert no longer has: dropped visibly', () => {
    expect(judgeAlert('web02', [corp], choose({ assetId: 'dmz' })).droppedChoices).toEqual({
      'hostname:web01': 'the alert no longer has this value',
    });
  });

  test('a choice outweighs a conflicting address', () => {
    const third = anAsset({ id: 'third', hostnames: ['lt-1'], addresses: ['10.0.0.3'] });
    expect(judgeAlert('web01, 10.0.0.3', [corp, dmz, third], choose({ assetId: 'dmz' }))).toMatchObject({
      outcome: 'matched',
      confidence: 'high',
      assets: [dmz],
    });
  });
});

describe('faults of other tools', () => {
  test('a match in second place counts', () => {
    const asset = anAsset({ hostnames: ['lt-9.lan', 'web01.corp.example.com'] });
    expect(judgeAlert('web01.corp.example.com', [asset]).assets).toEqual([asset]);
  });

  test('a short name finds the full one', () => {
    const asset = anAsset({ hostnames: ['web01.corp.example.com'] });
    expect(judgeAlert('web01', [asset]).assets).toEqual([asset]);
  });

  test('case is ignored on both sides', () => {
    const asset = anAsset({ hostnames: ['wEb01.CORP.example.com'] });
    expect(judgeAlert('WeB01.corp.EXAMPLE.com', [asset]).assets).toEqual([asset]);
  });

  test('the dot is a dot', () => {
    expect(judgeAlert('web01.corp.example.com', [anAsset({ hostnames: ['web01xcorp.example.com'] })]).outcome).toBe(
      'not-found',
    );
  });

  test('several are never one', () => {
    const several = ['corp', 'dmz'].map(domain => anAsset({ hostnames: [`web01.${domain}.example.com`] }));
    expect(judgeAlert('web01', several)).toMatchObject({ outcome: 'ambiguous', confidence: null });
  });
});

test('an observable that Axonius did not answer is not reported as searched', () => {
  const observables = observablesIn('web01');
  const judgement = judge({
    observables,
    answers: [],
    alertTime: ALERT_TIME,
    freshnessDays: 30,
    naming: someNaming(),
    choices: {},
  });
  expect(judgement).toMatchObject({ outcome: 'not-found', unresolved: 1 });
  expect(judgement.observables[0]?.because).toContain('no time');
});
