import schema from '@atlaskit/adf-schema/dist/json-schema/v1/full.json';
import type { AdfNode } from '../../domain/alert/document';
import { blockHash, isBlank } from './visible-text';

/** Types that only hold others; a field of nothing but these holds nobody's content. */
const FRAMES = [
  'doc',
  'paragraph',
  'heading',
  'blockquote',
  'bulletList',
  'orderedList',
  'listItem',
  'codeBlock',
  'panel',
  'table',
  'tableRow',
  'tableHeader',
  'tableCell',
  'layoutSection',
  'layoutColumn',
  'expand',
  'nestedExpand',
  'hardBreak',
  'text',
];

interface Definition {
  readonly properties?: { readonly type?: { readonly enum?: readonly string[] }; readonly text?: unknown };
}

/** Every node type of Atlassian's document schema; marks have no content and name a mark. */
const types = Object.entries(schema.definitions as Record<string, Definition>)
  .filter(([name]) => name.endsWith('_node'))
  .flatMap(([, { properties }]) => properties?.type?.enum ?? []);
const all = [...new Set(types)].sort();

it('knows the schema', () => {
  expect(all).toEqual(expect.arrayContaining(['mention', 'emoji', 'date', 'media', 'blockCard', 'taskItem', 'status']));
  expect(all.filter(type => FRAMES.includes(type)).length).toBeGreaterThan(15);
});

describe.each(all.filter(type => !FRAMES.includes(type)))('a node of type %s', type => {
  const forms: AdfNode[] = [
    { type },
    { type, attrs: {} },
    { type, attrs: { localId: 'x' } },
    { type, attrs: { text: '' } },
    { type, attrs: { text: '\u200b ', id: 'a1' } },
    { type, attrs: { text: 'shown' } },
    { type, content: [] },
    { type, attrs: { localId: 'x', state: 'TODO' }, content: [{ type: 'paragraph', content: [] }] },
  ];

  it('is a person’s, with or without text, and its coming and going is an edit', () => {
    for (const node of forms) {
      expect(isBlank(node)).toBe(false);
      expect(isBlank({ type: 'paragraph', content: [node] })).toBe(false);
      expect(blockHash({ type: 'paragraph', content: [node] })).not.toBe(blockHash({ type: 'paragraph', content: [] }));
    }
  });
});

it.each(FRAMES)('an empty %s shows nothing', type => {
  expect(isBlank({ type, content: [] })).toBe(true);
  expect(isBlank({ type: 'doc', content: [{ type, ...(type === 'text' ? { text: ' \u061c\u{e0041}' } : {}) }] })).toBe(
    true,
  );
});
