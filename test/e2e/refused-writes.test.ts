import { aDevice } from '../devices';
import { call, driveSite, startPlatform, type Platform, type SiteDriver } from '../platform';

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
  await call('DELETE', `${platform.jira}/__local/readings`);
  await call('DELETE', `${platform.jira}/__local/site`);
  await call('PUT', `${platform.axonius}/__local/devices`, [
    aDevice('a1', 'lt-4411.corp.example.com'),
    aDevice('a2', 'web01.corp.example.com'),
  ]);
});

const writesOf = async (): Promise<number> => {
  const { jira } = (await call('GET', `${platform.jira}/__local/meter`)) as { jira: Record<string, number> };
  return jira['PUT /rest/api/3/issue/{id}'] ?? 0;
};

describe.each(['names-field', 'unnamed', 'unprocessable'])('Jira refuses a document, reading %s', refusal => {
  beforeEach(() => call('PUT', `${platform.jira}/__local/readings`, { refusal }));

  it('because of its ids: the block is written without them', async () => {
    await call('PUT', `${platform.jira}/__local/site`, { localIds: 'refuse' });
    const alert = await site.createAlert({ Hostname: 'lt-4411.corp.example.com' });
    expect(site.contextOf(alert)).toMatch(/^Asset intelligence from Axonius +\[MATCHED\]/);
    expect(alert.properties?.['axonius-asset-intelligence']).toMatchObject({ written: true, notWritten: null });
  });

  it('whatever it holds: the record says so, and the sweep leaves the alert alone', async () => {
    await call('PUT', `${platform.jira}/__local/site`, { refuseDocuments: true });
    await call('DELETE', `${platform.jira}/__local/meter`);
    const alert = await site.createAlert({ Hostname: 'lt-4411.corp.example.com' });
    expect(site.contextOf(alert)).toBe('');
    expect(alert.properties?.['axonius-asset-intelligence']).toMatchObject({
      outcome: 'matched',
      written: false,
      notWritten: 'content-refused',
    });
    const writes = await writesOf();
    expect(writes).toBe(2);
    for (let sweeps = 0; sweeps < 3; sweeps += 1) {
      await call('POST', `${platform.jira}/__local/sweep`);
      await site.settle();
    }
    expect(await writesOf()).toBe(writes);

    // What Jira takes again is written by the next run.
    await call('DELETE', `${platform.jira}/__local/site`);
    await site.editIssue(alert.key, { Hostname: 'web01.corp.example.com' });
    await site.settle();
    expect(site.contextOf(await site.readIssue(alert.key))).toContain('web01.corp.example.com');
  });
});

it('tries a field that is off the screen once, and writes the record alone', async () => {
  await call('PUT', `${platform.jira}/__local/site`, { offScreen: ['Additional Context'] });
  await call('DELETE', `${platform.jira}/__local/meter`);
  const alert = await site.createAlert({ Hostname: 'lt-4411.corp.example.com' });
  expect(alert.properties?.['axonius-asset-intelligence']).toMatchObject({
    outcome: 'matched',
    written: false,
    notWritten: 'field-not-editable',
  });
  expect(await writesOf()).toBe(1);
});

describe('Jira drops the ids of a document', () => {
  beforeEach(() => call('PUT', `${platform.jira}/__local/readings`, { localId: 'dropped' }));

  it('and a later run still knows its block and what a person wrote in it', async () => {
    const alert = await site.createAlert({ Hostname: 'lt-4411.corp.example.com' });
    const field = alert.fields[site.fieldId('Additional Context')];
    expect(JSON.stringify(field)).not.toContain('localId');
    await site.editIssue(alert.key, { Hostname: 'web01.corp.example.com' });
    await site.settle();
    const second = await site.readIssue(alert.key);
    expect(site.contextOf(second).match(/asset intelligence/gi)).toHaveLength(1);
    expect(site.contextOf(second)).toContain('web01.corp.example.com');

    const edited = JSON.stringify(second.fields[site.fieldId('Additional Context')]).replace(
      'MATCHED',
      'CHECKED BY ME',
    );
    await site.editIssue(alert.key, { 'Additional Context': JSON.parse(edited), Hostname: 'lt-4411.corp.example.com' });
    await site.settle();
    const third = site.contextOf(await site.readIssue(alert.key));
    expect(third.match(/asset intelligence/gi)).toHaveLength(2);
    expect(third).toContain('CHECKED BY ME');
    expect(third).toContain('Earlier asset intelligence (edited)');
  });
});
