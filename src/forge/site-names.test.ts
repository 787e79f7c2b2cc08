import { installStorage, type TestStorage } from '../../local/forge/testing/storage';
import { defaultSettings } from '../settings/settings';
import { writeSettings } from './site';
import { forgetNames, readSetup, resolveAndKeepNames, scopeOf } from './site-names';

/* The real @forge packages against storage that keeps Forge's rules. */

let forge: TestStorage;
beforeEach(() => {
  forge = installStorage();
});
afterEach(() => forge.end());

const settings = { ...defaultSettings, revision: 2, alerts: { ...defaultSettings.alerts, projects: ['10000'] } };
let asked: string[];

beforeEach(async () => {
  asked = [];
  await writeSettings(settings);
  forge.jira = ({ as, path }) => {
    asked.push(`${as} ${path}`);
    if (path === '/rest/api/3/issuetype') return Response.json([{ id: '10001', name: 'Security Alert' }]);
    return Response.json([
      { id: 'customfield_1', name: 'Hostname', custom: true, schema: { type: 'string' } },
      {
        id: 'customfield_2',
        name: 'Additional Context',
        custom: true,
        schema: { type: 'string', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:textarea' },
      },
    ]);
  };
});

describe('what names stand for', () => {
  it('is asked of the site once, as the app, and kept', async () => {
    const first = await readSetup();
    expect(first).toMatchObject({
      ok: true,
      value: {
        settings,
        issueTypeIds: ['10001'],
        sourceFields: [{ id: 'customfield_1', kind: 'hostname' }],
        targetField: { id: 'customfield_2', holds: 'document' },
        problems: [],
      },
    });
    expect(asked.sort()).toEqual(['app /rest/api/3/field', 'app /rest/api/3/issuetype']);
    expect(await readSetup()).toEqual(first);
    expect(asked).toHaveLength(2);
    expect(first.ok && scopeOf(first.value)).toEqual({ projectIds: ['10000'], issueTypeIds: ['10001'] });
  });

  it('is asked again once it is forgotten', async () => {
    await readSetup();
    await forgetNames();
    await readSetup();
    expect(asked).toHaveLength(4);
  });

  it('is told where it can’t be kept', async () => {
    forge.intercept = path =>
      path.endsWith('/set') ? Response.json({ code: 'UNKNOWN_ERROR', message: 'down' }, { status: 503 }) : null;
    expect(await resolveAndKeepNames(settings)).toMatchObject({ ok: true, value: { issueTypeIds: ['10001'] } });
    await expect(forgetNames()).resolves.toBeUndefined();
  });

  it('is not known where Jira doesn’t answer', async () => {
    forge.jira = () => new Response('', { status: 503 });
    expect(await readSetup()).toMatchObject({ ok: false, failure: { kind: 'unavailable', side: 'jira' } });
  });
});
