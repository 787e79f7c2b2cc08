import { installStorage, type TestStorage } from '../../local/forge/testing/storage';
import { ownerWhoMakes } from '../domain/pacing/claim-owner';
import { defaultSettings } from '../settings/settings';
import { writeSettings } from './site';
import { storageKeys, writeOne } from './storage';
import { enrichmentPorts } from './wire';

/* The real @forge packages against storage that keeps Forge's rules. */

let forge: TestStorage;
beforeEach(() => {
  forge = installStorage();
});
afterEach(() => forge.end());

const STARTED = '2026-11-24T08:00:00.000Z';
const names = {
  issueTypeIds: ['7'],
  sourceFields: [{ id: 'customfield_1', kind: 'hostname' }],
  targetField: null,
  timeFieldId: null,
  problems: ['Jira has no field called “Additional Context”, or the app may not see it.'],
};

async function keepNames(kept: object): Promise<void> {
  await writeSettings({ ...defaultSettings, address: 'https://acme.on.axonius.com', revision: 1 });
  await writeOne(storageKeys.setup, { revision: 1, resolvedAt: Date.now(), names: { ...names, ...kept } });
}

describe('who writes an alert', () => {
  const claim = (owner: string, completed: string | null = null) =>
    enrichmentPorts().claim({ issueId: '10001', owner, completed });
  const one = ownerWhoMakes(STARTED, 'one');

  it('is one run, until its record is there or it gives up', async () => {
    expect(await claim(one)).toEqual({ ok: true, value: true });
    expect(await claim('other')).toEqual({ ok: true, value: false });
    expect(await claim('other', '2026-11-24T07:00:00.000Z')).toEqual({ ok: true, value: false });
    expect(await claim('other', STARTED)).toEqual({ ok: true, value: true });
    await enrichmentPorts().release({ issueId: '10001', owner: 'other', completed: null });
    expect(await claim('third')).toEqual({ ok: true, value: true });
  });
});

describe('what a run reads', () => {
  it('of the site costs one operation where names are known', async () => {
    await keepNames({});
    forge.calls.length = 0;
    expect(await enrichmentPorts().readSite()).toMatchObject({
      ok: true,
      value: { setup: { issueTypeIds: ['7'] }, pausedUntil: null, jiraPausedUntil: null },
    });
    expect(forge.calls).toHaveLength(1);
  });

  it('is refused where no source field is there, with what is missing', async () => {
    await keepNames({ sourceFields: [] });
    expect(await enrichmentPorts().readSite()).toMatchObject({
      ok: false,
      failure: { kind: 'not-configured', sentence: expect.stringContaining('Jira has no field called') },
    });
  });

  it('is an alert, or nothing', async () => {
    await keepNames({});
    const ports = enrichmentPorts();
    const site = await ports.readSite();
    if (!site.ok) throw new Error(site.failure.sentence);
    const fields = { created: '2026-11-24T08:00:00.000+0000', project: { id: '10000' } };
    const answer = (type: string) => () =>
      Response.json({ id: '10001', key: 'SEC-1', fields: { ...fields, issuetype: { id: type } } });
    forge.jira = answer('7');
    expect(await ports.readAlert('10001', site.value.setup)).toMatchObject({
      value: { id: '10001', projectId: '10000' },
    });
    forge.jira = answer('8');
    expect(await ports.readAlert('10001', site.value.setup)).toEqual({ ok: true, value: null });
  });

  it('and may not see is remembered by its id', async () => {
    await enrichmentPorts().rememberNotVisible('10009');
    expect(await forge.read(storageKeys.notVisible('10009'))).toEqual({
      since: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
  });
});
