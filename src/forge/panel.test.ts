import { installStorage, type TestStorage } from '../../local/forge/testing/storage';
import { buildRecord } from '../domain/record/record';
import { aReport } from '../domain/testing/report-builders';
import { readStoredCheck, writeWatch } from './check-store';
import { panelPorts } from './panel';
import { createStepTeller } from './progress';

/* The real @forge packages against storage that keeps Forge's rules. */

let forge: TestStorage;
beforeEach(() => {
  forge = installStorage();
});
afterEach(() => forge.end());

const AT = '2026-11-24T08:00:00.000Z';
const record = buildRecord(aReport(), { previous: null, written: true, notWritten: null, block: null });

describe('runs that people start', () => {
  it('are one at a time for one record, and the next record has its own', async () => {
    const [anna, ben] = [panelPorts('10001'), panelPorts('10001')];
    expect(await anna.claimRun(null)).toBe(true);
    expect(await ben.claimRun(null)).toBe(false);
    expect(await ben.claimRun(record)).toBe(true);
    expect(await panelPorts('10002').claimRun(null)).toBe(true);
    await ben.releaseRun(null);
    expect(await panelPorts('10001').claimRun(null)).toBe(false);
    await anna.releaseRun(null);
    expect(await panelPorts('10001').claimRun(null)).toBe(true);
  });

  it('go on where storage takes no claim: asking twice is better than not asking', async () => {
    forge.intercept = () => Response.json({ code: 'UNKNOWN_ERROR', message: 'down' }, { status: 503 });
    expect(await panelPorts('10001').claimRun(null)).toBe(true);
  });
});

describe('opening the panel', () => {
  const watch = { id: 'w1', by: 'anna', startedAt: AT, alert: { issueId: '10001', createdAt: AT }, isStopped: false };

  it('reads settings and the run’s step in one operation', async () => {
    await createStepTeller('10001').tell('asking');
    forge.calls.length = 0;
    expect(await panelPorts('10001').readSite('10001')).toMatchObject({
      ok: true,
      value: { issueTypeIds: null, step: 'asking' },
    });
    expect(forge.calls).toHaveLength(1);
  });

  it('is noted once where somebody watches this alert, and costs nothing elsewhere', async () => {
    await writeWatch(watch);
    await panelPorts('10002').readSite('10002');
    expect((await readStoredCheck()).panel).toBeNull();
    await panelPorts('10001').readSite('10001');
    const noted = (await readStoredCheck()).panel;
    expect(noted?.watchId).toBe('w1');
    await panelPorts('10001').readSite('10001');
    expect((await readStoredCheck()).panel).toEqual(noted);
  });

  it('asks as the person what the person may do, and reads the issue as the app', async () => {
    const asked: string[] = [];
    forge.jira = ({ as, path }) => {
      asked.push(`${as} ${path.replace(/\?.*/, '')}`);
      return path.startsWith('/rest/api/3/permissions')
        ? Response.json({ globalPermissions: [], projectPermissions: [{ permission: 'EDIT_ISSUES', issues: [10001] }] })
        : Response.json({ id: '10001', key: 'SEC-1', fields: { project: { id: '10000' }, issuetype: { id: 7 } } });
    };
    const ports = panelPorts('10001');
    expect(await ports.readRights('10001')).toEqual({ editing: 'allowed', isAdmin: false });
    expect(await ports.readIssue('10001')).toMatchObject({
      value: { projectId: '10000', issueType: { id: '7', name: null }, record: null },
    });
    expect(asked).toEqual(['user /rest/api/3/permissions/check', 'app /rest/api/3/issue/10001']);
  });
});
