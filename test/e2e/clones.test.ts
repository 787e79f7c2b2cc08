import { aDevice } from '../devices';
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
  await call('DELETE', `${platform.jira}/__local/readings`);
  await call('PUT', `${platform.axonius}/__local/devices`, [
    aDevice('a1', 'lt-4411.corp.example.com'),
    aDevice('a2', 'web01.corp.example.com'),
  ]);
});

const blocksIn = (issue: Issue): number => site.contextOf(issue).split('Asset intelligence').length - 1;

/** The alert that was cloned, with a person's note under its block, and the clone's key. */
async function cloneAlert(): Promise<{ readonly original: Issue; readonly key: string }> {
  const original = await site.createAlert({ Hostname: 'lt-4411.corp.example.com' });
  const field = original.fields[site.fieldId('Additional Context')] as { content: unknown[] };
  const note = { type: 'paragraph', content: [{ type: 'text', text: 'Called the owner, no answer.' }] };
  await site.editIssue(original.key, { 'Additional Context': { ...field, content: [...field.content, note] } });
  await site.settle();
  const cloned = await call('POST', `${platform.jira}/__local/site/clone`, { issue: original.key });
  return { original, key: (cloned as Issue).key };
}

describe.each(['copied', 'left'])('an alert is cloned, its properties are %s', clonedProperties => {
  beforeEach(() => call('PUT', `${platform.jira}/__local/readings`, { clonedProperties }));

  it('has one block and a record of its own; the note and the original stay as they are', async () => {
    const { original, key } = await cloneAlert();
    const before = await site.readIssue(original.key);
    await site.settle();
    const clone = await site.readIssue(key);
    expect(blocksIn(clone)).toBe(1);
    expect(site.contextOf(clone)).toMatch(/^Asset intelligence from Axonius +\[MATCHED\]/);
    expect(site.contextOf(clone)).toContain('Called the owner, no answer.');
    expect(clone.properties?.['axonius-asset-intelligence']).toMatchObject({
      issueId: clone.id,
      outcome: 'matched',
      written: true,
      runs: [{ trigger: 'created' }],
    });
    expect(await site.readIssue(original.key)).toEqual(before);
  });

  it('and shows the machine of its own hostname where somebody changed it', async () => {
    const { key } = await cloneAlert();
    await site.editIssue(key, { Hostname: 'web01.corp.example.com' });
    await site.settle();
    const clone = await site.readIssue(key);
    expect(blocksIn(clone)).toBe(1);
    expect(site.contextOf(clone)).toContain('web01.corp.example.com');
    expect(site.contextOf(clone)).not.toContain('lt-4411');
    expect(site.contextOf(clone)).toContain('Called the owner, no answer.');
    expect(clone.properties?.['axonius-asset-intelligence']?.primary?.host).toBe('web01.corp.example.com');

    // The block is the clone's now: a second run leaves one block and no earlier one.
    await site.editIssue(key, { Hostname: 'lt-4411.corp.example.com' });
    await site.settle();
    expect(blocksIn(await site.readIssue(key))).toBe(1);
    expect(site.contextOf(await site.readIssue(key))).not.toContain('web01');
  });
});
