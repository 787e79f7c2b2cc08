import { ADMIN, ANALYST, APP, CONTEXT, HOSTNAME, aDocument, aSite, type TestSite } from './testing/site-builder';
import type { Principal } from './types';

async function keys({ call }: TestSite, jql: string, principal: Principal = APP): Promise<unknown> {
  const answer = await call(principal, 'POST', '/search/jql', { jql, fields: ['key'] });
  if (answer.status !== 200) return answer.at('errorMessages');
  const issues = answer.at('issues');
  return Array.isArray(issues) ? issues.map(issue => issue.key) : issues;
}

/** SEC-1 … SEC-4, an hour apart, the last one now: 2026-11-24 13:00. */
async function aSiteOfFour(): Promise<TestSite> {
  const site = aSite();
  const record = (value: unknown): { key: string; value: unknown }[] => [{ key: 'axonius-asset-intelligence', value }];
  await site.createAlert(
    { [HOSTNAME]: 'web01.corp.example.com', labels: ['edr'], summary: 'Malware on web01' },
    record({
      outcome: 'matched',
      assetCount: 1,
      primary: { lastSeen: '2026-11-24T01:52:00Z' },
      note: 'seen by two adapters',
      assets: ['a1', 'a2'],
      requestedBy: ANALYST.accountId,
    }),
  );
  site.advance(3_600_000);
  await site.createAlert(
    { customfield_10054: ['web02'], customfield_10055: [{ value: 'dc01.corp.example.com' }] },
    record({ outcome: 'failed', assetCount: 0 }),
  );
  site.advance(3_600_000);
  await site.createAlert({
    [CONTEXT]: aDocument('A human wrote this'),
    issuetype: { name: 'Task' },
    assignee: { accountId: ANALYST.accountId },
  });
  site.advance(3_600_000);
  await site.createAlert(
    { customfield_10061: 9 },
    record({ outcome: 'matched', assetCount: 3, primary: { lastSeen: '2026-11-20' } }),
  );
  await site.call(ANALYST, 'POST', '/issue/SEC-4/transitions', { transition: { id: '31' } });
  return site;
}

describe('ordinary fields', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await aSiteOfFour();
  });

  test.each([
    ['project = SEC', ['SEC-4', 'SEC-3', 'SEC-2', 'SEC-1']],
    ['project in (10000, OPS) AND issuetype in (10002)', ['SEC-3']],
    ['issuetype = "Security Alert" ORDER BY created ASC', ['SEC-1', 'SEC-2', 'SEC-4']],
    ['issuetype != Task ORDER BY key', ['SEC-1', 'SEC-2', 'SEC-4']],
    ['status = Done', ['SEC-4']],
    ['statusCategory != Done AND created >= -90m', ['SEC-3']],
    ['statusCategory in ("To Do", "In Progress") order by id desc', ['SEC-3', 'SEC-2', 'SEC-1']],
    ['created >= -2h ORDER BY created ASC', ['SEC-2', 'SEC-3', 'SEC-4']],
    ['created > "2026-11-24 11:00" AND created < "2026/11/24 13:00"', ['SEC-3']],
    ['created >= startOfDay() AND created <= endOfDay() AND key = SEC-1', ['SEC-1']],
    ['created < startOfDay("-1d")', []],
    ['id in (SEC-2, "SEC-1") ORDER BY key ASC', ['SEC-1', 'SEC-2']],
    // Nothing where there is no such issue, and no error.
    ['key = SEC-99', []],
    ['id in (SEC-2, 99999)', ['SEC-2']],
    ['key = sec-2', ['SEC-2']],
    ['summary ~ web01', ['SEC-1']],
    ['summary ~ "malw*"', ['SEC-4', 'SEC-3', 'SEC-2', 'SEC-1']],
    ['summary !~ web01', ['SEC-4', 'SEC-3', 'SEC-2']],
    ['text ~ human', ['SEC-3']],
    ['"Additional Context" ~ "\\"human wrote\\""', ['SEC-3']],
    ['"Additional Context" is EMPTY AND labels is not EMPTY', ['SEC-1']],
    ['Hostname ~ web01', []],
    ['Hostname ~ "web01.corp.example.com"', ['SEC-1']],
    ['cf[10050] is not EMPTY', ['SEC-1']],
    ['labels = edr', ['SEC-1']],
    ['labels != edr', []],
    ['Hosts in (web01, web02)', ['SEC-2']],
    ['"Affected hosts" = "dc01.corp.example.com"', ['SEC-2']],
    ['"Risk score" >= 9', ['SEC-4']],
    ['assignee = currentUser()', []],
    ['assignee is not EMPTY', ['SEC-3']],
    ['assignee = EMPTY AND NOT (status = Done OR key = SEC-1)', ['SEC-2']],
    ['project = SEC ORDER BY "Risk score", created ASC', ['SEC-4', 'SEC-1', 'SEC-2', 'SEC-3']],
    ['project = SEC ORDER BY created DESC', ['SEC-4', 'SEC-3', 'SEC-2', 'SEC-1']],
  ])('%s', async (jql, expected) => {
    expect(await keys(site, jql)).toEqual(expected);
  });

  test('currentUser() is who asks', async () => {
    expect(await keys(site, 'assignee = currentUser()', ANALYST)).toEqual(['SEC-3']);
  });

  test.each([
    ['project = NOPE', "The value 'NOPE' does not exist for the field 'project'."],
    ['Nothing = 1', "Field 'Nothing' does not exist or you do not have permission to view it."],
    ['Hostname = web01', "The operator '=' is not supported by the 'Hostname' field."],
    ['labels ~ edr', "The operator '~' is not supported by the 'Labels' field."],
    ['created >= "2026-11-24T10:00:00Z"', 'is invalid. Valid formats include'],
    ['project =', 'Error in the JQL Query'],
    ['ORDER BY created', 'Unbounded JQL queries are not allowed here.'],
    ['', 'Unbounded JQL queries are not allowed here.'],
    ['status was Done', "The operator 'was' is not available on the local site."],
    ['project = SEC ORDER BY "Additional Context"', 'does not support sorting'],
    ['project = SEC ORDER BY key,id,created,updated,status,priority,summary,labels', 'sort by is 7'],
  ])('refuses %s', async (jql, sentence) => {
    expect(String(await keys(site, jql))).toContain(sentence);
  });
});

describe('indexed properties', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await aSiteOfFour();
  });

  test.each([
    ['axoniusOutcome = "matched" ORDER BY key', ['SEC-1', 'SEC-4']],
    ["issue.property['axonius-asset-intelligence'].outcome = failed", ['SEC-2']],
    ["issue.property[axonius-asset-intelligence].primary.lastSeen < '2026-11-21'", ['SEC-4']],
    // "!= must be assumed to skip issues without the property"
    ['axoniusOutcome != matched', ['SEC-2']],
    ['axoniusAssetCount > 0 ORDER BY axoniusAssetCount DESC', ['SEC-4', 'SEC-1']],
    ['axoniusAssetCount != 3 AND axoniusAssetCount <= 1 ORDER BY key', ['SEC-1', 'SEC-2']],
    ['axoniusOutcome in (matched, failed) ORDER BY key', ['SEC-1', 'SEC-2', 'SEC-4']],
    ['axoniusOutcome not in (matched)', ['SEC-2']],
    // A query's dates are JQL's own, whatever form the app wrote.
    ['axoniusLastSeen >= "2026-11-24"', ['SEC-1']],
    ['axoniusLastSeen >= "2026/11/24 01:52"', ['SEC-1']],
    ['axoniusLastSeen > "2026-11-24 01:52"', []],
    ['axoniusLastSeen > -2d', ['SEC-1']],
    ['axoniusLastSeen < now() ORDER BY axoniusLastSeen ASC', ['SEC-4', 'SEC-1']],
    ['axoniusLastSeen >= startOfDay()', ['SEC-1']],
    ['axoniusNote ~ adapters', ['SEC-1']],
    ['axoniusRequestedBy = currentUser()', []],
    // Each element of a list is indexed by itself.
    ['axoniusAssets = a1', ['SEC-1']],
    ['axoniusAssets in (a2, a9)', ['SEC-1']],
    ['axoniusAssets != a9', ['SEC-1']],
    ['axoniusAssets = a3', []],
    // A path that the manifest doesn't declare is not indexed, and no error.
    ["issue.property['axonius-asset-intelligence'].confidence = high", []],
    ["issue.property['axonius-asset-intelligence'].confidence != high", []],
  ])('%s', async (jql, expected) => {
    expect(await keys(site, jql)).toEqual(expected);
  });

  test.each([
    ['axoniusOutcome is EMPTY', "The operator 'is' is not supported"],
    ['axoniusOutcome = EMPTY', 'does not support searching for EMPTY values'],
    ['axoniusOutcome ~ matched', "The operator '~' is not supported"],
    ['axoniusOutcome > a', "The operator '>' is not supported"],
    ['axoniusAssetCount ~ 1', "The operator '~' is not supported"],
    ['axoniusAssetCount = many', "The value 'many' is invalid"],
    ['axoniusNote = adapters', "The operator '=' is not supported"],
    ['axoniusLastSeen > "2026-11-24T00:00:00Z"', "The value '2026-11-24T00:00:00Z' is invalid"],
    ['axoniusLastSeen > yesterday', "The value 'yesterday' is invalid"],
    ['axoniusAssets[0] = a1', 'does not exist or you do not have permission'],
    ['project = SEC ORDER BY axoniusNote', 'does not support sorting'],
    ['project = SEC ORDER BY axoniusOutcome', 'does not support sorting'],
  ])('refuses %s', async (jql, sentence) => {
    expect(String(await keys(site, jql))).toContain(sentence);
  });
});

test('a date to the second is indexed, one with milliseconds is not', async () => {
  const site = aSite();
  const record = (lastSeen: string) => [{ key: 'axonius-asset-intelligence', value: { primary: { lastSeen } } }];
  await site.createAlert({}, record('2026-11-24T01:52:00Z'));
  await site.createAlert({}, record('2026-11-24T01:52:00.000Z'));
  await site.createAlert({}, record('2026-11-24T01:52+01:00'));
  expect(await keys(site, 'axoniusLastSeen >= "2026-11-01" ORDER BY key')).toEqual(['SEC-1', 'SEC-3']);
});

test('where Jira indexed no property its aliases find nothing and are no error', async () => {
  const { site, call } = aSite('2026-11-24T10:00:00.000Z', { indexed: false });
  await site.control.fetch(
    new Request('http://127.0.0.1/site/issues', {
      method: 'POST',
      body: JSON.stringify([
        {
          project: 'SEC',
          fields: { issuetype: { name: 'Security Alert' }, summary: 'One' },
          properties: [{ key: 'axonius-asset-intelligence', value: { outcome: 'failed' } }],
        },
      ]),
    }),
  );
  for (const jql of ['axoniusOutcome = failed', 'axoniusOutcome != matched', 'axoniusAssetCount >= 0']) {
    const found = await call(APP, 'POST', '/search/jql', { jql });
    expect([found.status, found.at('issues.length')]).toEqual([200, 0]);
  }
});

test('numbers and text are indexed as the declared type; milliseconds are no part of a date', async () => {
  const site = aSite();
  const record = (value: unknown) => [{ key: 'axonius-asset-intelligence', value }];
  await site.createAlert(
    {},
    record({ outcome: 5, assetCount: '5', primary: { lastSeen: '2026-11-24T01:52:00.000Z' } }),
  );
  expect(await keys(site, 'axoniusAssetCount = 5 AND axoniusOutcome = "5"')).toEqual(['SEC-1']);
  expect(await keys(site, 'axoniusLastSeen >= "2026-11-01"')).toEqual([]);
});

describe('search pages', () => {
  test('"default id only", properties on demand, tokens from page to page', async () => {
    const { call } = await aSiteOfFour();
    const body = { jql: 'project = SEC ORDER BY created ASC', maxResults: 3 };
    const first = await call(APP, 'POST', '/search/jql', body);
    expect(Object.keys(Object(first.at('issues.0')))).toEqual(['id']);
    expect([first.at('issues.length'), first.at('isLast')]).toEqual([3, false]);
    const second = await call(APP, 'POST', '/search/jql', {
      ...body,
      properties: ['axonius-asset-intelligence'],
      nextPageToken: first.at('nextPageToken'),
    });
    expect([second.at('issues.length'), second.at('isLast'), second.at('nextPageToken')]).toEqual([1, true, undefined]);
    expect(second.at('issues.0.properties.axonius-asset-intelligence.outcome')).toBe('matched');
    const other = { jql: 'project = OPS', nextPageToken: first.at('nextPageToken') };
    expect((await call(APP, 'POST', '/search/jql', other)).status).toBe(400);
    expect((await call(APP, 'POST', '/search/jql', { ...body, nextPageToken: 'x' })).status).toBe(400);
  });

  test('issues that leave the result between two pages make none be skipped', async () => {
    const { call } = await aSiteOfFour();
    const body = { jql: 'axoniusOutcome = matched ORDER BY created ASC', maxResults: 1, fields: ['key'] };
    const first = await call(APP, 'POST', '/search/jql', body);
    await call(APP, 'PUT', '/issue/SEC-1/properties/axonius-asset-intelligence', { outcome: 'stale' });
    const second = await call(APP, 'POST', '/search/jql', { ...body, nextPageToken: first.at('nextPageToken') });
    expect([first.at('issues.0.key'), second.at('issues.0.key')]).toEqual(['SEC-1', 'SEC-4']);
  });

  test('a bulk fetch leaves out what is not there, and properties can be excluded', async () => {
    const { call } = await aSiteOfFour();
    await call(APP, 'PUT', '/issue/SEC-1/properties/other', 1);
    const properties = ['*all', '-axonius-asset-intelligence'];
    const found = await call(APP, 'POST', '/issue/bulkfetch', { issueIdsOrKeys: ['SEC-1', 'SEC-99'], properties });
    expect([found.at('issues.length'), found.at('issueErrors.length')]).toEqual([1, 0]);
    expect(found.at('issues.0.properties')).toEqual({ other: 1 });
    expect(found.at('issues.0.fields.summary')).toBe('Malware on web01');
  });

  test('a token lives seven days', async () => {
    const { call, advance } = await aSiteOfFour();
    const body = { jql: 'project = SEC', maxResults: 1 };
    const { at } = await call(APP, 'POST', '/search/jql', body);
    const next = () => call(APP, 'POST', '/search/jql', { ...body, nextPageToken: at('nextPageToken') });
    advance(6 * 86_400_000);
    expect((await next()).status).toBe(200);
    advance(86_400_001);
    expect((await next()).status).toBe(400);
  });

  test('a token expires where the site says so', async () => {
    const { call, advance, turn } = await aSiteOfFour();
    await turn({ searchTokenMs: 60_000 });
    const body = { jql: 'project = SEC', maxResults: 1 };
    const { at } = await call(APP, 'POST', '/search/jql', body);
    advance(61_000);
    expect((await call(APP, 'POST', '/search/jql', { ...body, nextPageToken: at('nextPageToken') })).status).toBe(400);
  });

  test.each([
    ['"properties <= 5"', '/search/jql', { jql: 'project = SEC', properties: ['a', 'b', 'c', 'd', 'e', 'f'] }, 400],
    [
      '"reconcileIssues <= 50"',
      '/search/jql',
      { jql: 'project = SEC', reconcileIssues: Array.from({ length: 51 }, (_, id) => id) },
      400,
    ],
    [
      '"properties <= 5" of a bulk fetch',
      '/issue/bulkfetch',
      { issueIdsOrKeys: ['1'], properties: ['a', 'b', 'c', 'd', 'e', 'f'] },
      400,
    ],
    ['closed bodies: search', '/search/jql', { jql: 'project = SEC', startAt: 0 }, 400],
    ['closed bodies: count', '/search/approximate-count', { jql: 'project = SEC', fields: [] }, 400],
    ['closed bodies: bulk fetch', '/issue/bulkfetch', { issueIdsOrKeys: ['1'], jql: '' }, 400],
    ['"none or > 100" ids: none', '/issue/bulkfetch', { issueIdsOrKeys: [] }, 400],
    [
      '"none or > 100" ids: 101',
      '/issue/bulkfetch',
      { issueIdsOrKeys: Array.from({ length: 101 }, (_, id) => String(id)) },
      400,
    ],
    ['"the old /search is gone (410)"', '/search', { jql: 'project = SEC' }, 410],
  ])('%s', async (_rule, path, body, status) => {
    expect((await aSite().call(APP, 'POST', path, body)).status).toBe(status);
  });

  test('"a just-created issue can be missing; pass just-written ids in reconcileIssues"', async () => {
    const site = aSite();
    await site.turn({ searchLagMs: 5000 });
    const id = await site.createAlert({}, [{ key: 'axonius-asset-intelligence', value: { outcome: 'failed' } }]);
    expect(await keys(site, 'project = SEC')).toEqual([]);
    const reconciled = await site.call(APP, 'POST', '/search/jql', {
      jql: 'project = SEC',
      reconcileIssues: [Number(id)],
    });
    expect(reconciled.at('issues.0.id')).toBe(id);
    site.advance(5000);
    await site.call(APP, 'PUT', `/issue/${id}/properties/axonius-asset-intelligence`, { outcome: 'matched' });
    expect(await keys(site, 'axoniusOutcome = failed')).toEqual(['SEC-1']);
    site.advance(5000);
    expect(await keys(site, 'axoniusOutcome = failed')).toEqual([]);
  });
});

test('pages may be short or empty; the token alone says whether there is another', async () => {
  const { call, turn, createAlert } = aSite();
  await turn({ searchShortPages: true });
  for (let at = 0; at < 7; at += 1) await createAlert();
  const sizes: number[] = [];
  const seen: unknown[] = [];
  let token: unknown;
  do {
    const jql = 'project = SEC ORDER BY created ASC, key ASC';
    const page = await call(APP, 'POST', '/search/jql', { jql, fields: ['key'], maxResults: 4, nextPageToken: token });
    const issues = page.at('issues') as { key: string }[];
    sizes.push(issues.length);
    seen.push(...issues.map(({ key }) => key));
    token = page.at('nextPageToken');
    expect(page.at('isLast')).toBe(token === undefined);
  } while (token !== undefined);
  expect(sizes).toEqual([0, 2, 1, 4]);
  expect(seen).toEqual(['SEC-1', 'SEC-2', 'SEC-3', 'SEC-4', 'SEC-5', 'SEC-6', 'SEC-7']);
});

describe('keys, ids and projects', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = aSite();
    for (const key of ['SEC', 'OPS', 'SEC', 'OPS']) {
      await site.createAlert({ project: { key } });
      site.advance(1_000);
    }
  });
  const idOf = async (key: string): Promise<unknown> => (await site.call(APP, 'GET', `/issue/${key}`)).at('id');

  test('"id >" and "key >" mean the same project and a larger number, and nothing where there is no such issue', async () => {
    const ordered = (condition: string) => keys(site, `${condition} ORDER BY created ASC`);
    expect(await ordered('key > SEC-1')).toEqual(['SEC-2']);
    expect(await ordered(`id > ${String(await idOf('SEC-1'))}`)).toEqual(['SEC-2']);
    expect(await ordered(`id >= ${String(await idOf('OPS-1'))}`)).toEqual(['OPS-1', 'OPS-2']);
    expect(await ordered('key < OPS-2')).toEqual(['OPS-1']);
    expect(await ordered('id > 99999')).toEqual([]);
    expect(await ordered('key > SEC-77')).toEqual([]);
  });

  test('the order of keys is that of projects, then of numbers', async () => {
    expect(await keys(site, 'project in (SEC, OPS) ORDER BY key ASC')).toEqual(['OPS-1', 'OPS-2', 'SEC-1', 'SEC-2']);
  });

  test('a moved issue keeps its id, gets a key of its new project, and is still found by the old one', async () => {
    const id = await idOf('OPS-2');
    const body = JSON.stringify({ issue: 'OPS-2', project: 'TRI' });
    const moved = await site.site.control.fetch(new Request('http://127.0.0.1/site/move', { method: 'PUT', body }));
    expect(await moved.json()).toEqual({ id, key: 'TRI-1' });
    const read = await site.call(APP, 'GET', '/issue/OPS-2');
    expect([read.at('id'), read.at('key'), read.at('fields.issuetype.id')]).toEqual([id, 'TRI-1', '10010']);
    expect(await keys(site, 'project = TRI')).toEqual(['TRI-1']);
    expect(site.events.at(-1)?.payload['changelog']).toMatchObject({
      items: [
        { fieldId: 'project', toString: 'Triage team' },
        { fieldId: 'issuekey', toString: 'TRI-1' },
      ],
    });
  });
});

test('what was planted has its past: project, creation, history, resolution', async () => {
  const { call, site } = aSite();
  const body = JSON.stringify([
    {
      project: 'OPS',
      fields: { issuetype: { name: 'Security Alert' }, summary: 'Old' },
      created: '2026-11-01T00:00:00Z',
      resolutiondate: '2026-11-01T02:00:00Z',
      history: [{ at: '2026-11-01T01:00:00Z', author: 'analyst', field: 'status', from: 'To Do', to: 'In Progress' }],
    },
  ]);
  await site.control.fetch(new Request('http://127.0.0.1/site/issues', { method: 'POST', body }));
  const read = await call(ADMIN, 'GET', '/issue/OPS-1?expand=changelog');
  expect(read.at('fields.created')).toBe('2026-11-01T00:00:00.000+0000');
  expect(read.at('fields.resolutiondate')).toBe('2026-11-01T02:00:00.000+0000');
  expect(read.at('fields.status.name')).toBe('Done');
  expect(read.at('changelog.histories.0')).toMatchObject({
    created: '2026-11-01T01:00:00.000+0000',
    author: { displayName: 'Anna Analyst' },
    items: [{ fieldId: 'status', fromString: 'To Do', toString: 'In Progress' }],
  });
  const found = await call(ADMIN, 'POST', '/search/jql', { jql: 'resolved < "2026-11-02"', fields: ['key'] });
  expect(found.at('issues.0.key')).toBe('OPS-1');
});

test('ten thousand issues are planted and searched, page by page, in little time', async () => {
  const { call, site, events } = aSite();
  const issues = Array.from({ length: 10_000 }, (_, at) => ({
    fields: { project: { id: '10000' }, issuetype: { id: '10001' }, summary: `Alert ${at}`, [HOSTNAME]: `host-${at}` },
    created: new Date(Date.UTC(2026, 0, 1) + at * 60_000).toISOString(),
  }));
  const planted = await site.control.fetch(
    new Request('http://127.0.0.1/site/issues', { method: 'POST', body: JSON.stringify(issues) }),
  );
  expect([planted.status, events.length]).toEqual([201, 0]);
  const started = performance.now();
  let token: unknown;
  let seen = 0;
  do {
    const page = await call(ADMIN, 'POST', '/search/jql', {
      jql: 'project in (10000) AND issuetype in (10001) AND created >= "2026-01-01" ORDER BY created ASC',
      fields: ['created', HOSTNAME],
      properties: ['axonius-asset-intelligence'],
      maxResults: 100,
      ...(token === undefined ? {} : { nextPageToken: token }),
    });
    seen += Number(page.at('issues.length'));
    token = page.at('nextPageToken');
  } while (token !== undefined);
  expect(seen).toBe(10_000);
  expect(performance.now() - started).toBeLessThan(10_000);
}, 60_000);
