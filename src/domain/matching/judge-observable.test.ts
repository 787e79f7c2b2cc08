import type { RecordedChoice } from '../../contract/record';
import { ALERT_TIME, anAnswer, anAsset, daysBefore, judgeAlert, observablesIn } from '../testing/builders';

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
      unresolved: 0,
      observables: [{}, { outcome: 'ambiguous', assetIds: [], isOtherMachine: true }],
    });
  });

  test('without time for the second question the confidence is at most low, and the note says why', () => {
    const asset = anAsset({ hostnames: ['web01.corp.example.com'], addresses: ['10.0.0.1'] });
    const judgement = judgeAlert('web01, 10.0.0.1', [asset], { answer: { askedInFull: false } });
    expect(judgement.confidence).toBe('low');
    expect(judgement.notes[0]).toBe(
      'There was no time to search Axonius for every spelling of web01, so there may be other assets with that name.',
    );
    expect(judgeAlert('web01', [], { answer: { askedInFull: false } }).observables[0]?.because).toBe(
      'Nothing was found under the names that were searched; there was no time to search all',
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
      observables: [{ rule: 'choice', because: 'Chosen by an analyst', others: [{ id: 'corp' }] }],
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
      { id: 'corp', name: 'web01.corp.example.com', because: 'An analyst ruled it out' },
    ]);
    expect(judgeAlert('web01', [corp], choose({ notAssetIds: ['corp'] }))).toMatchObject({
      outcome: 'not-found',
      assets: [],
      observables: [{ because: 'An analyst ruled out what was found' }],
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
      assets: [dmz, third],
      observables: [{ assetIds: ['dmz'] }, { isOtherMachine: true }],
    });
  });
});
