import { buildRecord } from '../domain/record/record';
import { aReport } from '../domain/testing/report-builders';
import { alertRequest, toAlert } from './read-alert';

const setup = {
  sourceFields: [
    { id: 'customfield_1', kind: 'hostname' },
    { id: 'customfield_2', kind: 'auto' },
  ],
  targetField: { id: 'customfield_3', holds: 'document' },
  timeFieldId: 'customfield_4',
} as const;
const record = buildRecord(aReport({ issueId: '10010' }), {
  previous: null,
  written: true,
  notWritten: null,
  block: null,
});

function anIssue(fields: Record<string, unknown> = {}, properties: Record<string, unknown> = {}) {
  const always = { created: '2026-11-24T02:58:00.000+0100', project: { id: '10000' }, issuetype: { id: '10001' } };
  return { id: '10010', key: 'SEC-1', fields: { ...always, ...fields }, properties };
}

it('asks Jira for what it needs and no more', () => {
  expect(alertRequest(setup)).toEqual({
    fields: ['created', 'project', 'issuetype', 'customfield_1', 'customfield_2', 'customfield_3', 'customfield_4'],
    properties: ['axonius-asset-intelligence'],
  });
});

it('reads an issue as an alert', () => {
  const document = { type: 'doc', version: 1, content: [{ type: 'paragraph', attrs: { odd: 1 } }] };
  const issue = anIssue(
    { customfield_1: 'web01', customfield_2: ['10.0.0.1'], customfield_3: document, customfield_4: '2026-11-23' },
    { 'axonius-asset-intelligence': record },
  );
  expect(toAlert(issue, setup)).toEqual({
    ok: true,
    value: {
      id: '10010',
      key: 'SEC-1',
      projectId: '10000',
      issueTypeId: '10001',
      createdAt: '2026-11-24T01:58:00.000Z',
      alertTime: '2026-11-23T00:00:00.000Z',
      values: [
        { field: 'customfield_1', kind: 'hostname', texts: ['web01'] },
        { field: 'customfield_2', kind: 'auto', texts: ['10.0.0.1'] },
      ],
      target: { kind: 'document', document },
      record,
      foreign: null,
    },
  });
});

it.each([null, undefined, 'soon', 7])('takes the creation time where the time field holds %p', value => {
  expect(toAlert(anIssue({ customfield_4: value }), setup)).toMatchObject({
    value: { alertTime: '2026-11-24T01:58:00.000Z', record: null, target: { kind: 'document', document: null } },
  });
});

it('keeps a plain text in a paragraph field as somebody’s text', () => {
  expect(toAlert(anIssue({ customfield_3: 'checked\nby me' }), setup)).toMatchObject({
    value: {
      target: { document: { content: [{ content: [{ text: 'checked' }] }, { content: [{ text: 'by me' }] }] } },
    },
  });
});

it('reads a single-line target', () => {
  const line = { ...setup, targetField: { id: 'customfield_3', holds: 'line' } } as const;
  expect(toAlert(anIssue({ customfield_3: 'x' }), line)).toMatchObject({
    value: { target: { kind: 'line', text: 'x' } },
  });
  expect(toAlert(anIssue(), line)).toMatchObject({ value: { target: { kind: 'line', text: null } } });
});

it('takes an issue without creation time, project or type for an answer that it doesn’t understand', () => {
  for (const key of ['created', 'project', 'issuetype']) {
    expect(toAlert(anIssue({ [key]: null }), setup)).toMatchObject({ failure: { kind: 'unexpected-answer' } });
  }
});
