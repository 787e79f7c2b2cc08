import { kvs } from '@forge/kvs';
import { installStorage, type TestStorage } from '../../local/forge/testing/storage';
import { startSweepState } from '../features/sweep/sweep-state';
import { storageKeys } from './storage';
import { readHiddenAlerts, readSweepState } from './sweep';

/* The real @forge/kvs against storage that keeps Forge's rules. */

const SINCE = '2026-11-24T08:00:00.000Z';

let storage: TestStorage;
beforeEach(() => {
  storage = installStorage();
});
afterEach(() => storage.end());

async function hide(count: number): Promise<void> {
  for (let id = 0; id < count; id += 1) await kvs.set(storageKeys.notVisible(String(10_000 + id)), { since: SINCE });
}

it('hidden alerts are read from the start each time, and what is stored beside them is not', async () => {
  await hide(130);
  await kvs.set('sweep', {});
  const pages = await readHiddenAlerts();
  expect(pages.map(page => page.length)).toEqual([100, 30]);
  expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(130);
  expect(pages[0]?.[0]).toEqual({ id: expect.stringMatching(/^1\d{4}$/), since: Date.parse(SINCE) });
  expect(await readHiddenAlerts()).toEqual(pages);
});

it('one sweep reads five pages at most', async () => {
  await hide(610);
  storage.calls.length = 0;
  expect((await readHiddenAlerts()).flat()).toHaveLength(500);
  expect(storage.calls).toHaveLength(5);
});

it('the state of a former version, which kept a cursor, is gone on with, and the cursor is left out', async () => {
  const state = startSweepState(Date.parse(SINCE));
  await kvs.set(storageKeys.sweep, { ...state, hiddenNext: 'cursor' });
  expect(await readSweepState()).toEqual(state);
});
