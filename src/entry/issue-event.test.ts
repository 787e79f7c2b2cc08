import { readIssueEvent } from './issue-event';

const created = {
  eventType: 'avi:jira:created:issue',
  issue: {
    id: '10001',
    key: 'SEC-1',
    fields: { issuetype: { id: '10010', name: 'Security Alert' }, project: { id: '10000' } },
  },
  timestamp: '1764000000000',
};

describe('reading an issue event', () => {
  it('reads who and what was created', () => {
    expect(readIssueEvent(created)).toEqual({
      kind: 'created',
      issueId: '10001',
      projectId: '10000',
      issueType: { id: '10010', name: 'Security Alert' },
      changedFields: null,
    });
  });

  it('accepts both spellings of the issue type', () => {
    const fields = { issueType: { id: '7', name: 'Alert' } };
    expect(readIssueEvent({ ...created, issue: { id: 5, fields } })?.issueType).toEqual({ id: '7', name: 'Alert' });
  });

  it.each([
    ['a list', [{ field: 'Hostname', fieldId: 'customfield_1' }]],
    ['an object with items', { items: [{ field: 'Hostname', fieldId: 'customfield_1' }] }],
  ])('reads a changelog that is %s', (_, changelog) => {
    const event = readIssueEvent({ ...created, eventType: 'avi:jira:updated:issue', changelog });
    expect(event?.changedFields).toEqual(['customfield_1', 'Hostname']);
  });

  it('does not guess what changed where the changelog has another shape', () => {
    const event = readIssueEvent({ ...created, eventType: 'avi:jira:updated:issue', changelog: 'Hostname' });
    expect(event?.changedFields).toBeNull();
  });

  it.each([
    [undefined],
    [null],
    ['text'],
    [{}],
    [{ ...created, issue: {} }],
    [{ ...created, eventType: 'avi:jira:deleted:issue' }],
  ])('is not taken in by %p', raw => {
    expect(readIssueEvent(raw)).toBeNull();
  });
});
