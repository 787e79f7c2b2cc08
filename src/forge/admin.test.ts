import { installStorage, type TestStorage } from '../../local/forge/testing/storage';
import { defaultSettings } from '../settings/settings';
import { checkPorts, healthPorts, viewSettings } from './admin';
import { writeCredentials } from './axonius-connection';
import { writeSettings } from './site';
import { storageKeys, writeOne } from './storage';

/* The real @forge packages against storage that keeps Forge's rules. */

let forge: TestStorage;
beforeEach(() => {
  forge = installStorage();
});
afterEach(() => forge.end());

const TENANT = 'https://acme.on.axonius.com';
const settings = { ...defaultSettings, address: TENANT };
const names = { issueTypeIds: ['7'], sourceFields: [], targetField: null, timeFieldId: null, problems: [] };

beforeEach(async () => {
  await writeSettings(settings);
  await writeOne(storageKeys.setup, { revision: 0, resolvedAt: Date.now(), names });
  forge.jira = () => Response.json({ count: 3 });
});

describe('what the admin page shows of the connection', () => {
  it('is the beginning of the key, never the secret', async () => {
    await writeCredentials({ address: TENANT, key: 'abcdefgh', secret: 'very-secret' });
    const shown = await viewSettings();
    expect(shown).toEqual({ settings, unreadable: null, keyHint: 'abcd…', hasSecret: true, failedAlerts: 3 });
    expect(JSON.stringify(shown)).not.toContain('very-secret');
  });

  it('is no key where it was entered for another tenant', async () => {
    await writeCredentials({ address: 'https://apac.on.axonius.com', key: 'abcdefgh', secret: 's' });
    expect(await viewSettings()).toMatchObject({ keyHint: null, hasSecret: false });
  });
});

describe('alerts that the app may not see', () => {
  beforeEach(async () => {
    for (const id of ['10001', '10002']) await writeOne(storageKeys.notVisible(id), { since: '2026-11-24T08:00:00Z' });
  });

  it('are counted', async () => {
    expect(await checkPorts().countHidden()).toBe(2);
  });

  it('are named to the person who may see them, by id to others', async () => {
    const asked: string[] = [];
    forge.jira = ({ as }) => {
      asked.push(as);
      return Response.json({ issues: [{ id: '10002', key: 'SEC-2', fields: {} }] });
    };
    const health = await healthPorts();
    const hidden = health.ok ? await health.value.readHidden() : null;
    expect(hidden?.isMore).toBe(false);
    expect([...(hidden?.alerts ?? [])].sort((one, other) => Number(one.id) - Number(other.id))).toEqual([
      { id: '10001', key: null },
      { id: '10002', key: 'SEC-2' },
    ]);
    expect(asked).toEqual(['user']);
  });
});
