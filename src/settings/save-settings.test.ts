import type { Settings } from '../contract/settings';
import { saveConnection, type ConnectionPorts } from './save-connection';
import { saveSettings, type SettingsPorts } from './save-settings';
import { defaultSettings } from './settings';

/** Settings in memory, stored as the app stores them: with a revision that must still be the same. */
function aStore(initial: Partial<Settings> = {}) {
  const store = { settings: { ...defaultSettings, ...initial } };
  const ports: SettingsPorts = {
    readSettings: () => Promise.resolve(store.settings),
    replace: async (revision, change) => {
      if (store.settings.revision !== revision) return { ok: true, value: false };
      store.settings = { ...(await change(store.settings)), revision: revision + 1 };
      return { ok: true, value: true };
    },
    refuseAlerts: () => Promise.resolve(null),
  };
  return { store, ports };
}

const address = 'https://acme.on.axonius.com';

function connectionPorts(base: SettingsPorts, more: Partial<ConnectionPorts> = {}): ConnectionPorts {
  return {
    ...base,
    parseAddress: input => ({ ok: true, address: input }),
    readCredentials: () => Promise.resolve({ address, key: 'key', secret: 'stored' }),
    test: () => Promise.resolve(null),
    writeCredentials: () => Promise.resolve(),
    ...more,
  };
}

describe('saving settings', () => {
  it('stores what was entered with the next revision and leaves the address alone', async () => {
    const { store, ports } = aStore({ address, revision: 4 });
    const output = { ...defaultSettings.output, freshnessDays: 7 };
    expect(await saveSettings({ ...store.settings, output }, ports)).toBeNull();
    expect(store.settings).toMatchObject({ revision: 5, address, output: { freshnessDays: 7 } });
  });

  it('tells the second of two admins, whenever the first one saves', async () => {
    const { store, ports } = aStore({ revision: 4 });
    expect(await saveSettings({ ...store.settings, revision: 3 }, ports)).toMatchObject({ kind: 'conflict' });
    const overtaken = { ...ports, replace: () => Promise.resolve({ ok: true as const, value: false }) };
    expect(await saveSettings(store.settings, overtaken)).toMatchObject({ kind: 'conflict' });
    expect(store.settings.revision).toBe(4);
  });

  it('tells a storage that refuses from another admin who was faster', async () => {
    const { store, ports } = aStore({ revision: 4 });
    const failure = { side: 'app', sentence: 'Storage refused it.', retryAfterMs: null, status: 400 } as const;
    const refusing = (kind: 'storage-refused' | 'unavailable') => ({
      ...ports,
      replace: () => Promise.resolve({ ok: false as const, failure: { ...failure, kind } }),
    });
    const refused = await saveSettings(store.settings, refusing('storage-refused'));
    expect(refused).toMatchObject({ kind: 'storage-refused', sentence: 'Storage refused it.' });
    const passing = await saveSettings(store.settings, refusing('unavailable'));
    expect(passing).toMatchObject({ kind: 'unavailable', sentence: expect.stringContaining('Nothing was saved') });
    expect(passing?.nextStep).toContain('Save again');
  });

  it.each<[string, (settings: Settings) => Settings, string]>([
    ['number', s => ({ ...s, output: { ...s.output, freshnessDays: 0 } }), 'Freshness limit: must be at least 1.'],
    [
      'gap',
      s => ({ ...s, advanced: { ...s.advanced, concurrency: 500 } }),
      'Alerts at the same time: must be at most 20.',
    ],
    ['empty list', s => ({ ...s, alerts: { ...s.alerts, issueTypes: [] } }), 'Issue types: must not be empty.'],
    [
      'suffix',
      s => ({ ...s, naming: { ...s.naming, suffixes: ['a.example', 'b b'] } }),
      'Domain suffixes, entry 2: is not a domain name.',
    ],
    [
      'address',
      s => ({ ...s, naming: { ...s.naming, sharedAddresses: ['10.0.0.999'] } }),
      'Shared addresses, entry 1: is not an IP address.',
    ],
    [
      'fact',
      s => ({
        ...s,
        output: { ...s.output, facts: [{ label: 'X', axoniusField: 'a" or "', personal: false, shown: true }] },
      }),
      'Facts, entry 1: is not the name of an Axonius field.',
    ],
  ])('says which entry is wrong and stores nothing: %s', async (_, change, sentence) => {
    const { store, ports } = aStore();
    const problem = await saveSettings(change(store.settings), ports);
    expect(problem?.sentence).toBe(`${sentence} Nothing was saved.`);
    expect(store.settings).toEqual(defaultSettings);
  });

  it('refuses what the site can’t work with', async () => {
    const { store, ports } = aStore();
    const refuseAlerts = () => Promise.resolve({ kind: 'invalid', sentence: 'No.', nextStep: null });
    expect(await saveSettings(store.settings, { ...ports, refuseAlerts })).toMatchObject({
      sentence: 'No. Nothing was saved.',
    });
    expect(store.settings).toEqual(defaultSettings);
  });
});

describe('saving a connection', () => {
  it('keeps the stored secret for the same address, and asks for it again for another', async () => {
    const { store, ports } = aStore({ address });
    const written: object[] = [];
    const writeCredentials = (credentials: object) => {
      written.push(credentials);
      return Promise.resolve();
    };
    const input = { address, key: 'new-key', revision: 0 };
    expect(await saveConnection(input, connectionPorts(ports, { writeCredentials }))).toBeNull();
    expect(written).toEqual([{ address, key: 'new-key', secret: 'stored' }]);
    const elsewhere = { address: 'https://evil.on.axonius.com', key: 'new-key', revision: 1 };
    const problem = await saveConnection(elsewhere, connectionPorts(ports, { writeCredentials }));
    expect(problem).toMatchObject({ kind: 'credentials-needed' });
    expect(written).toHaveLength(1);
    expect(store.settings).toMatchObject({ address, revision: 1 });
  });

  it('stores nothing that the tenant refuses', async () => {
    const { store, ports } = aStore();
    const failure = { kind: 'auth', side: 'axonius', sentence: 'Refused.', retryAfterMs: null, status: 401 } as const;
    const refusing = connectionPorts(ports, { test: () => Promise.resolve(failure) });
    const problem = await saveConnection({ address, key: 'k', secret: 's', revision: 0 }, refusing);
    expect(problem).toMatchObject({ kind: 'auth', sentence: 'Refused. Nothing was saved.' });
    expect(store.settings).toEqual(defaultSettings);
  });
});
