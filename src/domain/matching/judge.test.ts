import { judge } from './judge';
import { ALERT_TIME, anAsset, daysBefore, judgeAlert, observablesIn, someNaming } from '../testing/builders';

const MAC = '3C:52:82:A1:23:45';

describe('a name alone', () => {
  test('WEB01.corp.example.com | web01.corp.example.com → matched, high', () => {
    const asset = anAsset({ hostnames: ['web01.corp.example.com'] });
    expect(judgeAlert('WEB01.corp.example.com', [asset])).toMatchObject({
      outcome: 'matched',
      confidence: 'high',
      assets: [asset],
      unresolved: 0,
      observables: [{ rule: 'full-name', because: 'Full hostname matches', assetIds: [asset.id], others: [] }],
    });
  });

  test('web01 | Web01.corp.example.com only → matched, medium', () => {
    const asset = anAsset({ hostnames: ['Web01.corp.example.com'] });
    expect(judgeAlert('web01', [asset])).toMatchObject({
      outcome: 'matched',
      confidence: 'medium',
      observables: [{ rule: 'short-name', because: 'Short name matches; full name is web01.corp.example.com' }],
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
      because: 'No asset has this full name',
      assetIds: [],
      others: [
        {
          id: sibling.id,
          name: 'web01.dmz.example.com',
          because: 'Same short name, other domain',
        },
      ],
    });
  });

  test('mail.evil.example | bare MAIL → not-found', () => {
    const judgement = judgeAlert('mail.evil.example', [anAsset({ hostnames: ['MAIL'] })]);
    expect(judgement).toMatchObject({ outcome: 'not-found', assets: [] });
    expect(judgement.observables[0]?.others[0]?.because).toBe(
      'Only the short name matches, and evil.example is not one of your domains',
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

  test('lt-4411.corp… | two records of one serial, 90 days and 1 day old → matched, high, the other named', () => {
    const serials = ['5CG1234XYZ'];
    const old = anAsset({ id: 'old', hostnames: ['lt-4411.corp.example.com'], serials, lastSeen: daysBefore(90) });
    const current = anAsset({ id: 'now', hostnames: ['LT-4411.corp.example.com'], serials, lastSeen: daysBefore(1) });
    expect(judgeAlert('lt-4411.corp.example.com', [old, current])).toMatchObject({
      outcome: 'matched',
      confidence: 'high',
      assets: [current],
      observables: [
        {
          because:
            'Full hostname matches. An older record of this machine was ignored (last seen 90 days before the alert)',
          others: [{ id: 'old', because: expect.stringContaining('90 days before the alert') }],
        },
      ],
    });
  });

  test('lt-4411.corp… | other serials, 90 days and 1 day old → matched, medium, the other named', () => {
    const old = anAsset({
      id: 'old',
      hostnames: ['lt-4411.corp.example.com'],
      serials: ['5CG1234XYZ'],
      lastSeen: daysBefore(90),
    });
    const current = anAsset({ ...old, id: 'now', serials: ['PF0ABCDE'], lastSeen: daysBefore(1) });
    expect(judgeAlert('lt-4411.corp.example.com', [old, current])).toMatchObject({
      outcome: 'matched',
      confidence: 'medium',
      assets: [current],
      observables: [
        {
          because:
            'Full hostname matches; of 2 assets with this name it is the only one seen in the 30 days before the alert',
          others: [
            {
              id: 'old',
              because: 'Same full name, but another serial number; it was last seen 90 days before the alert',
            },
          ],
        },
      ],
    });
  });

  test('dc01.corp… | the domain controller and a stranger that calls itself so, both seen today → ambiguous, the contradiction said', () => {
    const controller = anAsset({
      id: 'dc',
      hostnames: ['dc01.corp.example.com'],
      serials: ['5CG1234XYZ'],
      macs: [MAC],
    });
    const stranger = anAsset({
      id: 'stranger',
      hostnames: ['dc01.corp.example.com'],
      serials: ['PF0ABCDE'],
      macs: ['A4:BB:6D:00:00:01'],
      lastSeen: daysBefore(0),
    });
    expect(judgeAlert('dc01.corp.example.com', [controller, stranger])).toMatchObject({
      outcome: 'ambiguous',
      confidence: null,
      observables: [
        {
          because: '2 assets have this full name, and their serial numbers and MAC addresses differ',
          assetIds: ['stranger', 'dc'],
        },
      ],
    });
  });

  test('dc02.corp… | Dc02.Corp… seen now, dc02.corp… seen 20 days ago, other serials → ambiguous', () => {
    const now = anAsset({ id: 'now', hostnames: ['Dc02.Corp.example.com'], serials: ['PF0ABCDE'] });
    const earlier = anAsset({
      id: 'earlier',
      hostnames: ['dc02.corp.example.com'],
      serials: ['5CG1234XYZ'],
      lastSeen: daysBefore(20),
    });
    expect(judgeAlert('dc02.corp.example.com', [earlier, now])).toMatchObject({
      outcome: 'ambiguous',
      observables: [
        { because: '2 assets have this full name, and their serial numbers differ', assetIds: ['now', 'earlier'] },
      ],
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
      { id: laptop.id, name: laptop.displayName, because: 'Has the address, but another name' },
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
