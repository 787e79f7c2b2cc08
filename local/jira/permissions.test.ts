import { ADMIN, ANALYST, APP, CONTEXT, HOSTNAME, NOBODY, VIEWER, aDocument, aSite } from './testing/site-builder';
import type { Principal } from './types';

const who: Readonly<Record<string, Principal>> = { admin: ADMIN, analyst: ANALYST, viewer: VIEWER, app: APP };

describe('who may do what', () => {
  test.each([
    // browse, create, edit, property, comment, delete
    ['admin', [200, 201, 204, 201, 201, 204]],
    ['analyst', [200, 201, 204, 201, 201, 403]],
    ['viewer', [200, 400, 400, 403, 400, 403]],
    ['app', [200, 201, 204, 201, 201, 403]],
  ])('%s', async (name, statuses) => {
    const { call, createAlert } = aSite();
    const issue = `/issue/${await createAlert()}`;
    const principal = who[name] ?? NOBODY;
    const fields = { project: { key: 'SEC' }, issuetype: { name: 'Task' }, summary: 'x' };
    const answers = [
      await call(principal, 'GET', issue),
      await call(principal, 'POST', '/issue', { fields }),
      await call(principal, 'PUT', issue, { fields: { [HOSTNAME]: 'web01' } }),
      await call(principal, 'PUT', `${issue}/properties/k`, 1),
      await call(principal, 'POST', `${issue}/comment`, { body: aDocument('x') }),
      await call(principal, 'DELETE', issue),
    ];
    expect(answers.map(({ status }) => status)).toEqual(statuses);
  });

  test('nobody is answered 401, except where Jira answers anonymously', async () => {
    const { call, createAlert } = aSite();
    const id = await createAlert();
    expect((await call(NOBODY, 'GET', `/issue/${id}`)).status).toBe(401);
    expect((await call(NOBODY, 'GET', '/field')).status).toBe(401);
    expect((await call(NOBODY, 'GET', '/serverInfo')).status).toBe(200);
    // "bad credentials fall back to anonymous, so an empty array may hide an auth fault"
    expect((await call(NOBODY, 'GET', '/issuetype')).body).toEqual([]);
  });

  test('without a right to edit, each field is refused as if it were off the screen', async () => {
    const { call, createAlert } = aSite();
    const answer = await call(VIEWER, 'PUT', `/issue/${await createAlert()}`, { fields: { [CONTEXT]: null } });
    expect(answer.at('errors')).toEqual({
      [CONTEXT]: `Field '${CONTEXT}' cannot be set. It is not on the appropriate screen, or unknown.`,
    });
  });

  test('"403: override flags without permission", and silence needs an admin', async () => {
    const { call, createAlert } = aSite();
    const issue = `/issue/${await createAlert()}`;
    const body = { fields: { [HOSTNAME]: 'web01' } };
    expect((await call(APP, 'PUT', `${issue}?overrideEditableFlag=true`, body)).status).toBe(403);
    expect((await call(APP, 'PUT', `${issue}?notifyUsers=false`, body)).status).toBe(403);
    expect((await call(ADMIN, 'PUT', `${issue}?notifyUsers=false`, body)).status).toBe(204);
  });
});

describe('what the app may not see', () => {
  test('issue security hides an issue from the app in every way, and from nobody else', async () => {
    const { call, createAlert, turn } = aSite();
    const id = await createAlert();
    await createAlert();
    await turn({ hiddenFromApp: ['SEC-1'] });
    expect((await call(APP, 'GET', `/issue/${id}`)).status).toBe(404);
    expect((await call(APP, 'PUT', `/issue/${id}`, { fields: { [HOSTNAME]: 'x' } })).status).toBe(404);
    expect((await call(APP, 'GET', `/issue/${id}/properties/axonius-asset-intelligence`)).status).toBe(404);
    expect((await call(APP, 'POST', '/search/approximate-count', { jql: 'project = SEC' })).at('count')).toBe(1);
    const bulk = await call(APP, 'POST', '/issue/bulkfetch', { issueIdsOrKeys: ['SEC-1', 'SEC-2'] });
    expect([bulk.at('issues.length'), bulk.at('issueErrors.length')]).toEqual([1, 0]);
    expect((await call(ANALYST, 'GET', `/issue/${id}`)).status).toBe(200);
  });

  test('issue security hides an issue from a person, an admin as well, and not from the app', async () => {
    const { call, createAlert, turn } = aSite();
    const id = await createAlert();
    await turn({ hiddenFromPeople: { admin: ['SEC-1'] } });
    expect((await call(ADMIN, 'GET', `/issue/${id}`)).status).toBe(404);
    expect((await call(ADMIN, 'POST', '/search/approximate-count', { jql: 'project = SEC' })).at('count')).toBe(0);
    expect((await call(ANALYST, 'GET', `/issue/${id}`)).status).toBe(200);
    expect((await call(APP, 'GET', `/issue/${id}`)).status).toBe(200);
  });

  test('an app that may only browse reads and does not write; one that may not browse sees nothing', async () => {
    const { call, createAlert, turn } = aSite();
    const id = await createAlert();
    await turn({ appPermissions: ['BROWSE_PROJECTS'] });
    expect((await call(APP, 'GET', `/issue/${id}`)).status).toBe(200);
    expect((await call(APP, 'PUT', `/issue/${id}`, { fields: { [HOSTNAME]: 'x' } })).status).toBe(400);
    expect((await call(APP, 'GET', `/issue/${id}/editmeta`)).at('fields')).toEqual({});
    await turn({ appPermissions: [] });
    expect((await call(APP, 'GET', `/issue/${id}`)).status).toBe(404);
    // "404 = nothing matches"
    expect((await call(APP, 'GET', '/project/search')).status).toBe(404);
  });
});

test('a search for projects names at most 50 of them', async () => {
  const { call } = aSite();
  const search = async (count: number) =>
    (
      await call(
        APP,
        'GET',
        `/project/search?${Array.from({ length: count }, (_, at) => `id=${10_000 + at}`).join('&')}`,
      )
    ).status;
  expect([await search(50), await search(51)]).toEqual([200, 400]);
});

describe('questions about permissions', () => {
  test('only what is granted is answered, unknown ids are dropped', async () => {
    const { call, createAlert } = aSite();
    const id = Number(await createAlert());
    const question = {
      globalPermissions: ['ADMINISTER'],
      projectPermissions: [{ permissions: ['EDIT_ISSUES', 'BROWSE_PROJECTS'], issues: [id, 4], projects: [10000, 4] }],
    };
    expect((await call(VIEWER, 'POST', '/permissions/check', question)).body).toEqual({
      globalPermissions: [],
      projectPermissions: [
        { permission: 'EDIT_ISSUES', issues: [], projects: [] },
        { permission: 'BROWSE_PROJECTS', issues: [id], projects: [10000] },
      ],
    });
    expect((await call(ADMIN, 'POST', '/permissions/check', question)).at('globalPermissions')).toEqual(['ADMINISTER']);
  });

  test('"checking another account needs Administer Jira"; ids are integers; keys must be known', async () => {
    const { call } = aSite();
    const accountId = VIEWER.accountId;
    const about = { accountId, globalPermissions: ['ADMINISTER'] };
    expect((await call(ANALYST, 'POST', '/permissions/check', about)).status).toBe(403);
    expect((await call(ADMIN, 'POST', '/permissions/check', about)).body).toMatchObject({ globalPermissions: [] });
    const asText = { projectPermissions: [{ permissions: ['EDIT_ISSUES'], issues: ['10100'] }] };
    expect((await call(ANALYST, 'POST', '/permissions/check', asText)).status).toBe(400);
    expect((await call(ANALYST, 'POST', '/permissions/check', { globalPermissions: ['X'] })).status).toBe(400);
    expect((await call(ANALYST, 'GET', '/mypermissions')).status).toBe(400);
    expect((await call(ANALYST, 'GET', '/mypermissions?permissions=X')).status).toBe(400);
    expect((await call(ANALYST, 'GET', '/mypermissions?permissions=EDIT_ISSUES&issueKey=SEC-9')).status).toBe(404);
  });
});

describe('credentials', () => {
  const basic = (text: string): Record<string, string> => ({
    authorization: `Basic ${Buffer.from(text).toString('base64')}`,
  });
  const from = (headers: Record<string, string>): Principal =>
    aSite().site.authenticate(new Request('http://127.0.0.1/', { headers }));

  test('basic auth, then the cookie, then the analyst; wrong ones are nobody', () => {
    expect(from(basic('admin@example.com:admin'))).toEqual(ADMIN);
    expect(from(basic('admin@example.com:wrong'))).toEqual(NOBODY);
    expect(from({ authorization: 'Bearer x' })).toEqual(NOBODY);
    expect(from({ cookie: 'a=b; local-user=viewer' })).toEqual(VIEWER);
    expect(from({})).toEqual(ANALYST);
  });
});
