import { installStorage, type TestStorage } from '../../local/forge/testing/storage';
import { DEFAULT_READINGS } from '../../local/readings';
import { ownerWhoMakes } from '../domain/pacing/claim-owner';
import { claimAndStore, releaseClaim, tryClaim } from './claims';

/* The real @forge/kvs against storage that keeps Forge's rules. */

let storage: TestStorage;
beforeEach(() => {
  storage = installStorage();
});
afterEach(() => storage.end());

const NOW = Date.UTC(2026, 10, 24, 8, 0, 0, 400);
const claim = (
  owner: string,
  at = NOW,
  entries: Parameters<typeof claimAndStore>[1] = [],
  made: string | null = null,
) => claimAndStore({ key: 'alert:1', owner, now: at, heldForMs: 30_000, made }, entries);
const taken = { ok: true, value: true };
const held = { ok: true, value: false };
const answer = { key: 'answer:1', value: { a: 1 }, ttlMinutes: 10 };

const readings = [
  { notExists: 'holds', failIfExists: 'throws' },
  { notExists: 'holds', failIfExists: 'keeps' },
  { notExists: 'fails', failIfExists: 'throws' },
  { notExists: 'fails', failIfExists: 'keeps' },
] as const;

describe.each(readings)('where a missing entity $notExists, and a second creation $failIfExists', reading => {
  beforeEach(() => {
    storage.readings = { ...DEFAULT_READINGS, ...reading };
  });

  it('one holder at a time, until the last millisecond of its time', async () => {
    expect(await claim('a')).toEqual(taken);
    expect(await claim('b')).toEqual(held);
    expect(await claim('a', NOW + 1_000)).toEqual(taken);
    expect(await claim('b', NOW + 31_000)).toEqual(held);
    expect(await claim('b', NOW + 32_000)).toEqual(taken);
    expect(await claim('a', NOW + 32_001)).toEqual(held);
  });

  it('a released claim is free at once, and nobody releases another one’s', async () => {
    await claim('a');
    await releaseClaim('alert:1', 'b');
    expect(await claim('b')).toEqual(held);
    await releaseClaim('alert:1', 'a');
    expect(await claim('b')).toEqual(taken);
  });

  it('the claim of a run that has finished counts as released', async () => {
    await claim(ownerWhoMakes('2026-11-24T08:00:00.000Z', 'x'));
    expect(await claim('b', NOW, [answer], '2026-11-24T08:00:00.000Z')).toEqual(taken);
    expect(await storage.read('answer:1')).toEqual({ a: 1 });
  });

  it('entries are stored with the claim, and not without it', async () => {
    await claim('a');
    await claim('b', NOW, [answer]);
    expect(await storage.read('answer:1')).toBeUndefined();
    await claim('b', NOW + 60_000, [answer]);
    expect(await storage.read('answer:1')).toEqual({ a: 1 });
  });

  it('of twelve at once, one', async () => {
    const claimed = await Promise.all(Array.from({ length: 12 }, (_, i) => claim(`run-${i}`)));
    expect(claimed.filter(each => each.ok && each.value)).toHaveLength(1);
  });

  it('a trial finds that storage does what claims need, and leaves nothing behind', async () => {
    expect(await tryClaim()).toEqual({ ok: true });
  });
});

describe('a claim counts more than what is stored beside it', () => {
  it.each([
    [
      'many entries of many bytes each',
      Array.from({ length: 30 }, (_, i) => ({ ...answer, key: `answer:${i}`, value: '名'.repeat(70_000) })),
    ],
    ['one entry that is too large', [{ ...answer, value: '名'.repeat(90_000) }]],
    ['an entry that storage refuses', [{ ...answer, key: 'a/b' }]],
  ])('%s', async (_, entries) => {
    expect(await claim('a', NOW, entries)).toEqual(taken);
    expect(await claim('b')).toEqual(held);
  });

  it('also where storage is too busy for the entries', async () => {
    const busy = () => Response.json({ code: 'RATE_LIMIT_EXCEEDED', message: 'Too many requests' }, { status: 429 });
    storage.intercept = (path, body) =>
      path.endsWith('/batch/set') || JSON.stringify(body).includes('answer:1') ? busy() : null;
    expect(await claim('a', NOW, [answer])).toEqual(taken);
    expect(await claim('b')).toEqual(held);
  });
});

describe('a storage that takes no claim', () => {
  it('is told from one that somebody holds', async () => {
    storage.readings = { ...DEFAULT_READINGS, claims: 'refused' };
    const claimed = await claim('a');
    expect(claimed).toMatchObject({ ok: false, failure: { kind: 'storage-refused', side: 'app', status: 400 } });
    expect(await tryClaim()).toMatchObject({ ok: false, step: 'take', failure: { kind: 'storage-refused' } });
  });

  it.each([
    ['too busy', () => Response.json({ code: 'RATE_LIMIT_EXCEEDED', message: 'Too many requests' }, { status: 429 })],
    ['down', () => Response.json({ code: 'UNKNOWN_ERROR', message: 'down' }, { status: 503 })],
  ])('%s passes by itself', async (_, refuse) => {
    storage.intercept = refuse;
    expect(await claim('a')).toMatchObject({ ok: false, failure: { kind: 'unavailable', side: 'app' } });
  });
});
