import { Filter, FilterConditions, kvs } from '@forge/kvs';
import { claimAndStore } from '../../../src/forge/claims';
import { installStorage, type TestStorage } from '../testing/storage';

/* What storage refuses by its pages, asked with the real @forge/kvs and the app's own manifest. */

let storage: TestStorage;
beforeEach(() => {
  storage = installStorage();
});
afterEach(() => storage.end());

const refused = (code: string) => ({ code });

test('"integer: a 32-bit signed integer": the former claim, in epoch milliseconds, is refused, and the new one taken', async () => {
  const former = { owner: 'a', expiresAt: Date.now() + 30_000 };
  await expect(kvs.entity('claim').set('alert:1', former)).rejects.toMatchObject(refused('INVALID_ENTITY_VALUE'));
  const isFree = new Filter<typeof former>().or('expiresAt', FilterConditions.notExists());
  const transaction = kvs.transact().set('alert:1', former, { entityName: 'claim', conditions: isFree });
  await expect(transaction.execute()).rejects.toMatchObject(refused('INVALID_ENTITY_VALUE'));
  const request = { key: 'alert:1', owner: 'a', now: Date.now(), heldForMs: 30_000 };
  expect(await claimAndStore(request, [])).toEqual({ ok: true, value: true });
});

test.each([-2_147_483_648, 0, 2_147_483_647])('%d is a 32-bit integer', async expiresAt => {
  await kvs.entity('claim').set('k', { owner: 'a', expiresAt });
});

test.each([-2_147_483_649, 2_147_483_648, 1.5])('%d is none', async expiresAt => {
  const write = kvs.entity('claim').set('k', { owner: 'a', expiresAt });
  await expect(write).rejects.toMatchObject(refused('INVALID_ENTITY_VALUE'));
});

test.each(['', '  '])('"string: not empty or blank": “%s” is refused as an attribute', async owner => {
  await expect(kvs.entity('claim').set('k', { owner })).rejects.toMatchObject(refused('INVALID_ENTITY_VALUE'));
});

test('"4,000 writes a minute in units of 10 KB", batches and transactions too', async () => {
  const items = (from: number) =>
    Array.from({ length: 15 }, (_, i) => ({ key: `k${from}-${i}`, value: 'x'.repeat(230_000) }));
  const batches = [];
  for (let i = 0; i < 12; i++) batches.push(await kvs.batchSet(items(i)));
  const failed = batches.flatMap(({ failedKeys }) => failedKeys);
  // Fifteen values of 230,000 bytes are 337 units together, not fifteen times 23.
  expect(12 * 15 - failed.length).toBe(Math.floor((4_000 * 10 * 1024) / 230_002));
  expect(new Set(failed.map(({ error }) => error.code))).toEqual(new Set(['RATE_LIMIT_EXCEEDED']));
  const large = kvs.transact().set('k', 'x'.repeat(230_000));
  await expect(large.execute()).rejects.toMatchObject(refused('RATE_LIMIT_EXCEEDED'));
});

test('"4,000 reads a minute in units of 10 KB", queries too', async () => {
  await kvs.set('k', 'x'.repeat(230_000));
  const reads = await Promise.allSettled(
    Array.from({ length: 180 }, (_, i) => (i < 170 ? kvs.get('other') : kvs.query().getMany())),
  );
  expect(reads.every(({ status }) => status === 'fulfilled')).toBe(true);
  const more = await Promise.allSettled(Array.from({ length: 170 }, () => kvs.query().getMany()));
  expect(more.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0);
});

test('"1,000 requests a second"', async () => {
  const reads = await Promise.allSettled(Array.from({ length: 1_400 }, () => kvs.get('none')));
  expect(reads.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0);
});
