import { installStorage, type TestStorage } from '../../local/forge/testing/storage';
import { readMany, readOne, storeMany, writeOne } from './storage';

let storage: TestStorage;
beforeEach(() => {
  storage = installStorage();
});
afterEach(() => storage.end());

describe('reading many keys', () => {
  it('absent keys are absent, and 60 keys take three operations', async () => {
    await storeMany([{ key: 'k7', value: 7, ttlMinutes: 1 }]);
    const found = await readMany(Array.from({ length: 60 }, (_, i) => `k${i}`));
    expect(found).toEqual({ ok: true, value: new Map([['k7', 7]]) });
    expect(storage.calls.filter(path => path.endsWith('/batch/get'))).toHaveLength(3);
  });

  it.each(['RATE_LIMIT_EXCEEDED', 'UNKNOWN_ERROR', 'NOT_FOUND'])(
    'a key that fails with %s is not an absent key',
    async code => {
      storage.intercept = path =>
        path.endsWith('/batch/get')
          ? Response.json({
              successfulKeys: [],
              failedKeys: [
                { key: 'pause', error: { code: 'KEY_NOT_FOUND', message: '' } },
                { key: 'settings', error: { code, message: '' } },
              ],
            })
          : null;
      const found = await readMany(['settings', 'pause']);
      expect(found).toMatchObject({ ok: false, failure: { kind: 'unavailable', side: 'app' } });
    },
  );

  it('a read past the throughput is a failure', async () => {
    await writeOne('settings', 'x'.repeat(220_000));
    const reads = await Promise.all(Array.from({ length: 250 }, () => readMany(['settings'])));
    expect(reads.some(({ ok }) => ok)).toBe(true);
    expect(reads.filter(({ ok }) => !ok)[0]).toMatchObject({ failure: { kind: 'unavailable' } });
    expect(reads.every(read => !read.ok || read.value.has('settings'))).toBe(true);
  });
});

describe('sizes are bytes', () => {
  it('what is too large for one value is said before it is sent', async () => {
    await expect(writeOne('settings', '名'.repeat(90_000))).rejects.toMatchObject({
      failure: { kind: 'storage-refused' },
    });
    expect(storage.calls).toEqual([]);
  });

  it('of too many entries those are stored that fit', async () => {
    const entries = Array.from({ length: 30 }, (_, i) => ({
      key: `answer:${i}`,
      value: '名'.repeat(70_000),
      ttlMinutes: 1,
    }));
    await storeMany(entries);
    expect(await storage.read('answer:0')).toBeDefined();
    expect(await storage.read('answer:29')).toBeUndefined();
  });
});

it('a single key that can’t be read throws what can be told', async () => {
  storage.intercept = () =>
    Response.json({ code: 'RATE_LIMIT_EXCEEDED', message: 'Too many requests' }, { status: 429 });
  await expect(readOne('settings')).rejects.toMatchObject({
    failure: { kind: 'unavailable', side: 'app', status: 429 },
  });
});
