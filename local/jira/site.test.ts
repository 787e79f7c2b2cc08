import { ANALYST, APP, CONTEXT, HOSTNAME, VIEWER, aDocument, aSite } from './testing/site-builder';

describe('creating, reading and editing an issue', () => {
  test('a created alert is read back with its fields and told to the app', async () => {
    const { call, events, changes } = aSite();
    const created = await call(ANALYST, 'POST', '/issue', {
      fields: {
        project: { key: 'SEC' },
        issuetype: { name: 'Security Alert' },
        summary: 'Malware',
        [HOSTNAME]: 'web01',
      },
      properties: [{ key: 'axonius-asset-intelligence', value: { v: 1 } }],
    });
    expect(created.status).toBe(201);
    expect(created.at('key')).toBe('SEC-1');
    const read = await call(
      APP,
      'GET',
      `/issue/SEC-1?fields=summary,${HOSTNAME},${CONTEXT},status&properties=axonius-asset-intelligence`,
    );
    expect(read.at(`fields.${HOSTNAME}`)).toBe('web01');
    expect(read.at(`fields.${CONTEXT}`)).toBeNull();
    expect(read.at('properties.axonius-asset-intelligence')).toEqual({ v: 1 });
    expect(Object.keys(Object(read.at('fields')))).toHaveLength(4);
    expect(events.map(event => event.name)).toEqual(['avi:jira:created:issue']);
    // Forge events reference: the payload carries system fields only.
    expect(JSON.stringify(events[0]?.payload)).not.toContain('customfield');
    expect(changes).toEqual([{ issueId: created.at('id'), key: 'SEC-1', projectId: '10000' }]);
  });

  test('one request writes a field and a property, and the event says what changed', async () => {
    const { call, events, createAlert } = aSite();
    const id = await createAlert();
    const written = await call(APP, 'PUT', `/issue/${id}`, {
      fields: { [CONTEXT]: aDocument('seen today') },
      properties: [{ key: 'axonius-asset-intelligence', value: { outcome: 'matched' } }],
    });
    expect(written.status).toBe(204);
    const read = await call(VIEWER, 'GET', `/issue/${id}?fields=${CONTEXT}&properties=*all`);
    expect(read.at(`fields.${CONTEXT}`)).toEqual(aDocument('seen today'));
    expect(read.at('properties.axonius-asset-intelligence.outcome')).toBe('matched');
    expect(events[1]?.by).toEqual({ kind: 'app' });
    expect(events[1]?.payload['changelog']).toMatchObject({
      items: [{ field: 'Additional Context', fieldId: CONTEXT, fromString: null, toString: 'seen today' }],
    });
  });
});
