import { kvs } from '@forge/kvs';
import { installStorage, type TestStorage } from '../../local/forge/testing/storage';
import { forgetHidden, readHidden, rememberHidden } from './hidden-alerts';

/* The real @forge/kvs against storage that keeps Forge's rules. */

let storage: TestStorage;
beforeEach(() => {
  storage = installStorage();
});
afterEach(() => storage.end());

async function hide(count: number): Promise<void> {
  for (let id = 0; id < count; id += 1) await rememberHidden(String(10_000 + id));
}

it('are read from the start each time, and what is stored beside them is not', async () => {
  const before = Date.now();
  await hide(130);
  await kvs.set('sweep', {});
  const { pages, isMore } = await readHidden(5);
  expect(pages.map(page => page.length)).toEqual([100, 30]);
  expect(isMore).toBe(false);
  expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(130);
  expect(pages[0]?.[0]?.id).toMatch(/^1\d{4}$/);
  expect(pages[0]?.[0]?.since).toBeGreaterThanOrEqual(before);
  expect((await readHidden(5)).pages).toEqual(pages);
});

it('are read as far as was asked, with a word where there are more', async () => {
  await hide(610);
  storage.calls.length = 0;
  const { pages, isMore } = await readHidden(5);
  expect(pages.flat()).toHaveLength(500);
  expect(isMore).toBe(true);
  expect(storage.calls).toHaveLength(5);
});

it('are forgotten one by one', async () => {
  await hide(3);
  await forgetHidden(['10000', '10002']);
  expect((await readHidden(1)).pages.flat().map(({ id }) => id)).toEqual(['10001']);
});
