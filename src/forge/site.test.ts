import { installStorage, type TestStorage } from '../../local/forge/testing/storage';
import { defaultSettings } from '../settings/settings';
import { askingModeEntry, readPause, readSettings, readStoredSite, writePause, writeSettings } from './site';
import { storageKeys, storeMany, writeOne } from './storage';

/* The real @forge packages against storage that keeps Forge's rules. */

let forge: TestStorage;
beforeEach(() => {
  forge = installStorage();
});
afterEach(() => forge.end());

const TENANT = 'https://acme.on.axonius.com';
const settings = { ...defaultSettings, address: TENANT, revision: 3 };
const names = {
  issueTypeIds: ['10001'],
  sourceFields: [{ id: 'customfield_1', kind: 'hostname' }],
  targetField: { id: 'customfield_2', holds: 'document' },
  timeFieldId: null,
  problems: [],
};
const DAY_MS = 86_400_000;

async function site() {
  const read = await readStoredSite();
  if (!read.ok) throw new Error(read.failure.sentence);
  return read.value;
}

describe('a site', () => {
  it('that was just installed has the defaults, and one read tells all of it', async () => {
    expect(await site()).toEqual({
      settings: defaultSettings,
      names: null,
      pause: null,
      jiraPause: {},
      askingMode: { way: 'apart', quick: 0, changedAt: null },
    });
    expect(forge.calls).toEqual([expect.stringMatching(/batch\/get$/)]);
  });

  it('has the settings that were saved', async () => {
    await writeSettings(settings);
    expect((await site()).settings).toEqual(settings);
    expect(await readSettings()).toEqual(settings);
  });

  it.each([
    ['a newer version', { ...settings, v: 2 }, 'written by a newer version of this app'],
    ['damaged', 'x', 'are damaged'],
    ['another shape', { ...settings, alerts: {} }, 'don’t fit this version of the app'],
  ])('whose settings are of %s is not half-read, and nothing overwrites them unseen', async (_, stored, sentence) => {
    await writeOne(storageKeys.settings, stored);
    expect(await readStoredSite()).toMatchObject({
      ok: false,
      failure: { kind: 'not-configured', sentence: expect.stringContaining(sentence) },
    });
    await expect(readSettings()).rejects.toThrow(sentence);
  });

  it.each([
    ['of these settings', { revision: 3, resolvedAt: Date.now(), names }, names],
    ['of settings before the last save', { revision: 2, resolvedAt: Date.now(), names }, null],
    ['from two days ago', { revision: 3, resolvedAt: Date.now() - 2 * DAY_MS, names }, null],
    ['of another shape', { revision: 3, resolvedAt: Date.now(), names: { issueTypeIds: '10001' } }, null],
  ])('knows what names stand for, where that is %s', async (_, stored, known) => {
    await writeSettings(settings);
    await writeOne(storageKeys.setup, stored);
    expect((await site()).names).toEqual(known);
  });

  it('is not told as empty where storage doesn’t answer', async () => {
    forge.intercept = () => Response.json({ code: 'UNKNOWN_ERROR', message: 'down' }, { status: 503 });
    expect(await readStoredSite()).toMatchObject({ ok: false, failure: { kind: 'unavailable', side: 'app' } });
    expect(await readPause('axonius')).toBeNull();
  });
});

describe('the shared pause', () => {
  const pause = { failures: 3, until: 1_790_000_000_000, kind: 'outage', since: '2026-11-24T08:00:00.000Z' } as const;

  it('is there for every run until it is ended', async () => {
    await writePause('axonius', pause);
    expect(await readPause('axonius')).toEqual(pause);
    expect((await site()).pause).toEqual(pause);
    await writePause('axonius', null);
    expect(await readPause('axonius')).toBeNull();
  });

  it('of one source is not that of another', async () => {
    await writePause('elastic', pause);
    expect(await readPause('elastic')).toEqual(pause);
    expect(await readPause('axonius')).toBeNull();
  });

  it('costs nothing where storage takes none', async () => {
    forge.intercept = () => Response.json({ code: 'UNKNOWN_ERROR', message: 'down' }, { status: 503 });
    await expect(writePause('axonius', pause)).resolves.toBeUndefined();
  });
});

it('how a tenant is asked is known of that tenant alone', async () => {
  const mode = { way: 'together', quick: 0, changedAt: 1_790_000_000_000 } as const;
  await writeSettings(settings);
  await storeMany([askingModeEntry(mode, TENANT)]);
  expect((await site()).askingMode).toEqual(mode);
  await writeSettings({ ...settings, address: 'https://apac.on.axonius.com' });
  expect((await site()).askingMode.way).toBe('apart');
});
