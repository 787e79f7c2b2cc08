import { kvs } from '@forge/kvs';
import { installStorage, type TestStorage } from '../../local/forge/testing/storage';
import { startSweepState } from '../features/sweep/sweep-state';
import { storageKeys } from './storage';
import { readSweepState } from './sweep';

/* The real @forge/kvs against storage that keeps Forge's rules. */

const SINCE = '2026-11-24T08:00:00.000Z';

let storage: TestStorage;
beforeEach(() => {
  storage = installStorage();
});
afterEach(() => storage.end());

it('the state of a former version, which kept a cursor, is gone on with, and the cursor is left out', async () => {
  const state = startSweepState(Date.parse(SINCE));
  await kvs.set(storageKeys.sweep, { ...state, hiddenNext: 'cursor' });
  expect(await readSweepState()).toEqual(state);
});
