import { anAnswer, anAsset, daysBefore, judgeAlert, observablesIn } from '../testing/builders';

const MAC = '3C:52:82:A1:23:45';
const OTHER_MAC = '3C:52:82:99:99:99';

describe('several observables', () => {
  const a = anAsset({ hostnames: ['lt-a.corp.example.com'], addresses: ['10.0.0.1'], macs: [MAC] });
  const b = anAsset({ hostnames: ['lt-b.corp.example.com'], addresses: ['10.0.0.2'], macs: [OTHER_MAC] });

  test.each(['lt-a.corp.example.com, 10.0.0.2', '10.0.0.2, lt-a.corp.example.com'])(
    'name of A and address of B → matched A with its own confidence; B is the other machine, with its own outcome (%s)',
    values => {
      const judgement = judgeAlert(values, [a, b]);
      expect(judgement).toMatchObject({
        outcome: 'matched',
        confidence: 'high',
        assets: [a, b],
        unresolved: 0,
        notes: [],
      });
      expect(judgement.observables.find(({ observable }) => observable.kind === 'hostname')).toMatchObject({
        outcome: 'matched',
        confidence: 'high',
        because: 'Full hostname matches',
      });
      expect(judgement.observables.find(({ observable }) => observable.kind === 'ip')).toMatchObject({
        outcome: 'matched',
        confidence: 'low',
        assetIds: [b.id],
        isOtherMachine: true,
      });
    },
  );

  test('an address that leads elsewhere does not make a matched name ambiguous or stale, nor a stale one matched', () => {
    const old = { ...b, lastSeen: daysBefore(9) };
    const c = anAsset({ hostnames: ['lt-c'], addresses: ['10.0.0.2'] });
    for (const inventory of [
      [a, old],
      [a, b, c],
    ]) {
      expect(judgeAlert('lt-a.corp.example.com, 10.0.0.2', inventory)).toMatchObject({
        outcome: 'matched',
        confidence: 'high',
        unresolved: 0,
      });
    }
    const stale = { ...a, lastSeen: daysBefore(60) };
    expect(judgeAlert('lt-a.corp.example.com, 10.0.0.2', [stale, b])).toMatchObject({
      outcome: 'stale',
      confidence: 'high',
      assets: [stale, b],
    });
  });

  test('a MAC of another machine contradicts the name: low, and said; both are shown', () => {
    const judgement = judgeAlert(`lt-a.corp.example.com, ${OTHER_MAC}`, [a, b]);
    expect(judgement).toMatchObject({ outcome: 'matched', confidence: 'low', assets: [a, b], unresolved: 0 });
    expect(judgement.notes).toEqual([
      `Conflict: the name lt-a.corp.example.com leads to lt-a.corp.example.com, but the MAC ${OTHER_MAC} leads to lt-b.corp.example.com. The name was used.`,
    ]);
    expect(judgement.observables[1]).toMatchObject({ assetIds: [b.id], isOtherMachine: true });
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
          because: expect.stringMatching(/^Short name matches.*; address 10\.0\.0\.1 agrees$/),
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

  test('an address does not decide between several assets of a name, but its machine comes first, which is said', () => {
    const corp = anAsset({ hostnames: ['web01.corp.example.com'], addresses: ['10.0.0.7'] });
    const dmz = anAsset({ hostnames: ['web01.dmz.example.com'], addresses: ['10.0.0.8'] });
    for (const address of ['10.0.0.7', '10.0.0.8']) {
      const [first, second] = address === '10.0.0.7' ? [corp, dmz] : [dmz, corp];
      const judgement = judgeAlert(`web01, ${address}`, [corp, dmz]);
      expect(judgement.outcome).toBe('ambiguous');
      expect(judgement.observables[0]).toMatchObject({
        assetIds: [first.id, second.id],
        because: `2 assets have this short name; only ${first.displayName} has the alert's address ${address}`,
      });
    }
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
