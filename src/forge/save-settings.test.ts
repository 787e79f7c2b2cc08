import { installStorage, type TestStorage } from '../../local/forge/testing/storage';
import { defaultSettings } from '../settings/settings';
import { readSettings, readStoredSite, writeSettings } from './site';
import { readForScreen, startOver, storeSettings } from './save-settings';
import { storageKeys, writeOne } from './storage';

/* The real @forge packages against storage that keeps Forge's rules. */

let forge: TestStorage;
beforeEach(() => {
  forge = installStorage();
});
afterEach(() => forge.end());

const CUSTOM = 'com.atlassian.jira.plugin.system.customfieldtypes';
const fields = [
  { id: 'customfield_1', name: 'Hostname', custom: true, schema: { type: 'string', custom: `${CUSTOM}:textfield` } },
  {
    id: 'customfield_2',
    name: 'Additional Context',
    custom: true,
    schema: { type: 'string', custom: `${CUSTOM}:textarea` },
  },
];
const stored = { ...defaultSettings, revision: 4, address: 'https://acme.on.axonius.com' };
const { alerts, output, naming, advanced } = stored;
const form = { revision: 4, alerts, output, naming, advanced };

beforeEach(async () => {
  await writeSettings(stored);
  forge.jira = ({ path }) =>
    Response.json(path === '/rest/api/3/field' ? fields : [{ id: '10001', name: 'Security Alert' }]);
});

describe('saving settings', () => {
  it('stores them with the next revision, keeps the address, and finds out what names stand for', async () => {
    expect(await storeSettings({ ...form, advanced: { ...advanced, concurrency: 7 } })).toBeNull();
    expect(await readSettings()).toEqual({ ...stored, revision: 5, advanced: { ...advanced, concurrency: 7 } });
    expect(await readStoredSite()).toMatchObject({ value: { names: { issueTypeIds: ['10001'] } } });
  });

  it('of two admins at once takes one, and the other is told', async () => {
    const problems = await Promise.all(
      [3, 5, 7].map(concurrency => storeSettings({ ...form, advanced: { ...advanced, concurrency } })),
    );
    expect(problems.filter(problem => problem === null)).toHaveLength(1);
    expect(problems.filter(problem => problem?.kind === 'conflict')).toHaveLength(2);
    const winner = [3, 5, 7][problems.indexOf(null)];
    expect(await readSettings()).toMatchObject({ revision: 5, advanced: { concurrency: winner } });
  });

  it('goes on after a save that has ended, at once', async () => {
    for (let revision = 4; revision < 8; revision += 1) expect(await storeSettings({ ...form, revision })).toBeNull();
    expect((await readSettings()).revision).toBe(8);
  });

  it('refuses a field that is read and written by the same runs', async () => {
    const both = { ...alerts, sourceFields: [{ field: { id: 'customfield_2' }, kind: 'auto' as const }] };
    expect(await storeSettings({ ...form, alerts: both })).toMatchObject({
      kind: 'invalid',
      sentence:
        '“Additional Context” can’t be source and target: each write would start the next run. Nothing was saved.',
    });
    expect((await readSettings()).revision).toBe(4);
  });

  it('says that storage did not answer, and nothing is changed', async () => {
    forge.intercept = path =>
      path.endsWith('/transaction') || path.endsWith('/set')
        ? Response.json({ code: 'UNKNOWN_ERROR', message: 'down' }, { status: 503 })
        : null;
    expect(await storeSettings(form)).toMatchObject({
      sentence: 'Forge’s storage did not answer just now. Nothing was saved.',
    });
    forge.intercept = () => null;
    expect((await readSettings()).revision).toBe(4);
  });
});

describe('settings that can’t be read', () => {
  it('are shown as the defaults with the reason, and replaced only when the admin starts over', async () => {
    await writeOne(storageKeys.settings, { v: 9 });
    const shown = await readForScreen();
    expect(shown.settings).toEqual(defaultSettings);
    expect(shown.unreadable).toContain('newer version of this app');
    await startOver();
    expect(await readForScreen()).toEqual({ settings: defaultSettings, unreadable: null });
  });

  it('are the only ones that starting over replaces', async () => {
    await startOver();
    expect(await readSettings()).toEqual(stored);
  });
});
