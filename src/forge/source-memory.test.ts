import * as z from 'zod';
import { installStorage, type TestStorage } from '../../local/forge/testing/storage';
import type { Keyed } from '../sources/ask-source';
import { createAnswerCache } from './answer-cache';
import { sourceMemory } from './source-memory';
import { readPause } from './site';

let storage: TestStorage;
beforeEach(() => {
  storage = installStorage();
});
afterEach(() => storage.end());

const reply = z.looseObject({ key: z.string() });

/** What one run remembers of a source. */
function remember(id: string, most: number | null = null) {
  const cache = createAnswerCache<Keyed>(id, reply, () => ({ address: 'https://acme.on.axonius.com', revision: 1 }));
  return sourceMemory({
    source: { id, title: id },
    cache,
    pause: () => readPause(id),
    turns: most === null ? null : { most: () => most, taking: 'now' },
  });
}

const pause = { failures: 3, until: 1_800_000_000_000, kind: 'outage', since: '2026-11-24T08:00:00.000Z' } as const;

it('keeps replies for other runs of the same source, once they are shared', async () => {
  const first = remember('elastic');
  first.keepForCache([{ reply: { key: 'web01' }, expiresAt: Date.now() + 60_000 }]);
  expect((await remember('elastic').readCache(['web01'])).size).toBe(0);
  await first.shareCache();
  expect([...(await remember('elastic').readCache(['web01'])).keys()]).toEqual(['web01']);
  expect((await remember('misp').readCache(['web01'])).size).toBe(0);
});

it('pauses one source and no other', async () => {
  await remember('elastic').writePause(pause);
  expect(await remember('elastic').pause()).toEqual(pause);
  expect(await remember('axonius').pause()).toBeNull();
});

it('lets one run ask about a machine, and one find out whether the source answers again', async () => {
  expect(await remember('elastic').claimQuestion('web01')).toBe(true);
  expect(await remember('elastic').claimQuestion('web01')).toBe(false);
  expect(await remember('misp').claimQuestion('web01')).toBe(true);
  expect(await remember('elastic').claimProbe(pause)).toBe(true);
  expect(await remember('elastic').claimProbe(pause)).toBe(false);
  expect(await remember('misp').claimProbe(pause)).toBe(true);
});

it('has as many turns as the settings allow, for those whom the queue does not count', async () => {
  const end = await remember('elastic', 1).takeTurn(10_000);
  expect(end).not.toBeNull();
  expect(await remember('elastic', 1).takeTurn(10_000)).toBeNull();
  expect(await remember('elastic').takeTurn(10_000)).not.toBeNull();
  await end?.();
  expect(await remember('elastic', 1).takeTurn(10_000)).not.toBeNull();
});

it('asks where storage takes no claim: twice is better than not at all', async () => {
  storage.intercept = () => Response.json({ code: 'UNKNOWN_ERROR', message: 'down' }, { status: 503 });
  expect(await remember('elastic').claimQuestion('web01')).toBe(true);
});
