import { installStorage, type TestStorage } from '../../local/forge/testing/storage';
import type { CachedAnswer } from '../sources/ask-axonius';
import type { Observable } from '../domain/observables/observable';
import { defaultSettings } from '../settings/settings';
import { createAnswerCache } from './answer-cache';
import { storeMany } from './storage';

let storage: TestStorage;
beforeEach(() => {
  storage = installStorage();
});
afterEach(() => storage.end());

const settings = { ...defaultSettings, address: 'https://acme.on.axonius.com', revision: 3 };
const observable = { kind: 'hostname', value: 'web01', field: 'f1', short: 'web01', full: null } as Observable;

function anAnswer(key: string, names = 1): CachedAnswer {
  const answer = {
    key,
    candidates: Array.from({ length: names }, () => ({ name: '端末'.repeat(100) })) as never,
    overLimit: false,
    askedInFull: true,
    tried: [],
    answeredAt: '2026-11-24T08:00:00.000Z',
  };
  return { answer, expiresAt: Date.now() + 60_000 };
}

async function keep(cached: CachedAnswer): Promise<void> {
  const cache = createAnswerCache();
  cache.keep([{ observable, cached }], settings);
  await storeMany(cache.takeEntries());
}

const read = async (by: typeof settings) => [...(await createAnswerCache().read([observable], by)).keys()];

describe('an answer', () => {
  beforeEach(() => keep(anAnswer('hostname:web01')));

  it('is found again by the same tenant and settings', async () => {
    expect(await read(settings)).toEqual(['hostname:web01']);
  });

  it('is not that of another tenant', async () => {
    expect(await read({ ...settings, address: 'https://other.on.axonius.com' })).toEqual([]);
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
  await keep(anAnswer('hostname:web01', 500));
  expect(await read(settings)).toEqual([]);
  expect(storage.calls.filter(path => path.endsWith('/batch/set'))).toEqual([]);
});
