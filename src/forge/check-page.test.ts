import { installStorage, type TestStorage } from '../../local/forge/testing/storage';
import { defaultSettings } from '../settings/settings';
import { checkPagePorts } from './check-page';
import { writeSettings } from './site';
import { storageKeys, writeOne } from './storage';

/* The real @forge packages against storage that keeps Forge's rules. */

let forge: TestStorage;
beforeEach(() => {
  forge = installStorage();
});
afterEach(() => forge.end());

const names = { issueTypeIds: ['7'], sourceFields: [], targetField: null, timeFieldId: null, problems: [] };
const ports = () => checkPagePorts({ accountId: 'anna' });

beforeEach(async () => {
  const alerts = { ...defaultSettings.alerts, projects: ['10000'] };
  await writeSettings({ ...defaultSettings, address: 'https://acme.on.axonius.com', alerts });
  await writeOne(storageKeys.setup, { revision: 0, resolvedAt: Date.now(), names });
});

describe('the tab Check', () => {
  it('reads settings and findings in one operation', async () => {
    forge.calls.length = 0;
    expect(await ports().read()).toEqual({
      check: null,
      watch: null,
      event: null,
      look: null,
      panel: null,
      isConnected: true,
      isAutomatic: true,
    });
    expect(forge.calls).toHaveLength(1);
  });

  it('shows nothing that was found before where storage can’t be read', async () => {
    forge.intercept = () => Response.json({ code: 'UNKNOWN_ERROR', message: 'down' }, { status: 503 });
    expect(await ports().read()).toMatchObject({ check: null, watch: null });
  });

  it('leads to the create form of an alert', async () => {
    expect(await ports().findCreatePath()).toBe('/secure/CreateIssueDetails!init.jspa?pid=10000&issuetype=7');
  });

  it('looks for the person’s own new alert as the person', async () => {
    const asked: string[] = [];
    const createdAt = new Date().toISOString();
    forge.jira = ({ as }) => {
      asked.push(as);
      return Response.json({ issues: [{ id: '10001', key: 'SEC-1', fields: { created: createdAt } }], isLast: true });
    };
    expect(await ports().findOwnAlert(createdAt)).toEqual({ issueId: '10001', createdAt });
    expect(asked).toEqual(['user']);
  });
});
