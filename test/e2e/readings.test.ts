import type { Readings } from '../../local/readings';
import { aDevice, inventory } from '../devices';
import { call, driveSite, startPlatform, type Issue, type Platform, type SiteDriver } from '../platform';

jest.setTimeout(60_000);

let platform: Platform;
let site: SiteDriver;

beforeAll(async () => {
  platform = await startPlatform();
  site = await driveSite(platform);
}, 240_000);

afterAll(() => platform.stop());

beforeEach(async () => {
  await call('POST', `${platform.jira}/__local/reset`);
  await call('POST', `${platform.axonius}/__local/reset`);
  await call('PUT', `${platform.axonius}/__local/devices`, inventory());
});

afterEach(async () => {
  await call('DELETE', `${platform.jira}/__local/readings`);
  await call('DELETE', `${platform.jira}/__local/site`);
});

interface Case {
  readonly readings: Partial<Readings>;
  /** Of the site, beside the readings. */
  readonly switches?: Readonly<Record<string, unknown>>;
}

const refused = { localIds: 'refuse' };

const CASES: readonly Case[] = [
  { readings: {} },
  { readings: { localId: 'dropped' } },
  { readings: { renderer: 'text' } },
  { readings: { indexed: false } },
  { readings: { notExists: 'fails' } },
  { readings: { failIfExists: 'keeps' } },
  { readings: { egressSet: 'replaces' } },
  { readings: { clonedProperties: 'left' } },
  { readings: { screens: 'unchecked' } },
  { readings: { refusal: 'names-field' }, switches: refused },
  { readings: { refusal: 'unnamed' }, switches: refused },
  { readings: { refusal: 'unprocessable' }, switches: refused },
  { readings: { localId: 'dropped', indexed: false, notExists: 'fails', failIfExists: 'keeps', screens: 'unchecked' } },
];

describe('however the undecided is decided, an alert has the same life', () => {
  it.each(CASES.map(one => [JSON.stringify({ ...one.readings, ...one.switches }), one] as const))(
    '%s',
    async (_, one) => {
      await call('PUT', `${platform.jira}/__local/readings`, one.readings);
      if (one.switches !== undefined) await call('PUT', `${platform.jira}/__local/site`, one.switches);

      const created = await site.createAlert({ Hostname: 'lt-4411.corp.example.com' });
      expect(recordOf(created)).toMatchObject({ outcome: 'matched', written: true, trigger: 'created' });
      expect(site.contextOf(created)).toContain('10.20.4.17');
      expect(await search('axoniusOutcome = "matched"')).toEqual(one.readings.indexed === false ? [] : [created.key]);

      await site.editIssue(created.id, { Hostname: 'old-9.corp.example.com' });
      await site.settle();
      const edited = await site.readIssue(created.id);
      expect(recordOf(edited)).toMatchObject({ outcome: 'stale', written: true, trigger: 'updated' });
      expect(recordOf(edited)?.runs).toHaveLength(2);
      expect(blocksOf(edited)).toBe(1);
      expect(site.contextOf(edited)).toContain('old-9.corp.example.com');
      expect(site.contextOf(edited)).not.toContain('lt-4411');

      await site.editIssue(created.id, { Hostname: 'lt-4411.corp.example.com' });
      await site.settle();
      await call('PUT', `${platform.axonius}/__local/devices`, [movedMachine('10.20.7.77')]);
      const enriched = await enrich(created);
      expect(recordOf(enriched)).toMatchObject({ outcome: 'matched', written: true });
      expect(blocksOf(enriched)).toBe(1);
      expect(site.contextOf(enriched)).toContain('10.20.7.77');
      expect(site.contextOf(enriched)).not.toContain('10.20.4.17');
    },
  );
});

describe('the target field is off the edit screen', () => {
  it.each([
    ['checked', { written: false, notWritten: 'field-not-editable' }],
    ['unchecked', { written: true, notWritten: null }],
  ] as const)('and Jira leaves screens %s', async (screens, expected) => {
    await call('PUT', `${platform.jira}/__local/readings`, { screens });
    await call('PUT', `${platform.jira}/__local/site`, { offScreen: ['Additional Context'] });
    const alert = await site.createAlert({ Hostname: 'lt-4411.corp.example.com' });
    expect(recordOf(alert)).toMatchObject({ outcome: 'matched', ...expected });
    expect(site.contextOf(alert).includes('10.20.4.17')).toBe(expected.written);
  });
});

function recordOf(issue: Issue): NonNullable<Issue['properties']>['axonius-asset-intelligence'] {
  return issue.properties?.['axonius-asset-intelligence'];
}

/** How many blocks of the app a person sees in the field. */
function blocksOf(issue: Issue): number {
  return (site.contextOf(issue).match(/asset intelligence/gi) ?? []).length;
}

function movedMachine(ip: string): Record<string, unknown> {
  return aDevice('a1', 'lt-4411.corp.example.com', {
    fields: { 'specific_data.data.network_interfaces': [{ mac: '3C:52:82:A1:23:45', ips: [ip], name: 'Ethernet' }] },
  });
}

/** What the panel's button does. */
async function enrich(alert: Issue): Promise<Issue> {
  const body = { moduleKey: 'issue-panel', functionKey: 'enrich', payload: {}, issueId: alert.id };
  await call('POST', `${platform.jira}/__host/invoke`, body, { as: 'analyst' });
  await site.settle();
  return site.readIssue(alert.id);
}

async function search(jql: string): Promise<readonly string[]> {
  const body = { jql, fields: ['key'], maxResults: 50 };
  const found = (await call('POST', `${platform.jira}/rest/api/3/search/jql`, body)) as { issues: { key: string }[] };
  return found.issues.map(({ key }) => key);
}
