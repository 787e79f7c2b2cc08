import { OPERATIONS, disagreements, type Operation } from './testing/openapi/validate-answer';
import { USERS } from './people';
import {
  ADMIN,
  ANALYST,
  APP,
  CONTEXT,
  HOSTNAME,
  VIEWER,
  aDocument,
  aSite,
  type TestSite,
} from './testing/site-builder';
import type { Principal } from './types';

interface Case {
  readonly operation: Operation;
  readonly principal: Principal;
  readonly path: string;
  readonly status: number;
  readonly body?: unknown;
}

const place = { project: { id: '10000' }, issuetype: { id: '10001' } };
const R = '/rest/api/3';

/** The issue that every case talks about; it has a value in every field, a property, a comment and a history. */
async function aFullAlert({ call, createAlert }: TestSite): Promise<string> {
  const id = await createAlert(
    {
      [HOSTNAME]: 'web01',
      labels: ['edr'],
      description: aDocument('details'),
      customfield_10054: ['web01', 'web02'],
      customfield_10055: [{ value: 'web01.corp.example.com' }],
      customfield_10056: 'https://web01.corp.example.com/login',
      customfield_10058: '2026-11-24T09:00:00.000+0000',
      customfield_10060: { value: 'dc01.corp.example.com' },
      customfield_10061: 7,
      customfield_10062: '2026-12-01',
      customfield_10063: { accountId: USERS[2]?.accountId },
      assignee: { accountId: USERS[1]?.accountId },
    },
    [{ key: 'axonius-asset-intelligence', value: { outcome: 'failed' } }],
  );
  await call(ANALYST, 'PUT', `/issue/${id}`, { fields: { [CONTEXT]: aDocument('seen') } });
  await call(ANALYST, 'POST', `/issue/${id}/comment`, { body: aDocument('mine') });
  return id;
}

function cases(id: string): Case[] {
  const issue = `/issue/${id}`;
  const found = {
    jql: 'project = SEC',
    fields: ['*all'],
    properties: ['axonius-asset-intelligence'],
    expand: 'names,schema',
  };
  const search = `/search/jql?jql=${encodeURIComponent('project = SEC')}&fields=summary`;
  const expand = 'names,schema,renderedFields,editmeta,transitions,changelog';
  return [
    {
      operation: `POST ${R}/issue`,
      principal: APP,
      path: '/issue',
      status: 201,
      body: { fields: { ...place, summary: 'x' } },
    },
    { operation: `POST ${R}/issue`, principal: APP, path: '/issue', status: 400, body: { fields: place } },
    {
      operation: `GET ${R}/issue/{issueIdOrKey}`,
      principal: APP,
      path: `${issue}?expand=${expand}&properties=*all`,
      status: 200,
    },
    { operation: `GET ${R}/issue/{issueIdOrKey}`, principal: APP, path: '/issue/SEC-999', status: 404 },
    {
      operation: `PUT ${R}/issue/{issueIdOrKey}`,
      principal: APP,
      path: issue,
      status: 204,
      body: { fields: { [HOSTNAME]: 'web02' } },
    },
    {
      operation: `PUT ${R}/issue/{issueIdOrKey}`,
      principal: APP,
      path: issue,
      status: 400,
      body: { fields: { nothing: 1 } },
    },
    {
      operation: `PUT ${R}/issue/{issueIdOrKey}`,
      principal: APP,
      path: `${issue}?overrideScreenSecurity=true`,
      status: 403,
      body: {},
    },
    { operation: `PUT ${R}/issue/{issueIdOrKey}`, principal: APP, path: '/issue/1', status: 404, body: {} },
    { operation: `GET ${R}/issue/{issueIdOrKey}/editmeta`, principal: ADMIN, path: `${issue}/editmeta`, status: 200 },
    {
      operation: `GET ${R}/issue/{issueIdOrKey}/transitions`,
      principal: APP,
      path: `${issue}/transitions`,
      status: 200,
    },
    {
      operation: `POST ${R}/issue/{issueIdOrKey}/transitions`,
      principal: ANALYST,
      path: `${issue}/transitions`,
      status: 204,
      body: { transition: { id: '31' } },
    },
    {
      operation: `POST ${R}/issue/{issueIdOrKey}/transitions`,
      principal: ANALYST,
      path: `${issue}/transitions`,
      status: 400,
      body: { transition: { id: '99' } },
    },
    { operation: `GET ${R}/issue/{issueIdOrKey}/properties`, principal: APP, path: `${issue}/properties`, status: 200 },
    {
      operation: `GET ${R}/issue/{issueIdOrKey}/properties/{propertyKey}`,
      principal: APP,
      path: `${issue}/properties/axonius-asset-intelligence`,
      status: 200,
    },
    {
      operation: `GET ${R}/issue/{issueIdOrKey}/properties/{propertyKey}`,
      principal: APP,
      path: `${issue}/properties/none`,
      status: 404,
    },
    {
      operation: `PUT ${R}/issue/{issueIdOrKey}/properties/{propertyKey}`,
      principal: VIEWER,
      path: `${issue}/properties/axonius-asset-intelligence`,
      status: 403,
      body: {},
    },
    { operation: `GET ${R}/issue/{issueIdOrKey}/changelog`, principal: APP, path: `${issue}/changelog`, status: 200 },
    { operation: `GET ${R}/issue/{issueIdOrKey}/comment`, principal: APP, path: `${issue}/comment`, status: 200 },
    {
      operation: `POST ${R}/issue/{issueIdOrKey}/comment`,
      principal: APP,
      path: `${issue}/comment`,
      status: 201,
      body: { body: aDocument('x') },
    },
    { operation: `GET ${R}/field`, principal: APP, path: '/field', status: 200 },
    { operation: `GET ${R}/field/search`, principal: APP, path: '/field/search?type=custom&query=host', status: 200 },
    {
      operation: `GET ${R}/issue/createmeta/{projectIdOrKey}/issuetypes`,
      principal: ANALYST,
      path: '/issue/createmeta/TRI/issuetypes',
      status: 200,
    },
    {
      operation: `GET ${R}/issue/createmeta/{projectIdOrKey}/issuetypes`,
      principal: VIEWER,
      path: '/issue/createmeta/SEC/issuetypes',
      status: 400,
    },
    {
      operation: `GET ${R}/issue/createmeta/{projectIdOrKey}/issuetypes/{issueTypeId}`,
      principal: ANALYST,
      path: '/issue/createmeta/SEC/issuetypes/10001',
      status: 200,
    },
    { operation: `POST ${R}/search/jql`, principal: APP, path: '/search/jql', status: 200, body: found },
    {
      operation: `POST ${R}/search/jql`,
      principal: APP,
      path: '/search/jql',
      status: 400,
      body: { jql: 'order by created' },
    },
    { operation: `GET ${R}/search/jql`, principal: APP, path: search, status: 200 },
    {
      operation: `POST ${R}/search/approximate-count`,
      principal: APP,
      path: '/search/approximate-count',
      status: 200,
      body: { jql: 'project = SEC' },
    },
    {
      operation: `POST ${R}/issue/bulkfetch`,
      principal: APP,
      path: '/issue/bulkfetch',
      status: 200,
      body: { issueIdsOrKeys: [id, '1'], properties: ['axonius-asset-intelligence'] },
    },
    {
      operation: `POST ${R}/jql/parse`,
      principal: APP,
      path: '/jql/parse',
      status: 200,
      body: { queries: ['project = SEC', 'project ='] },
    },
    {
      operation: `POST ${R}/permissions/check`,
      principal: ANALYST,
      path: '/permissions/check',
      status: 200,
      body: {
        globalPermissions: ['ADMINISTER'],
        projectPermissions: [{ permissions: ['EDIT_ISSUES'], issues: [Number(id), 1], projects: [10000] }],
      },
    },
    {
      operation: `GET ${R}/mypermissions`,
      principal: ANALYST,
      path: `/mypermissions?permissions=ADMINISTER,EDIT_ISSUES&issueId=${id}`,
      status: 200,
    },
    { operation: `GET ${R}/project/search`, principal: APP, path: '/project/search', status: 200 },
    { operation: `GET ${R}/project/search`, principal: APP, path: '/project/search?query=nothing', status: 404 },
    { operation: `GET ${R}/project/{projectIdOrKey}`, principal: APP, path: '/project/SEC', status: 200 },
    {
      operation: `GET ${R}/project/{projectIdOrKey}/statuses`,
      principal: APP,
      path: '/project/SEC/statuses',
      status: 200,
    },
    { operation: `GET ${R}/issuetype`, principal: APP, path: '/issuetype', status: 200 },
    {
      operation: `GET ${R}/issuetype/project`,
      principal: APP,
      path: '/issuetype/project?projectId=10002',
      status: 200,
    },
    { operation: `GET ${R}/status`, principal: APP, path: '/status', status: 200 },
    { operation: `GET ${R}/priority`, principal: APP, path: '/priority', status: 200 },
    { operation: `GET ${R}/serverInfo`, principal: APP, path: '/serverInfo', status: 200 },
    { operation: `GET ${R}/myself`, principal: ANALYST, path: '/myself', status: 200 },
    {
      operation: `GET ${R}/user`,
      principal: ANALYST,
      path: `/user?accountId=${encodeURIComponent(USERS[0]?.accountId ?? '')}`,
      status: 200,
    },
    { operation: `GET ${R}/users/search`, principal: ANALYST, path: '/users/search', status: 200 },
    {
      operation: `PUT ${R}/issue/{issueIdOrKey}/properties/{propertyKey}`,
      principal: APP,
      path: `${issue}/properties/new`,
      status: 201,
      body: 1,
    },
    {
      operation: `PUT ${R}/issue/{issueIdOrKey}/properties/{propertyKey}`,
      principal: APP,
      path: `${issue}/properties/axonius-asset-intelligence`,
      status: 200,
      body: 2,
    },
    {
      operation: `DELETE ${R}/issue/{issueIdOrKey}/properties/{propertyKey}`,
      principal: APP,
      path: `${issue}/properties/axonius-asset-intelligence`,
      status: 204,
    },
    { operation: `DELETE ${R}/issue/{issueIdOrKey}`, principal: ANALYST, path: issue, status: 403 },
    { operation: `DELETE ${R}/issue/{issueIdOrKey}`, principal: ADMIN, path: issue, status: 204 },
  ];
}

describe("every answer is one that Jira's published description allows", () => {
  const all = cases('0');

  test('all described operations are asked', () => {
    expect([...new Set(all.map(({ operation }) => operation))].sort()).toEqual([...OPERATIONS].sort());
  });

  test.each(all.map((wanted, at) => [`${wanted.operation} ${wanted.status}`, at] as const))('%s', async (_name, at) => {
    const site = aSite();
    const wanted = cases(await aFullAlert(site))[at];
    if (wanted === undefined) throw new Error('no such case');
    const [method = ''] = wanted.operation.split(' ');
    const answer = await site.call(wanted.principal, method, wanted.path, wanted.body);
    expect({ status: answer.status, body: answer.body }).toMatchObject({ status: wanted.status });
    expect(disagreements(wanted.operation, answer.status, answer.body)).toEqual([]);
  });
});
