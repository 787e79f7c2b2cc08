import fc from 'fast-check';
import { fieldTexts } from './field-texts';

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
