import { installStorage, type TestStorage } from '../../local/forge/testing/storage';
import {
  knownFailure,
  readStoredCheck,
  writeCheck,
  writeEventMark,
  writeLook,
  writePanelMark,
  writeWatch,
} from './check-store';
import { storageKeys, writeOne } from './storage';

/* The real @forge packages against storage that keeps Forge's rules. */

let forge: TestStorage;
beforeEach(() => {
  forge = installStorage();
});
afterEach(() => forge.end());

const AT = '2026-11-24T08:00:00.000Z';
const check = { id: 'c1', startedAt: AT, endedAt: null, findings: { storage: { kind: 'keeps' } } } as const;
const watch = { id: 'w1', by: 'anna', startedAt: AT, alert: { issueId: '10001', createdAt: AT }, isStopped: false };
const event = { watchId: 'w1', issueId: '10001', arrivedAt: AT, queuedAt: AT };
const look = { watchId: 'w1', at: AT, number: 2, run: null, field: null, found: 'missing', foundAt: null } as const;
const panel = { watchId: 'w1', at: AT };
const nothing = { check: null, watch: null, event: null, look: null, panel: null };

describe('what is kept of check and watch', () => {
  it('is read in one operation, as it was noted', async () => {
    await writeCheck(check);
    await writeWatch(watch);
    await writeEventMark(event);
    await writeLook(look);
    await writePanelMark(panel);
    forge.calls.length = 0;
    expect(await readStoredCheck()).toEqual({ check, watch, event, look, panel });
    expect(forge.calls).toHaveLength(1);
  });

  it('is nothing where nothing was noted, and where storage can’t say', async () => {
    expect(await readStoredCheck()).toEqual(nothing);
    forge.intercept = () => Response.json({ code: 'UNKNOWN_ERROR', message: 'down' }, { status: 503 });
    expect(await readStoredCheck()).toEqual(nothing);
  });

  it.each([
    ['check', storageKeys.check, { ...check, findings: { storage: { kind: 'perhaps' } } }],
    ['watch', storageKeys.watch, { ...watch, by: 7 }],
    ['event', storageKeys.watchEvent, { ...event, arrivedAt: 'soon' }],
    ['look', storageKeys.watchLook, { ...look, found: 'perhaps' }],
    ['panel', storageKeys.watchPanel, {}],
  ])('counts as nothing where it can’t be read: %s', async (_, key, stored) => {
    await writeOne(key, stored);
    expect(await readStoredCheck()).toEqual(nothing);
  });
});

it('of a failure that a record names, known kinds alone are told', () => {
  expect(knownFailure('timeout')).toBe('timeout');
  expect(knownFailure('<script>')).toBe('unexpected-answer');
});
