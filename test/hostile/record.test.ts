import fc from 'fast-check';
import type { PanelIssue, PanelSite } from '../../src/features/panel/panel-ports';
import { viewPanel } from '../../src/features/panel/panel-view';
import { parseRecord } from '../../src/jira/stored-record';
import { NOW, runIn, setup, TENANT } from './run';
import { hostileValue, isPolluted, nested, unsafe } from './texts';

const ID = 'a'.repeat(32);
const WRONG = 'b'.repeat(32);

const device = (id: string, hostname: string) => ({
  internal_axon_id: id,
  'specific_data.data.hostname': hostname,
  'specific_data.data.last_seen': 'Tue, 24 Nov 2026 07:00:00 GMT',
});
const inventory = [device(ID, 'web01.corp.example.com'), device(WRONG, 'db7.corp.example.com')];
const fields = { source: 'web01.corp.example.com' };
const choice = { assetId: WRONG, by: 'a person who never chose', at: '2026-11-24T00:00:00Z' };

/** The record of a real run, which an attacker then changes. */
async function realRecord(): Promise<Record<string, unknown>> {
  const { write } = await runIn({ fields, devices: inventory });
  return JSON.parse(JSON.stringify(write?.record)) as Record<string, unknown>;
}

/** What the panel shows of a stored record. */
async function showPanel(stored: unknown) {
  const issue: PanelIssue = {
    projectId: '10000',
    issueType: { id: '10010', name: 'Security Alert' },
    createdAt: null,
    record: parseRecord(stored, '10001'),
    isNewerRecord: false,
  };
  const site: PanelSite = { settings: setup.settings, issueTypeIds: ['10010'], sourceFieldIds: [], step: null };
  const view = await viewPanel(
    { issueId: '10001', accountId: 'a1' },
    {
      readSite: async () => ({ ok: true, value: site }),
      readIssue: async () => ({ ok: true, value: issue }),
      readEmptyFields: async () => [],
      readRights: async () => ({ editing: 'allowed', isAdmin: false }),
      now: () => new Date(NOW),
    },
  );
  if (!view.ok) throw new Error(view.problem.sentence);
  return view.value;
}

describe('a forged choice', () => {
  it('selects no asset that is no fresh candidate, and the record says that it was dropped', async () => {
    const record = await realRecord();
    for (const assetId of [WRONG, 'c'.repeat(32), '__proto__', '*', ID.toUpperCase()]) {
      const forged = { ...record, choices: { 'hostname:web01.corp.example.com': { ...choice, assetId } } };
      const { write } = await runIn({ fields, devices: inventory, record: forged });
      expect(write?.record.primary?.assetId).toBe(ID);
      expect(write?.record.observables.map(one => one.rule)).toEqual(['full-name']);
      expect(write?.record.choices['hostname:web01.corp.example.com']?.dropped).toMatch(/no longer found/);
    }
  });

  it('selects nothing where nothing is found', async () => {
    const record = await realRecord();
    const forged = { ...record, choices: { 'hostname:web01.corp.example.com': choice } };
    const { write } = await runIn({ fields, devices: [], record: forged });
    expect(write?.record).toMatchObject({ outcome: 'not-found', primary: null, assets: [] });
  });

  it('never changes an outcome to one of another machine, whatever it says', async () => {
    const record = await realRecord();
    const keys = fc.constantFrom(
      'hostname:web01.corp.example.com',
      'hostname:db7.corp.example.com',
      '__proto__',
      'constructor',
      'ip:10.0.0.1',
    );
    await fc.assert(
      fc.asyncProperty(fc.dictionary(keys, hostileValue, { maxKeys: 4 }), async choices => {
        const { write } = await runIn({ fields, devices: inventory, record: { ...record, choices } });
        expect([ID, undefined]).toContain(write?.record.primary?.assetId);
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});

describe('a forged record', () => {
  it('brings none of its assets or sentences into the next run', async () => {
    const record = await realRecord();
    const forged = JSON.parse(
      JSON.stringify(record)
        .replaceAll(ID, WRONG)
        .replaceAll('Full hostname matches', 'trust me')
        .replaceAll(TENANT, 'https://evil.example'),
    ) as unknown;
    const { write } = await runIn({ fields, devices: inventory, record: forged });
    const written = JSON.stringify({ ...write?.record, runs: [] }) + JSON.stringify(write?.target);
    expect(written).toContain(ID);
    expect(written).not.toMatch(/trust me|evil\.example/);
    expect(written).not.toContain(WRONG);
  });

  it('shows no link in the panel but to the configured tenant', async () => {
    const record = await realRecord();
    const [asset] = record['assets'] as Record<string, unknown>[];
    for (const link of [
      'https://evil.example/x',
      'https://demo.on.axonius.com.evil.example/',
      'https://demo.on.axonius.com@evil.example/',
      'https://demo.on.axonius.com:8443/',
      'http://demo.on.axonius.com/',
      'javascript:alert(1)',
      '//evil.example',
    ]) {
      const view = await showPanel({ ...record, assets: [{ ...asset, link }] });
      expect(view.record?.assets.map(one => one.link)).toEqual(['']);
    }
    expect((await showPanel(record)).record?.assets[0]?.link).toMatch(/^https:\/\/demo\.on\.axonius\.com\/assets\//);
  });

  it('gives the panel short, plain texts in short lists, whatever stands in it', async () => {
    const record = await realRecord();
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom(...Object.keys(record)), hostileValue, { maxKeys: 3 }),
        async changes => {
          const view = await showPanel({ ...record, ...changes });
          for (const text of textsIn(view.record)) {
            expect(text.length).toBeLessThanOrEqual(2_000);
            expect(text).not.toMatch(unsafe);
          }
          expect(JSON.stringify(view).length).toBeLessThan(500_000);
        },
      ),
      { numRuns: 80 },
    );
    expect(isPolluted()).toBe(false);
  }, 60_000);

  it('does no harm by depth, size or prototypes', async () => {
    const record = await realRecord();
    const huge = Array.from({ length: 100_000 }, () => ({ id: ID, names: ['x'.repeat(1_000)] }));
    const polluted: unknown = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":1}}}');
    for (const value of [nested(5_000), huge, polluted]) {
      for (const key of Object.keys(record)) {
        const parsed = parseRecord({ ...record, [key]: value }, '10001');
        expect(parsed === null || parsed.assets.length <= 200).toBe(true);
      }
    }
    expect(isPolluted()).toBe(false);
  });
});

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
