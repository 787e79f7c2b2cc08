import { installStorage, type TestStorage } from '../../local/forge/testing/storage';
import * as z from 'zod';
import { defaultSettings } from '../settings/settings';
import { createAnswerCache } from './answer-cache';
import { storeMany } from './storage';

let storage: TestStorage;
beforeEach(() => {
  storage = installStorage();
});
afterEach(() => storage.end());

const settings = { ...defaultSettings, address: 'https://acme.on.axonius.com', revision: 3 };
const schema = z.looseObject({ key: z.string() });
const cacheBy = (by: typeof settings, source = 'axonius') => createAnswerCache(source, schema, () => by);

const aReply = (key: string, names = 1) => ({
  reply: { key, names: Array.from({ length: names }, () => '端末'.repeat(100)) },
  expiresAt: Date.now() + 60_000,
});

async function keep(reply: ReturnType<typeof aReply>): Promise<void> {
  const cache = cacheBy(settings);
  cache.keep([reply]);
  await storeMany(cache.takeEntries());
}

const read = async (by: typeof settings, source?: string) => [
  ...(await cacheBy(by, source).read(['hostname:web01'])).keys(),
];

describe('an answer', () => {
  beforeEach(() => keep(aReply('hostname:web01')));

  it('is found again by the same tenant and settings', async () => {
    expect(await read(settings)).toEqual(['hostname:web01']);
  });

  it('is not that of another tenant', async () => {
    expect(await read({ ...settings, address: 'https://other.on.axonius.com' })).toEqual([]);
  });

  it('is not that of another source', async () => {
    expect(await read(settings, 'elastic')).toEqual([]);
  });

  it('is not that of later settings', async () => {
    expect(await read({ ...settings, revision: 4 })).toEqual([]);
  });

  it('that can’t be read counts as none', async () => {
    storage.intercept = () => Response.json({ code: 'RATE_LIMIT_EXCEEDED', message: '' }, { status: 429 });
    expect(await read(settings)).toEqual([]);
  });
});

it('an answer with more bytes than storage takes is not kept, however few its characters', async () => {
  await keep(aReply('hostname:web01', 500));
  expect(await read(settings)).toEqual([]);
  expect(storage.calls.filter(path => path.endsWith('/batch/set'))).toEqual([]);
});
