import * as fc from 'fast-check';
import { anAsset, daysBefore, hoursBefore, judgeAlert } from '../testing/builders';
import type { Asset } from './asset';

const NAME = 'dc01.corp.example.com';
const SERIAL = '5CG1234XYZ';
const MAC = '3C:52:82:A1:23:45';
const OTHER_SERIAL = 'PF0ABCDE';
const OTHER_MAC = 'A4:BB:6D:00:00:01';

const aController = (overrides: Partial<Asset> = {}) =>
  anAsset({ id: 'dc', hostnames: [NAME], serials: [SERIAL], macs: [MAC], firstSeen: daysBefore(400), ...overrides });
const aStranger = (overrides: Partial<Asset> = {}) =>
  anAsset({
    id: 'stranger',
    hostnames: [NAME.toUpperCase()],
    serials: [OTHER_SERIAL],
    macs: [OTHER_MAC],
    lastSeen: hoursBefore(0.1),
    ...overrides,
  });
const ask = (...inventory: Asset[]) => judgeAlert(NAME, inventory);
const becauseOf = (...inventory: Asset[]) => ask(...inventory).observables[0]?.because;

describe('a device that calls itself as another machine is called', () => {
  test.each([
    ['serials', { macs: [] }, 'their serial numbers differ'],
    ['MACs', { serials: [] }, 'their MAC addresses differ'],
    ['nothing that can be compared', { serials: [], macs: [] }, null],
  ])('%s tell them apart', (_what, overrides, said) => {
    const inventory = [aController(overrides), aStranger(overrides)];
    if (said === null) expect(ask(...inventory)).toMatchObject({ outcome: 'matched', confidence: 'medium' });
    else expect(becauseOf(...inventory)).toBe(`2 assets have this full name, and ${said}`);
  });

  test('one is known by its serial, the other by its MAC: nothing shows that they are one machine', () => {
    const inventory = [aController({ macs: [] }), aStranger({ serials: [] })];
    expect(ask(...inventory).outcome).toBe('ambiguous');
    expect(becauseOf(...inventory)).toBe('2 assets have this full name, and nothing shows that they are one machine');
  });

  test('the one that was seen of late matches at most with medium, even where the address agrees', () => {
    const old = aController({ lastSeen: daysBefore(45) });
    const current = aStranger({ addresses: ['10.0.0.9'] });
    expect(judgeAlert(`${NAME}, 10.0.0.9`, [old, current])).toMatchObject({
      outcome: 'matched',
      confidence: 'medium',
      assets: [current],
      observables: [{ others: [{ id: 'dc' }] }, {}],
    });
  });

  test('none was seen of late: ambiguous', () => {
    expect(ask(aController({ lastSeen: daysBefore(45) }), aStranger({ lastSeen: daysBefore(40) })).outcome).toBe(
      'ambiguous',
    );
  });

  test('by a short name too', () => {
    expect(judgeAlert('dc01', [aController(), aStranger()])).toMatchObject({
      outcome: 'ambiguous',
      observables: [{ because: '2 assets have this short name, and their serial numbers and MAC addresses differ' }],
    });
  });
});

describe('a record without serial and MAC', () => {
  const bare = (overrides: Partial<Asset> = {}) => aStranger({ serials: [], macs: [], ...overrides });

  test('gives way to the one that has them and was seen of late; both are named', () => {
    const controller = aController({ lastSeen: daysBefore(20) });
    expect(ask(controller, bare())).toMatchObject({
      outcome: 'matched',
      confidence: 'medium',
      assets: [controller],
      observables: [
        {
          because: `Full hostname matches; of 2 assets with this name it is the only one with a serial number or MAC address that was seen of late`,
          others: [{ id: 'stranger', because: expect.stringContaining('nothing shows that it is the same machine') }],
        },
      ],
    });
  });

  test('matches where the one that has them was not seen of late', () => {
    const other = bare();
    expect(ask(aController({ lastSeen: daysBefore(45) }), other)).toMatchObject({
      outcome: 'matched',
      confidence: 'medium',
      assets: [other],
      observables: [{ others: [{ id: 'dc' }] }],
    });
  });

  test('beside one of its kind: time decides, at most medium', () => {
    const old = bare({ id: 'old', lastSeen: daysBefore(3) });
    const current = bare({ id: 'current' });
    expect(ask(old, current)).toMatchObject({
      outcome: 'matched',
      confidence: 'medium',
      assets: [current],
      observables: [{ others: [{ id: 'old' }] }],
    });
  });

  test('what many machines share is no serial and no MAC', () => {
    const shared = { serials: ['To be filled by O.E.M.', 'Default string'], macs: ['00:05:9A:3C:7A:00'] };
    expect(ask(aController(), bare(shared))).toMatchObject({ confidence: 'medium', assets: [{ id: 'dc' }] });
  });
});

describe('what a device can make up', () => {
  test('the serial of the real one, with other MACs: ambiguous, and so are cloned virtual machines', () => {
    expect(ask(aController(), aStranger({ serials: [SERIAL] })).outcome).toBe('ambiguous');
    const serials = ['VMware-42 1a 33 5f 00 11 22 33-44 55 66 77 88 99 aa bb'];
    expect(becauseOf(aController({ serials }), aStranger({ serials }))).toBe(
      '2 assets have this full name, and their MAC addresses differ',
    );
  });

  test('the MAC of the real one, with another serial: ambiguous', () => {
    expect(becauseOf(aController(), aStranger({ macs: [MAC] }))).toBe(
      '2 assets have this full name, and their serial numbers differ',
    );
  });

  test('a last sight in the future counts as unknown, and never makes it the one in use', () => {
    for (const lastSeen of [daysBefore(-10), '2099-01-01T00:00:00Z']) {
      expect(ask(aController(), aStranger({ lastSeen })).outcome).toBe('ambiguous');
      expect(ask(aStranger({ lastSeen }))).toMatchObject({
        outcome: 'stale',
        assets: [{ lastSeen: null }],
        observables: [{ because: 'Full hostname matches, but it is not known when it was last seen' }],
      });
      const twin = aStranger({ lastSeen, serials: [SERIAL], macs: [] });
      expect(ask(aController(), twin)).toMatchObject({ outcome: 'matched', assets: [{ id: 'dc' }] });
    }
  });

  test('the real one has a wrong clock: what is unknown of it does not make the stranger the only one', () => {
    const controller = aController({ lastSeen: '2099-01-01T00:00:00Z' });
    for (const stranger of [aStranger(), aStranger({ serials: [], macs: [] })]) {
      expect(ask(controller, stranger).outcome).toBe('ambiguous');
    }
  });

  test('a clock that is minutes ahead is no lie', () => {
    const asset = aController({ lastSeen: hoursBefore(-48 - 0.05) });
    expect(ask(asset)).toMatchObject({ outcome: 'matched', confidence: 'high' });
  });

  test('what Axonius met only after the alert was not seen before it', () => {
    const newcomer = aStranger({ firstSeen: hoursBefore(-1), lastSeen: hoursBefore(-2) });
    expect(ask(aController(), newcomer)).toMatchObject({
      outcome: 'matched',
      confidence: 'medium',
      assets: [{ id: 'dc' }],
    });
  });

  test('so many records that nobody can judge them: ambiguous', () => {
    const crowd = Array.from({ length: 60 }, (_, n) => aStranger({ id: `s${n}`, serials: [SERIAL], macs: [] }));
    expect(ask(aController(), ...crowd).outcome).toBe('ambiguous');
  });
});

describe('three and more records', () => {
  test('twins among themselves are one machine beside a stranger: ambiguous where both machines were seen of late', () => {
    const old = aController({ id: 'old', lastSeen: daysBefore(60) });
    expect(ask(old, aController(), aStranger())).toMatchObject({
      outcome: 'ambiguous',
      observables: [{ because: '3 assets have this full name, and their serial numbers and MAC addresses differ' }],
    });
    expect(ask(old, aController(), aStranger({ lastSeen: daysBefore(40) }))).toMatchObject({
      outcome: 'matched',
      confidence: 'medium',
      assets: [{ id: 'dc' }],
      observables: [
        {
          others: [
            { id: 'old', because: expect.stringContaining('Another record of the same machine') },
            { id: 'stranger', because: expect.stringContaining('another serial number') },
          ],
        },
      ],
    });
  });

  test('a record with the serials of two machines ties nothing together', () => {
    const both = aStranger({ id: 'both', serials: [SERIAL, OTHER_SERIAL], macs: [] });
    expect(ask(aController({ macs: [] }), aStranger({ macs: [] }), both).outcome).toBe('ambiguous');
  });
});

const records = fc
  .array(
    fc.record({
      hostnames: fc.constantFrom([NAME], [NAME.toUpperCase()]),
      serials: fc.constantFrom([], [SERIAL], [OTHER_SERIAL], ['None']),
      macs: fc.constantFrom([], [MAC], [OTHER_MAC], ['02:42:AC:11:00:02']),
      lastSeen: fc.option(fc.constantFrom(-99, -1, 0.1, 5, 29, 31, 400).map(daysBefore)),
      firstSeen: fc.option(fc.constantFrom(-0.5, 100).map(daysBefore)),
    }),
    { minLength: 2, maxLength: 5 },
  )
  .map(list => list.map((values, at) => anAsset({ ...values, id: `asset-${at}` })));

test('a name is never surely of one of two machines that contradict each other and were both seen of late', () => {
  const isSeen = ({ lastSeen, firstSeen }: Asset) =>
    lastSeen !== null &&
    lastSeen >= daysBefore(30) &&
    lastSeen < daysBefore(-50) &&
    (firstSeen === null || firstSeen <= daysBefore(0));
  fc.assert(
    fc.property(records, inventory => {
      const { outcome, confidence, assets, observables } = ask(...inventory);
      const serials = new Set(inventory.filter(isSeen).flatMap(asset => asset.serials.filter(text => text !== 'None')));
      if (serials.size > 1) expect(outcome).toBe('ambiguous');
      const all = new Set(inventory.flatMap(asset => asset.serials.filter(text => text !== 'None')));
      if (all.size > 1) expect(confidence).not.toBe('high');
      const named = [...assets.map(({ id }) => id), ...observables.flatMap(({ others }) => others.map(({ id }) => id))];
      expect([...new Set(named)].sort()).toEqual(inventory.map(({ id }) => id).sort());
    }),
  );
});
