import { aDevice, inventory } from '../devices';
import { call, driveSite, startPlatform, textOf, type Issue, type Platform, type SiteDriver } from '../platform';

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

interface Node {
  readonly type: string;
  readonly text?: string;
  readonly content?: readonly Node[];
  readonly [key: string]: unknown;
}

describe('a person edits the field', () => {
  /** Text with everything that a merge could trip over: marks, a table of their own, a rule, an emoji. */
  const above: Node[] = [
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Called the owner: ' },
        { type: 'text', text: 'no answer', marks: [{ type: 'strong' }] },
        { type: 'text', text: ' “yet” 🙂.' },
      ],
    },
    { type: 'rule' },
  ];
  const below: Node[] = [
    {
      type: 'table',
      attrs: { isNumberColumnEnabled: false, layout: 'default' },
      content: [
        { type: 'tableRow', content: [{ type: 'tableCell', attrs: {}, content: [paragraph('Asset tag 0417')] }] },
      ],
    },
    paragraph('Handed over at 03:10.'),
  ];

  it('before and after the block: the next run leaves every node as it is, and renews the block between them', async () => {
    const alert = await site.createAlert({ Hostname: 'lt-4411.corp.example.com' });
    const [block] = contentOf(alert);
    await edit(alert, [...above, block, ...below]);
    await moveMachine('10.20.7.77');
    const after = await enrich(alert);
    expect(contentOf(after).slice(0, 2)).toEqual(above);
    expect(contentOf(after).slice(3)).toEqual(below);
    expect(textOf(contentOf(after)[2])).toContain('10.20.7.77');
    expect(textOf(contentOf(after)[2])).not.toContain('10.20.4.17');
  });

  it('inside the block: the edited table stays to the letter, named as edited, below the new one', async () => {
    const alert = await site.createAlert({ Hostname: 'lt-4411.corp.example.com' });
    const [block] = contentOf(alert);
    const edited = replaceText(block, '10.20.4.17', '10.20.4.17 (isolated by hand, do not reconnect)');
    await edit(alert, [edited]);
    await moveMachine('10.20.7.77');
    const after = await enrich(alert);
    const [fresh, kept] = contentOf(after);
    expect(contentOf(after)).toHaveLength(2);
    expect(textOf(fresh)).toContain('10.20.7.77');
    expect(textOf(kept)).toMatch(/^Earlier asset intelligence \(edited\)/);
    const linesOf = (node: Node | undefined) => textOf(node).split('\n').slice(1);
    expect(linesOf(kept)).toEqual(linesOf(edited));
    // And again, with nothing new: nothing is written twice.
    expect(contentOf(await enrich(alert))).toEqual(contentOf(after));
  });
});

describe('a person writes into the field while Axonius is asked', () => {
  afterEach(() => call('PUT', `${platform.axonius}/__local/latency`, { ms: 0 }));

  it('the field is read again before the write, so the text stays', async () => {
    await call('PUT', `${platform.axonius}/__local/latency`, { ms: 3_000 });
    const { id } = await site.createIssue({ Hostname: 'lt-4411.corp.example.com' });
    await new Promise(resolve => setTimeout(resolve, 1_500));
    const note = paragraph('Isolated by the night shift.');
    await site.editIssue(id, { 'Additional Context': { version: 1, type: 'doc', content: [note] } });
    await site.settle();
    const created = await site.readIssue(id);
    expect(contentOf(created)).toEqual([note]);
    expect(created.properties?.['axonius-asset-intelligence']).toMatchObject({
      outcome: 'matched',
      notWritten: 'field-has-text',
    });
    const [first, block] = contentOf(await enrich(created));
    expect(first).toEqual(note);
    expect(textOf(block)).toContain('10.20.4.17');
  });
});

describe('a person changes the alert', () => {
  it('its hostname: the new machine is told', async () => {
    const alert = await site.createAlert({ Hostname: 'lt-4411.corp.example.com' });
    await site.editIssue(alert.id, { Hostname: 'old-9.corp.example.com' });
    await site.settle();
    const after = await site.readIssue(alert.id);
    expect(after.properties?.['axonius-asset-intelligence']).toMatchObject({ outcome: 'stale', trigger: 'updated' });
    expect(site.contextOf(after)).toContain('old-9.corp.example.com');
    expect(site.contextOf(after)).not.toContain('lt-4411');
  });

  it('its summary: no run starts', async () => {
    const alert = await site.createAlert({ Hostname: 'lt-4411.corp.example.com' });
    await call('DELETE', `${platform.jira}/__local/meter`);
    await call('PUT', `${platform.jira}/rest/api/3/issue/${alert.id}`, { fields: { summary: 'Something else' } });
    await site.settle();
    const meter = (await call('GET', `${platform.jira}/__local/meter`)) as {
      queue: { pushes: number };
      egress: unknown;
    };
    expect(meter.queue.pushes).toBe(0);
    expect(meter.egress).toEqual({});
    expect((await site.readIssue(alert.id)).properties?.['axonius-asset-intelligence']?.runs).toHaveLength(1);
  });
});

describe('a person searches', () => {
  it('by outcome, host, count and dates of the records', async () => {
    const keys: Record<string, string> = {};
    for (const Hostname of ['lt-4411.corp.example.com', 'web01', 'old-9.corp.example.com', 'ghost-1.corp.example.com'])
      keys[Hostname] = (await site.createAlert({ Hostname })).key;
    const [matched, ambiguous, stale, notFound] = Object.values(keys);
    const week = new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10);
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const searches: readonly [string, readonly (string | undefined)[]][] = [
      [`axoniusOutcome = "stale" AND axoniusLastSeen < "${week}"`, [stale]],
      [`axoniusOutcome = "matched" AND axoniusLastSeen < "${week}"`, []],
      ['axoniusOutcome = "ambiguous"', [ambiguous]],
      ['axoniusOutcome = "not-found"', [notFound]],
      ['axoniusConfidence = "high" AND axoniusOutcome = "matched"', [matched]],
      ['axoniusHost = "lt-4411.corp.example.com"', [matched]],
      [`axoniusAssetId = "${'a1'.padEnd(32, '0')}"`, [matched]],
      ['axoniusAssetCount = 2', [ambiguous]],
      ['axoniusUnresolved > 0 ORDER BY created ASC', [ambiguous, notFound]],
      [`axoniusEnrichedAt < "${tomorrow}" ORDER BY axoniusLastSeen ASC`, [stale, matched]],
    ];
    const found: [string, readonly string[]][] = [];
    for (const [jql] of searches) found.push([jql, await search(jql)]);
    expect(found.slice(0, -1)).toEqual(searches.slice(0, -1));
    const ordered = (found.at(-1)?.[1] ?? []).filter(key => key === matched || key === stale);
    expect(ordered).toEqual(searches.at(-1)?.[1]);
    const { count } = (await call('POST', `${platform.jira}/rest/api/3/search/approximate-count`, {
      jql: 'axoniusUnresolved > 0',
    })) as { count: number };
    expect(count).toBe(2);
  });
});

function paragraph(text: string): Node {
  return { type: 'paragraph', content: [{ type: 'text', text }] };
}

function contentOf(issue: Issue): readonly Node[] {
  return (issue.fields[site.fieldId('Additional Context')] as { readonly content: readonly Node[] }).content;
}

function replaceText(node: Node | undefined, from: string, to: string): Node {
  return JSON.parse(JSON.stringify(node).replace(from, () => to)) as Node;
}

async function edit(alert: Issue, content: readonly (Node | undefined)[]): Promise<void> {
  await site.editIssue(alert.id, { 'Additional Context': { version: 1, type: 'doc', content } });
  await site.settle();
}

/** The machine of `lt-4411` has another address from now on. */
async function moveMachine(ip: string): Promise<void> {
  await call('PUT', `${platform.axonius}/__local/devices`, [
    aDevice('a1', 'lt-4411.corp.example.com', {
      fields: { 'specific_data.data.network_interfaces': [{ mac: '3C:52:82:A1:23:45', ips: [ip], name: 'Ethernet' }] },
    }),
  ]);
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
