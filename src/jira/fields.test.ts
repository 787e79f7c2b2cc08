import { resolveField, resolveIssueTypes, targetHolds } from './fields';
import type { JiraField } from './schemas';

const CUSTOM = 'com.atlassian.jira.plugin.system.customfieldtypes';

function aField(id: string, name: string, schema: JiraField['schema'], scope?: JiraField['scope']): JiraField {
  return { id, name, custom: true, schema, scope };
}
const textSchema = { type: 'string', custom: `${CUSTOM}:textfield` };
const paragraphSchema = { type: 'string', custom: `${CUSTOM}:textarea` };

describe('finding the field that a setting names', () => {
  const fields = [
    aField('customfield_1', 'Hostname', textSchema),
    aField('customfield_2', 'hostname ', { type: 'user', custom: `${CUSTOM}:userpicker` }),
    aField('customfield_3', 'Additional Context', paragraphSchema),
    aField('customfield_4', 'Additional Context', textSchema),
    aField('customfield_5', 'Hosts', textSchema),
    aField('customfield_6', 'Hosts', textSchema),
    aField('customfield_7', 'Team', textSchema, { project: { id: '10002' } }),
    aField('customfield_8', 'Team', textSchema),
    aField('customfield_9', 'When', { type: 'datetime', custom: `${CUSTOM}:datetime` }),
  ];
  const find = (name: string, purpose: 'source' | 'target' | 'time') => {
    const found = resolveField({ name }, fields, purpose);
    return found.kind === 'found' ? found.field.id : found;
  };

  it('compares names without case and takes the one whose type fits', () => {
    expect(find('HOSTNAME', 'source')).toBe('customfield_1');
    expect(find('additional context', 'target')).toBe('customfield_3');
    expect(find('when', 'time')).toBe('customfield_9');
    expect(find('team', 'source')).toBe('customfield_8');
  });

  it('says which fields it can’t tell apart', () => {
    expect(find('Hosts', 'source')).toEqual({
      kind: 'several',
      ids: ['customfield_5', 'customfield_6'],
      reason:
        'Several fields are called “Hosts”: customfield_5, customfield_6. An admin can choose the right one by its id.',
    });
  });

  it('says what is missing or unfit', () => {
    expect(find('Nowhere', 'source')).toEqual({
      kind: 'missing',
      reason: 'Jira has no field called “Nowhere”, or the app may not see it.',
    });
    expect(find('Hostname', 'time')).toEqual({
      kind: 'unfit',
      reason: 'The field called “Hostname” is not a date or date-time field.',
    });
    expect(resolveField({ id: 'customfield_99' }, fields, 'source')).toMatchObject({ kind: 'missing' });
  });

  it('knows which fields hold a document', () => {
    expect(targetHolds(aField('a', 'a', paragraphSchema))).toBe('document');
    expect(targetHolds(aField('a', 'a', textSchema))).toBe('line');
    expect(targetHolds(aField('description', 'a', { type: 'string', system: 'description' }))).toBe('document');
  });

  it('takes every copy of an issue type that has the name', () => {
    const type = (id: string, name: string) => ({ id, name, subtask: false });
    const list = [type('1', 'Security Alert'), type('2', 'security alert'), type('3', 'Task')];
    expect(resolveIssueTypes([{ name: 'Security alert' }], list)).toEqual(['1', '2']);
    expect(resolveIssueTypes([{ id: '3' }, { name: 'x' }], list)).toEqual(['3']);
  });
});
