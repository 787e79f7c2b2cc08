import { startHarness, type Harness } from '../testing/harness';

/* The real @forge/kvs against the platform's storage. */

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
}, 240_000);
afterAll(() => harness.close());
beforeEach(() => harness.platform.reset());

const value = async (key: Parameters<Harness['probe']>[0], call: never) => {
  const probed = await harness.probe(key, call);
  if (probed.error) throw new Error(JSON.stringify(probed.error));
  return probed.value;
};
const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });

describe('values', () => {
  test('are set, read, replaced and deleted; a missing key is undefined', async () => {
    const { probe } = harness;
    expect(await probe('get', { key: 'k' })).toEqual({});
    await probe('set', { key: 'k', value: { a: [1, 'ü'] } });
    expect(await probe('get', { key: 'k' })).toEqual({ value: { a: [1, 'ü'] } });
    await probe('set', { key: 'k', value: false });
    expect(await probe('get', { key: 'k' })).toEqual({ value: false });
    await probe('delete', { key: 'k' });
    await probe('delete', { key: 'k' });
    expect(await probe('get', { key: 'k' })).toEqual({});
  });

  test('secrets live in a space of their own', async () => {
    await harness.probe('set', { key: 'k', value: 'open' });
    await harness.probe('set', { key: 'k', value: 'hidden', secret: true });
    expect(await harness.probe('get', { key: 'k', secret: true })).toEqual({ value: 'hidden' });
    expect(await harness.probe('get', { key: 'k' })).toEqual({ value: 'open' });
    expect(await harness.probe('query', {})).toEqual({
      value: { results: [expect.objectContaining({ key: 'k', value: 'open' })] },
    });
    await harness.probe('delete', { key: 'k', secret: true });
    expect(await harness.probe('get', { key: 'k', secret: true })).toEqual({});
  });

  test.each([
    ['KEY_TOO_SHORT', ''],
    ['KEY_TOO_LONG', 'k'.repeat(501)],
    ['INVALID_KEY', 'a/b'],
    ['INVALID_KEY', '  '],
  ])('"keys: 1 to 500 characters, /^(?!\\s+$)[a-zA-Z0-9:._\\s-#]+$/" %s', async (code, key) => {
    expect((await harness.probe('set', { key, value: 1 })).error).toMatchObject({ type: 'ForgeKvsAPIError', code });
    expect((await harness.probe('get', { key })).error).toMatchObject({ code });
    expect(harness.platform.meter.read().refused).toBe(2);
  });

  test('"a value is at most 240 KiB": one of 300 KB is refused', async () => {
    const { error } = await harness.probe('set', { key: 'k', value: 'x'.repeat(300_000) });
    expect(error).toMatchObject({ type: 'ForgeKvsAPIError', code: 'MAX_SIZE' });
    expect(await harness.probe('set', { key: 'k', value: 'x'.repeat(240 * 1024 - 2) })).toEqual({});
  });

  test('"a secret is at most 128 KiB"', async () => {
    expect((await harness.probe('set', { key: 'k', value: 'x'.repeat(128 * 1024), secret: true })).error?.code).toBe(
      'MAX_SIZE',
    );
    expect(await harness.probe('set', { key: 'k', value: 'x'.repeat(128 * 1024 - 2), secret: true })).toEqual({});
  });

  test('"depth at most 31"', async () => {
    expect((await harness.probe('set', { key: 'k', value: nested(32) })).error?.code).toBe('MAX_DEPTH');
    expect(await harness.probe('set', { key: 'k', value: nested(31) })).toEqual({});
  });
});

describe('options', () => {
  test('an existing key refuses FAIL_IF_EXISTS and keeps its value', async () => {
    const options = { keyPolicy: 'FAIL_IF_EXISTS' };
    expect(await harness.probe('set', { key: 'k', value: 1, options })).toEqual({});
    expect((await harness.probe('set', { key: 'k', value: 2, options })).error).toMatchObject({ code: 'KEY_CONFLICT' });
    expect(await harness.probe('get', { key: 'k' })).toEqual({ value: 1 });
  });

  test('returnValue tells the value before or after', async () => {
    const call = { key: 'k', first: 'a', second: 'b' };
    expect((await harness.probe('setTwice', { ...call, returnValue: 'PREVIOUS' })).value).toMatchObject({ value: 'a' });
    expect((await harness.probe('setTwice', { ...call, returnValue: 'LATEST' })).value).toMatchObject({ value: 'b' });
  });

  test('"deletion of expired values is lazy (at most 48 h)": they are read until then', async () => {
    harness.platform.setTimeScale(100_000);
    await harness.probe('set', { key: 'k', value: 1, options: { ttl: { value: 1, unit: 'HOURS' } } });
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(await harness.probe('getWithMetadata', { key: 'k' })).toEqual({
      value: { key: 'k', value: 1, createdAt: expect.any(Number), expireTime: expect.stringMatching(/Z$/) },
    });
    await new Promise(resolve => setTimeout(resolve, 1800));
    expect(await harness.probe('get', { key: 'k' })).toEqual({});
  });

  test('"ttl at most one year"', async () => {
    const options = { ttl: { value: 366, unit: 'DAYS' } };
    expect((await harness.probe('set', { key: 'k', value: 1, options })).error?.code).toBe('INVALID_TTL');
  });
});

describe('queries', () => {
  test('go through the keys of a prefix, page by page', async () => {
    const items = Array.from({ length: 25 }, (_, i) => ({ key: `a:${String(i).padStart(2, '0')}`, value: i }));
    await harness.probe('batch', { kind: 'batchSet', items });
    await harness.probe('set', { key: 'b:1', value: 1 });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = (await value('query', { prefix: 'a:', limit: 10, ...(cursor && { cursor }) } as never)) as {
        results: { key: string }[];
        nextCursor?: string;
      };
      seen.push(...page.results.map(({ key }) => key));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(items.map(({ key }) => key));
  });

  test('"page: default 10, maximum 100"', async () => {
    for (let i = 0; i < 12; i++) await harness.probe('set', { key: `k${i}`, value: i });
    expect(((await value('query', {} as never)) as { results: unknown[] }).results).toHaveLength(10);
    expect((await harness.probe('query', { limit: 101 })).error?.code).toBe('LIST_QUERY_LIMIT_EXCEEDED');
  });

  test('of an entity use its index, a range, filters and an order', async () => {
    for (const [key, owner, expiresAt] of [
      ['1', 'a', 30],
      ['2', 'a', 10],
      ['3', 'b', 20],
      ['4', 'a', 20],
    ] as const)
      await harness.probe('set', { key, entity: 'claim', value: { owner, expiresAt } });
    const keys = async (call: object) =>
      (
        (await value('queryEntity', { partition: ['a'], ...call } as never)) as { results: { key: string }[] }
      ).results.map(r => r.key);
    expect(await keys({})).toEqual(['2', '4', '1']);
    expect(await keys({ sort: 'DESC' })).toEqual(['1', '4', '2']);
    expect(await keys({ where: { condition: 'LESS_THAN_EQUAL_TO', values: [20] } })).toEqual(['2', '4']);
    expect(
      await keys({ filters: [{ property: 'expiresAt', condition: { condition: 'NOT_EQUAL_TO', values: [10] } }] }),
    ).toEqual(['4', '1']);
    expect(await keys({ limit: 1 })).toEqual(['2']);
  });
});

describe('entities', () => {
  test('take only what the manifest declares', async () => {
    const set = async (entity: string, claim: unknown) =>
      (await harness.probe('set', { key: 'k', entity, value: claim })).error?.code;
    expect(await set('claim', { owner: 'a' })).toBeUndefined();
    expect(await set('claim', { owner: 1 })).toBe('INVALID_ENTITY_VALUE');
    expect(await set('claim', { other: 'a' })).toBe('INVALID_ENTITY_VALUE');
    expect(await set('undeclared', { owner: 'a' })).toBe('INVALID_ENTITY_NAME');
    expect(await harness.probe('get', { key: 'k', entity: 'claim' })).toEqual({ value: { owner: 'a' } });
  });
});

describe('batches and transactions', () => {
  test('a batch tells success and failure per key and counts as one read', async () => {
    await harness.probe('batch', {
      kind: 'batchSet',
      items: [
        { key: 'a', value: 1 },
        { key: 'b', value: 2 },
      ],
    });
    harness.platform.meter.reset();
    expect(await harness.probe('batch', { kind: 'batchGet', items: [{ key: 'a' }, { key: 'none' }] })).toEqual({
      value: {
        successfulKeys: [expect.objectContaining({ key: 'a', value: 1 })],
        failedKeys: [{ key: 'none', error: { code: 'KEY_NOT_FOUND', message: expect.any(String) } }],
      },
    });
    expect(harness.platform.meter.read().kvs).toMatchObject({ reads: 1, writes: 0 });
    await harness.probe('batch', { kind: 'batchDelete', items: [{ key: 'a' }, { key: 'b' }] });
    expect(await harness.probe('get', { key: 'a' })).toEqual({});
  });

  test('"at most 25 items, each key once"', async () => {
    const items = Array.from({ length: 26 }, (_, i) => ({ key: `k${i}`, value: i }));
    expect((await harness.probe('batch', { kind: 'batchSet', items })).error).toMatchObject({
      type: 'ForgeKvsAPIError',
    });
    const twice = [
      { key: 'a', value: 1 },
      { key: 'a', value: 2 },
    ];
    expect((await harness.probe('batch', { kind: 'batchSet', items: twice })).error).toMatchObject({
      type: 'ForgeKvsAPIError',
    });
    expect((await harness.probe('transact', { set: items })).error).toMatchObject({ type: 'ForgeKvsAPIError' });
  });

  test('"at most 4 MB"', async () => {
    const items = Array.from({ length: 20 }, (_, i) => ({ key: `k${i}`, size: 230_000 }));
    expect((await harness.probe('batch', { kind: 'batchSet', items })).error?.code).toBe('MAX_SIZE');
  });

  test('a transaction does all or nothing, by compare and set', async () => {
    await harness.probe('set', { key: 'lock', entity: 'claim', value: { owner: 'a', expiresAt: 100 } });
    const take = (now: number, owner: string) =>
      harness.probe('transact', {
        set: [
          {
            key: 'lock',
            entity: 'claim',
            value: { owner, expiresAt: now + 100 },
            unless: { property: 'expiresAt', condition: { condition: 'LESS_THAN', values: [now] } },
          },
          { key: 'log', value: owner },
        ],
      });
    expect((await take(50, 'b')).error).toMatchObject({ type: 'ForgeKvsAPIError', code: 'CONDITION_CHECK_FAILED' });
    expect(await harness.probe('get', { key: 'log' })).toEqual({});
    expect(await take(150, 'c')).toEqual({});
    expect(await harness.probe('get', { key: 'lock', entity: 'claim' })).toEqual({
      value: { owner: 'c', expiresAt: 250 },
    });
    expect(await harness.probe('get', { key: 'log' })).toEqual({ value: 'c' });
  });

  test('a check alone decides, and an absent entity has no attributes', async () => {
    const check = [
      { key: 'none', property: 'owner', condition: { condition: 'NOT_EXISTS' as const, values: [true] as [true] } },
    ];
    expect(await harness.probe('transact', { set: [{ key: 'a', value: 1 }], check })).toEqual({});
    await harness.probe('set', { key: 'none', entity: 'claim', value: { owner: 'x' } });
    expect((await harness.probe('transact', { set: [{ key: 'a', value: 2 }], check })).error?.code).toBe(
      'CONDITION_CHECK_FAILED',
    );
    expect(await harness.probe('get', { key: 'a' })).toEqual({ value: 1 });
  });
});

test('one winner among writers that compare and set at once', async () => {
  const claim = (owner: string) =>
    harness.probe('transact', {
      set: [
        {
          key: 'lock',
          entity: 'claim',
          value: { owner, expiresAt: 1 },
          unless: { property: 'owner', condition: { condition: 'NOT_EXISTS', values: [true] } },
        },
      ],
    });
  const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => claim(`w${i}`)));
  expect(answers.filter(({ error }) => error === undefined)).toHaveLength(1);
});
