import type { CreateField } from '../api/create-meta';
import { shownFields, toJiraValue } from './values';

const CUSTOM = 'com.atlassian.jira.plugin.system.customfieldtypes';

function aField(name: string, type: string, suffix: string, more: Partial<CreateField> = {}): CreateField {
  return { fieldId: name, name, required: false, schema: { type, custom: `${CUSTOM}:${suffix}` }, ...more };
}

const labels = aField('Hosts', 'array', 'labels', {
  schema: { type: 'array', items: 'string', custom: `${CUSTOM}:labels` },
});

test('what an alert is made of comes first, what the dialog asks for itself is left out', () => {
  const fields = [
    aField('Risk score', 'number', 'float'),
    aField('Additional Context', 'string', 'textarea'),
    aField('summary', 'string', 'textfield'),
    aField('Machine owner', 'user', 'userpicker'),
    aField('Hostname', 'string', 'textfield'),
  ];
  expect(shownFields(fields).map(({ name }) => name)).toEqual(['Hostname', 'Additional Context', 'Risk score']);
});

test('a paragraph becomes a document', () => {
  expect(toJiraValue(aField('Additional Context', 'string', 'textarea'), 'one\n\ntwo')).toEqual({
    version: 1,
    type: 'doc',
    content: [
      { type: 'paragraph', content: [{ type: 'text', text: 'one' }] },
      { type: 'paragraph', content: [{ type: 'text', text: 'two' }] },
    ],
  });
});

test('labels are their texts, options their ids, numbers numbers', () => {
  const choice = { label: 'web01', value: '10' };
  expect(toJiraValue(labels, [choice])).toEqual(['10']);
  expect(toJiraValue(aField('Main host', 'option', 'select'), choice)).toEqual({ id: '10' });
  expect(toJiraValue(aField('Risk score', 'number', 'float'), '7.5')).toBe(7.5);
});

test('what was left empty is not sent', () => {
  expect(toJiraValue(aField('Hostname', 'string', 'textfield'), '  ')).toBeUndefined();
  expect(toJiraValue(labels, [])).toBeUndefined();
  expect(toJiraValue(aField('Main host', 'option', 'select'), null)).toBeUndefined();
});
