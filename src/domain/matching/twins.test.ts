import { anAsset, daysBefore, hoursBefore, judgeAlert } from '../testing/builders';

const MAC = '3C:52:82:A1:23:45';

describe('time', () => {
  test('a match not seen within the freshness limit before the alert is stale', () => {
    const asset = anAsset({ hostnames: ['web01.corp.example.com'], lastSeen: daysBefore(45) });
    expect(judgeAlert('web01.corp.example.com', [asset])).toMatchObject({
      outcome: 'stale',
      confidence: 'high',
      assets: [asset],
      unresolved: 0,
      observables: [{ because: 'Full hostname matches, but it was last seen 45 days before the alert' }],
    });
    expect(judgeAlert('web01.corp.example.com', [asset], { freshnessDays: 60 }).outcome).toBe('matched');
  });

  test('exactly the limit is still fresh, and an asset whose last sight is unknown is stale', () => {
    const atLimit = anAsset({ hostnames: ['web01.corp.example.com'], lastSeen: daysBefore(30) });
    expect(judgeAlert('web01.corp.example.com', [atLimit]).outcome).toBe('matched');
    const unknown = anAsset({ hostnames: ['web01.corp.example.com'], lastSeen: null });
    expect(judgeAlert('web01.corp.example.com', [unknown])).toMatchObject({
      outcome: 'stale',
      observables: [{ because: 'Full hostname matches, but it is not known when it was last seen' }],
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
      anAsset({
        id: lastSeen,
        hostnames: ['lt-1.corp.example.com'],
        serials: ['5CG1234XYZ'],
        firstSeen: daysBefore(100),
        lastSeen,
      }),
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
