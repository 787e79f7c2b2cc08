import { DOCUMENT_LIMIT } from './adf';
import { ADMIN, ANALYST, APP, CONTEXT, HOSTNAME, VIEWER, aDocument, aSite } from './testing/site-builder';

const OFF_SCREEN = `Field '${CONTEXT}' cannot be set. It is not on the appropriate screen, or unknown.`;

describe('a field takes what its type takes', () => {
  const document = aDocument('text');
  const withEmptyText = {
    version: 1,
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: '' }] }],
  };
  const tableInPanel = {
    version: 1,
    type: 'doc',
    content: [
      {
        type: 'panel',
        attrs: { panelType: 'info' },
        content: [
          {
            type: 'table',
            content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [{ type: 'paragraph' }] }] }],
          },
        ],
      },
    ],
  };

  test.each([
    ['"a text field takes a string and refuses ADF"', HOSTNAME, document],
    ['a text field holds one line', HOSTNAME, 'web01\nweb02'],
    ['"string <= 255" of a text field', HOSTNAME, 'x'.repeat(256)],
    ['"textarea, description, environment take ADF"', CONTEXT, 'plain text'],
    ['"empty text nodes are refused"', CONTEXT, withEmptyText],
    ['"panel cannot contain a table"', CONTEXT, tableInPanel],
    ['an unknown node type', CONTEXT, { version: 1, type: 'doc', content: [{ type: 'web01' }] }],
    ['"text limit 32,767 characters"', CONTEXT, aDocument('x'.repeat(DOCUMENT_LIMIT))],
    ['"labels: string[] without spaces"', 'customfield_10054', ['web 01']],
    ['an option that the field does not have', 'customfield_10055', [{ value: 'nowhere' }]],
    ['a URL without a scheme', 'customfield_10056', 'web01'],
    ['a date that is none', 'customfield_10062', 'tomorrow'],
    ['a user that the site does not know', 'customfield_10063', { accountId: 'nobody' }],
    ['a number as text', 'customfield_10061', '7'],
    ['a summary that is cleared', 'summary', null],
    ['a field that no site has', 'customfield_99999', 'x'],
    ['a field that Jira keeps itself', 'created', '2026-01-01T00:00:00.000+0000'],
  ])('refuses %s with 400 and names the field', async (_rule, field, value) => {
    const { call, createAlert } = aSite();
    const id = await createAlert();
    const answer = await call(APP, 'PUT', `/issue/${id}`, { fields: { [field]: value } });
    expect(answer.status).toBe(400);
    expect(Object.keys(Object(answer.at('errors')))).toEqual([field]);
  });

  test('255 characters of text and null are taken', async () => {
    const { call, createAlert } = aSite();
    const id = await createAlert({ [HOSTNAME]: 'x'.repeat(255), [CONTEXT]: document });
    await call(APP, 'PUT', `/issue/${id}`, { fields: { [CONTEXT]: null } });
    const read = await call(APP, 'GET', `/issue/${id}`);
    expect(read.at(`fields.${HOSTNAME}`)).toHaveLength(255);
    expect(read.at(`fields.${CONTEXT}`)).toBeNull();
  });

  test('an edit with one bad field writes nothing, its property included', async () => {
    const { call, createAlert, events } = aSite();
    const id = await createAlert();
    const answer = await call(APP, 'PUT', `/issue/${id}`, {
      fields: { [HOSTNAME]: 'web01', [CONTEXT]: 'plain' },
      properties: [{ key: 'axonius-asset-intelligence', value: {} }],
    });
    expect(answer.status).toBe(400);
    const read = await call(APP, 'GET', `/issue/${id}?properties=*all`);
    expect(read.at(`fields.${HOSTNAME}`)).toBeNull();
    expect(read.at('properties')).toEqual({});
    expect(events).toHaveLength(1);
  });
});

describe('screens and fields that an admin took away', () => {
  test('a field off the edit screen is readable, absent from editmeta and refused', async () => {
    const { call, createAlert, turn } = aSite();
    const id = await createAlert({ [CONTEXT]: aDocument('before') });
    await turn({ offScreen: ['Additional Context'] });
    const answer = await call(APP, 'PUT', `/issue/${id}`, { fields: { [CONTEXT]: aDocument('x') } });
    expect(answer.status).toBe(400);
    expect(answer.at('errors')).toEqual({ [CONTEXT]: OFF_SCREEN });
    expect((await call(APP, 'GET', `/issue/${id}`)).at(`fields.${CONTEXT}`)).toEqual(aDocument('before'));
    const meta = await call(APP, 'GET', `/issue/${id}/editmeta`);
    expect(meta.at(`fields.${CONTEXT}`)).toBeUndefined();
    expect(meta.at(`fields.${HOSTNAME}.operations`)).toEqual(['set']);
    const forced = await call(ADMIN, 'PUT', `/issue/${id}?overrideScreenSecurity=true`, {
      fields: { [CONTEXT]: aDocument('x') },
    });
    expect(forced.status).toBe(204);
  });

  test('where Jira checks no screens, a field off the edit screen is written and stays absent from editmeta', async () => {
    const { call, createAlert, turn } = aSite('2026-11-24T10:00:00.000Z', { screens: 'unchecked' });
    const id = await createAlert();
    await turn({ offScreen: ['Additional Context'] });
    expect((await call(APP, 'PUT', `/issue/${id}`, { fields: { [CONTEXT]: aDocument('x') } })).status).toBe(204);
    const read = await call(APP, 'GET', `/issue/${id}?expand=editmeta`);
    expect(read.at(`fields.${CONTEXT}`)).toEqual(aDocument('x'));
    expect(read.at(`editmeta.fields.${CONTEXT}`)).toBeUndefined();
    expect((await call(APP, 'PUT', `/issue/${id}`, { fields: { creator: 'x' } })).status).toBe(400);
  });

  test('a property is limited in bytes as well as in characters', async () => {
    const { call, createAlert } = aSite();
    const id = await createAlert();
    const write = async (text: string) => (await call(APP, 'PUT', `/issue/${id}/properties/k`, text)).status;
    expect([await write('x'.repeat(32_766)), await write('x'.repeat(32_767))]).toEqual([201, 400]);
    expect([await write('é'.repeat(16_383)), await write('é'.repeat(16_384))]).toEqual([200, 400]);
  });

  test('a removed field is gone from the site until DELETE restores it', async () => {
    const { call, createAlert, turn, site } = aSite();
    const id = await createAlert();
    await turn({ removeFields: ['Additional Context'] });
    const fields = await call(APP, 'GET', '/field');
    expect(JSON.stringify(fields.body)).not.toContain('Additional Context');
    expect((await call(APP, 'GET', `/issue/${id}`)).at(`fields.${CONTEXT}`)).toBeUndefined();
    expect((await call(APP, 'PUT', `/issue/${id}`, { fields: { [CONTEXT]: aDocument('x') } })).status).toBe(400);
    await site.control.fetch(new Request('http://127.0.0.1/site', { method: 'DELETE' }));
    expect(JSON.stringify((await call(APP, 'GET', '/field')).body)).toContain('Additional Context');
  });

  test('names are not unique: a team-managed project has a Hostname of its own, with a scope', async () => {
    const { call } = aSite();
    const fields = (await call(APP, 'GET', '/field')).body;
    const same = Array.isArray(fields) ? fields.filter(field => field.name === 'Hostname') : [];
    expect(same.map(field => field.scope?.project.id)).toEqual([undefined, '10002']);
    // Jira REST v3, field/search: company-managed ("classic") fields only.
    expect((await call(APP, 'GET', '/field/search?query=hostname')).at('total')).toBe(1);
    const create = { project: { key: 'TRI' }, issuetype: { id: '10010' }, summary: 'x' };
    expect((await call(ANALYST, 'POST', '/issue', { fields: { ...create, [HOSTNAME]: 'web01' } })).status).toBe(400);
    expect((await call(ANALYST, 'POST', '/issue', { fields: { ...create, customfield_10070: 'web01' } })).status).toBe(
      201,
    );
  });
});

describe('update operations, history and events', () => {
  test('labels are added and removed, and one field may not appear in both forms', async () => {
    const { call, createAlert } = aSite();
    const id = await createAlert({ labels: ['a', 'b'] });
    await call(APP, 'PUT', `/issue/${id}`, { update: { labels: [{ add: 'c' }, { remove: 'a' }] } });
    expect((await call(APP, 'GET', `/issue/${id}`)).at('fields.labels')).toEqual(['b', 'c']);
    const both = await call(APP, 'PUT', `/issue/${id}`, { fields: { labels: [] }, update: { labels: [{ add: 'd' }] } });
    expect(both.status).toBe(400);
    expect((await call(APP, 'PUT', `/issue/${id}`, { update: { [HOSTNAME]: [{ add: 'x' }] } })).status).toBe(400);
  });

  test('the same value again is no change, and a property alone is none either', async () => {
    const { call, createAlert, events } = aSite();
    const id = await createAlert({ [HOSTNAME]: 'web01' });
    await call(APP, 'PUT', `/issue/${id}`, { fields: { [HOSTNAME]: 'web01' } });
    await call(APP, 'PUT', `/issue/${id}/properties/axonius-asset-intelligence`, { v: 1 });
    expect(events.map(({ name }) => name)).toEqual(['avi:jira:created:issue']);
    expect((await call(APP, 'GET', `/issue/${id}/changelog`)).at('total')).toBe(0);
  });

  test('a transition changes the status, is in the history and is told', async () => {
    const { call, createAlert, events, advance } = aSite();
    const id = await createAlert();
    advance(1000);
    await call(ANALYST, 'POST', `/issue/${id}/transitions`, { transition: { id: '31' } });
    const read = await call(APP, 'GET', `/issue/${id}?expand=changelog`);
    expect(read.at('fields.status.statusCategory.key')).toBe('done');
    expect(read.at('fields.updated')).toBe('2026-11-24T10:00:01.000+0000');
    expect(read.at('changelog.histories.0.items.0.toString')).toBe('Done');
    expect(events.at(-1)?.name).toBe('avi:jira:updated:issue');
  });

  test('a deleted issue is gone and told', async () => {
    const { call, createAlert, events } = aSite();
    const id = await createAlert();
    expect((await call(ADMIN, 'DELETE', `/issue/${id}`)).status).toBe(204);
    expect((await call(ADMIN, 'GET', `/issue/${id}`)).status).toBe(404);
    expect(events.at(-1)).toMatchObject({ name: 'avi:jira:deleted:issue', payload: { issue: { id } } });
  });

  test('"returnIssue=true: 200 with the issue"', async () => {
    const { call, createAlert } = aSite();
    const id = await createAlert();
    const answer = await call(APP, 'PUT', `/issue/${id}?returnIssue=true`, { fields: { [HOSTNAME]: 'web02' } });
    expect([answer.status, answer.at(`fields.${HOSTNAME}`)]).toEqual([200, 'web02']);
  });
});

describe('issue properties', () => {
  test('"201 created, 200 updated", 204 removed, 404 afterwards', async () => {
    const { call, createAlert } = aSite();
    const path = `/issue/${await createAlert()}/properties/axonius-asset-intelligence`;
    expect((await call(APP, 'PUT', path, { v: 1 })).status).toBe(201);
    expect((await call(APP, 'PUT', path, { v: 2 })).status).toBe(200);
    expect((await call(VIEWER, 'GET', path)).body).toEqual({ key: 'axonius-asset-intelligence', value: { v: 2 } });
    expect((await call(APP, 'DELETE', path)).status).toBe(204);
    expect((await call(APP, 'GET', path)).status).toBe(404);
    expect((await call(APP, 'DELETE', path)).status).toBe(404);
  });

  test('"key <= 255, value <= 32,768 characters of JSON", in both ways of writing', async () => {
    const { call, createAlert } = aSite();
    const id = await createAlert();
    const fitting = 'x'.repeat(32_766);
    expect((await call(APP, 'PUT', `/issue/${id}/properties/k`, fitting)).status).toBe(201);
    expect((await call(APP, 'PUT', `/issue/${id}/properties/k`, `${fitting}y`)).status).toBe(400);
    expect((await call(APP, 'PUT', `/issue/${id}/properties/${'k'.repeat(256)}`, 1)).status).toBe(400);
    const edit = { properties: [{ key: 'k', value: `${fitting}y` }] };
    expect((await call(APP, 'PUT', `/issue/${id}`, edit)).status).toBe(400);
  });
});

test.each([
  ['keep', 'block-1'],
  ['drop', undefined],
  ['change', expect.stringMatching(/^local-/)],
])('a document comes back with its localIds: %s', async (localIds, expected) => {
  const { call, createAlert, turn } = aSite();
  await turn({ localIds });
  const cell = { type: 'tableCell', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'x' }] }] };
  const table = { type: 'table', attrs: { localId: 'block-1' }, content: [{ type: 'tableRow', content: [cell] }] };
  const id = await createAlert({ [CONTEXT]: { version: 1, type: 'doc', content: [table] } });
  const read = await call(APP, 'GET', `/issue/${id}`);
  expect(read.at(`fields.${CONTEXT}.content.0.attrs.localId`)).toEqual(expected);
  expect(read.at(`fields.${CONTEXT}.content.0.content.0.content.0.content.0.content.0.text`)).toBe('x');
});

test('a site that refuses localIds takes the same document without them', async () => {
  const { call, createAlert, turn } = aSite();
  const id = await createAlert();
  await turn({ localIds: 'refuse' });
  const withId = { version: 1, type: 'doc', content: [{ type: 'paragraph', attrs: { localId: 'a' }, content: [] }] };
  expect((await call(APP, 'PUT', `/issue/${id}`, { fields: { [CONTEXT]: withId } })).status).toBe(400);
  expect((await call(APP, 'PUT', `/issue/${id}`, { fields: { [CONTEXT]: aDocument('a') } })).status).toBe(204);
});
