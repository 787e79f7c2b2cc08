import fc from 'fast-check';
import { fieldTexts, resolveField, resolveIssueTypes, targetHolds } from './fields';
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

describe('the texts of a field', () => {
  const text = (value: string) => ({ type: 'text', text: value });
  const doc = (...content: unknown[]) => ({ type: 'doc', version: 1, content });
  const cell = (value: string) => ({ type: 'tableCell', content: [{ type: 'paragraph', content: [text(value)] }] });

  it.each<[string, unknown, string[]]>([
    ['text', ' web01, web02 ', ['web01, web02']],
    ['nothing', null, []],
    ['labels', ['web01', 'web02'], ['web01', 'web02']],
    ['a URL', 'https://web01.corp.example.com/x', ['https://web01.corp.example.com/x']],
    ['an option', { id: '1', value: 'web01' }, ['web01']],
    ['options', [{ value: 'web01' }, { value: 'web02' }], ['web01', 'web02']],
    ['cascading options', { value: 'DMZ', child: { value: 'web01' } }, ['DMZ', 'web01']],
    ['a component', [{ name: 'web01' }], ['web01']],
    ['a person', { accountId: 'a1', displayName: 'web01' }, []],
    ['people', [{ accountId: 'a1', name: 'web01' }], []],
    ['a number', 5, []],
    ['yes', true, []],
  ])('%s', (_name, value, texts) => {
    expect(fieldTexts(value)).toEqual(texts);
  });

  it('reads paragraphs line by line, with breaks, mentions, cards, status, lists and tables', () => {
    const value = doc(
      { type: 'paragraph', content: [text('web'), text('01'), { type: 'hardBreak' }, text('web02')] },
      { type: 'paragraph', content: [{ type: 'mention', attrs: { id: 'a', text: '@db1' } }] },
      { type: 'paragraph', content: [{ type: 'inlineCard', attrs: { url: 'https://app1.example.com/' } }] },
      { type: 'paragraph', content: [{ type: 'status', attrs: { text: 'web03', color: 'red' } }] },
      {
        type: 'bulletList',
        content: [{ type: 'listItem', content: [{ type: 'paragraph', content: [text('web04')] }] }],
      },
      { type: 'table', content: [{ type: 'tableRow', content: [cell('web05'), cell('web06')] }] },
      { type: 'unknown', attrs: 7, content: 'x' },
    );
    expect(fieldTexts(value)).toEqual([
      'web01',
      'web02',
      '@db1',
      'https://app1.example.com/',
      'web03',
      'web04',
      'web05',
      'web06',
    ]);
  });

  it('takes nothing from fields of people, dates and numbers', () => {
    expect(fieldTexts('web01', { type: 'user' })).toEqual([]);
    expect(fieldTexts(['web01'], { type: 'array', items: 'user' })).toEqual([]);
    expect(fieldTexts('2026-11-24', { type: 'date' })).toEqual([]);
  });

  it('never throws, whatever the value and however deep it is', () => {
    fc.assert(fc.property(fc.anything(), value => Array.isArray(fieldTexts(value))));
    let deep: unknown = text('web01');
    for (let level = 0; level < 20_000; level += 1) deep = { type: 'blockquote', content: [deep] };
    expect(fieldTexts(doc(deep))).toEqual(['web01']);
    let list: unknown = 'web01';
    for (let level = 0; level < 20_000; level += 1) list = [list];
    expect(fieldTexts(list)).toEqual([]);
  });
});
