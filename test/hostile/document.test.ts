import fc from 'fast-check';
import { adfErrors } from '../../src/jira/block/testing/adf-validity';
import { findBlock } from '../../src/jira/block/find-block';
import type { AdfNode } from '../../src/domain/alert/document';
import { runIn, TENANT, type Ran } from './run';
import { fragments, hostileText, hostileValue, isPolluted, unsafe } from './texts';

/** Node types of the managed block; an attacker's text that made another one would have escaped its text node. */
const OURS = new Set(['table', 'tableRow', 'tableHeader', 'tableCell', 'paragraph', 'text', 'status']);
const OUR_MARKS = new Set(['strong', 'link']);

/** A device that one of the tried names finds, with hostile values wherever a device holds any. */
const device = fc.record({
  internal_axon_id: fc.oneof(fc.constantFrom('a'.repeat(32), 'b'.repeat(32)), hostileValue),
  adapters: hostileValue,
  adapter_list_length: hostileValue,
  labels: hostileValue,
  'specific_data.data.hostname': fc.oneof(
    fc.constantFrom<unknown>('web01.corp.example.com', ['WEB01'], ['web01', 'web01.dmz.example.com']),
    hostileValue,
  ),
  'specific_data.data.hostname_preferred': fc.option(hostileValue),
  'specific_data.data.name': hostileValue,
  'specific_data.data.last_seen': fc.oneof(fc.constant('Tue, 24 Nov 2026 07:00:00 GMT'), hostileValue),
  'specific_data.data.network_interfaces': fc.oneof(
    fc.array(fc.record({ name: hostileValue, mac: hostileValue, ips: hostileValue, manufacturer: hostileValue }), {
      maxLength: 3,
    }),
    hostileValue,
  ),
  'specific_data.data.network_interfaces.ips': hostileValue,
  'specific_data.data.os.type_distribution_preferred': hostileValue,
  'specific_data.data.device_serial': hostileValue,
  'specific_data.data.owner': hostileValue,
  'specific_data.data.agent_versions': fc.array(fc.dictionary(hostileText, hostileValue, { maxKeys: 3 }), {
    maxLength: 3,
  }),
});

const anyCase = fc.record({
  source: fc.array(hostileText, { maxLength: 3 }),
  other: hostileValue,
  devices: fc.array(device, { maxLength: 3 }),
});

/** One alert in three names a device that is there: by chance too few do, and no block of a match would be looked at. */
const aCase = fc.oneof(
  { weight: 2, arbitrary: anyCase },
  {
    weight: 1,
    arbitrary: fc.tuple(anyCase, device).map(([{ source, other, devices }, spoiled]) => {
      const found = {
        ...spoiled,
        internal_axon_id: 'c'.repeat(32),
        'specific_data.data.hostname': 'web01.corp.example.com',
        'specific_data.data.last_seen': 'Tue, 24 Nov 2026 07:00:00 GMT',
      };
      return { source: ['web01.corp.example.com', ...source], other, devices: [found, ...devices] };
    }),
  },
);

function* walk(node: AdfNode): Generator<AdfNode> {
  yield node;
  for (const child of node.content ?? []) yield* walk(child);
}

/** Asserts that what was written is a valid document whose block holds text, our own links, and nothing else. */
function checkBlock({ write }: Ran): void {
  const value = write?.target?.value;
  if (value?.kind !== 'document') throw new Error('No document was written.');
  expect(adfErrors(value.document)).toBe('');
  const block = findBlock(value.document, { issueId: '10001', writtenHash: null, isClone: false })?.node;
  if (block === undefined) throw new Error('No block was written.');
  for (const node of walk(block)) {
    expect(OURS).toContain(node.type);
    if (node.text !== undefined) expect(node.text).not.toMatch(unsafe);
    for (const { type, attrs } of node.marks ?? []) {
      expect(OUR_MARKS).toContain(type);
      if (type === 'link') expect(new URL(String(attrs?.['href'])).origin).toBe(TENANT);
    }
  }
}

describe('what an attacker writes reaches the field as text alone', () => {
  it('holds for hostile alerts and hostile devices', async () => {
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(aCase, async ({ source, other, devices }) => {
        const ran = await runIn({ fields: { source: source.join('\n'), other }, devices });
        expect(ran.result.kind).toBe('enriched');
        checkBlock(ran);
        const json = JSON.stringify(ran.write?.record);
        expect(json.length).toBeLessThanOrEqual(30_000);
        for (const asset of ran.write?.record.assets ?? []) expect(new URL(asset.link).origin).toBe(TENANT);
        if (ran.result.kind === 'enriched') outcomes.add(ran.result.record.outcome);
      }),
      { seed: 20261124, numRuns: 60 },
    );
    // Every kind of block was written, or the property would be empty.
    expect([...outcomes].sort()).toEqual(expect.arrayContaining(['matched', 'no-observable', 'not-found']));
    expect(isPolluted()).toBe(false);
  }, 120_000);

  it.each(fragments)('holds where names are %j around a true one', async fragment => {
    const spoiled = `web01${fragment}`;
    const ran = await runIn({
      fields: { source: `web01, ${spoiled}`, other: fragment },
      devices: [
        { internal_axon_id: 'a'.repeat(32), 'specific_data.data.hostname': ['web01', spoiled] },
        { internal_axon_id: fragment, 'specific_data.data.hostname': 'web01' },
      ],
    });
    checkBlock(ran);
  });
});

describe('a target field that an attacker filled', () => {
  const anyNode: fc.Arbitrary<unknown> = fc.letrec(tie => ({
    node: fc.record(
      {
        type: fc.oneof(fc.constantFrom('table', 'tableRow', 'tableCell', 'paragraph', 'text', 'expand'), hostileText),
        text: hostileValue,
        attrs: hostileValue,
        marks: hostileValue,
        content: fc.oneof({ maxDepth: 4 }, hostileValue, fc.array(tie('node'), { maxLength: 3 })),
      },
      { requiredKeys: ['type'] },
    ),
  })).node;

  it('stays as it is beside the block, whatever its shape', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyNode, { maxLength: 4 }), async content => {
        const target = { version: 1, type: 'doc', content };
        const ran = await runIn({ fields: { source: 'web01', target }, devices: [] });
        expect(ran.result.kind).toBe('enriched');
        const value = ran.write?.target?.value;
        if (value?.kind !== 'document') return;
        const block = findBlock(value.document, { issueId: '10001', writtenHash: null, isClone: false })?.node;
        for (const node of walk(block ?? { type: 'none' })) expect(OURS).toContain(node.type);
      }),
      { seed: 20261124, numRuns: 60 },
    );
  }, 60_000);

  it('that looks like ours is no block of ours: it stays, under a title that says so', async () => {
    const cell = { type: 'tableCell', content: [paragraph('Asset intelligence from Axonius MATCHED high')] };
    const forged = { type: 'table', content: [{ type: 'tableRow', content: [cell] }] };
    const ran = await runIn({
      fields: { source: 'web01', target: { version: 1, type: 'doc', content: [forged] } },
      devices: [],
    });
    checkBlock(ran);
    const written = JSON.stringify(ran.write?.target);
    expect(written).toContain('Earlier asset intelligence (edited) MATCHED high');
    expect(written.indexOf('NOT FOUND')).toBeLessThan(written.indexOf('Earlier asset intelligence'));
  });
});

function paragraph(text: string): AdfNode {
  return { type: 'paragraph', content: [{ type: 'text', text }] };
}
