import type { AdfDocument, AdfNode } from '../../../../src/domain/alert/document';
import { putTogether, takeApart, type Part } from './edit-text';

const table: AdfNode = {
  type: 'table',
  attrs: { localId: 'asset-intelligence' },
  content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [{ type: 'paragraph', content: [] }] }] }],
};

function paragraph(...content: AdfNode[]): AdfNode {
  return { type: 'paragraph', content };
}

function documentOf(...content: AdfNode[]): AdfDocument {
  return { version: 1, type: 'doc', content };
}

function retype(parts: readonly Part[], index: number, text: string): readonly Part[] {
  return parts.map((part, at) => (at === index ? { kind: 'text', text } : part));
}

test('text is typed above and below a table, which stays as it is', () => {
  const parts = takeApart(documentOf(table));
  expect(parts.map(part => part.kind)).toEqual(['text', 'node', 'text']);

  const edited = putTogether(retype(retype(parts, 0, 'Seen before.'), 2, 'First\nsecond line\n\nNext paragraph'));

  expect(edited).toEqual(
    documentOf(
      paragraph({ type: 'text', text: 'Seen before.' }),
      table,
      paragraph({ type: 'text', text: 'First' }, { type: 'hardBreak' }, { type: 'text', text: 'second line' }),
      paragraph({ type: 'text', text: 'Next paragraph' }),
    ),
  );
  expect(edited?.content[1]).toBe(table);
});

test('an unchanged document comes back as it was', () => {
  const original = documentOf(
    paragraph({ type: 'text', text: 'One' }, { type: 'hardBreak' }, { type: 'text', text: 'two' }),
    paragraph({ type: 'text', text: 'Three' }),
    table,
    paragraph({ type: 'text', text: 'bold', marks: [{ type: 'strong' }] }),
  );
  expect(putTogether(takeApart(original))).toEqual(original);
});

test('formatted paragraphs are kept, not flattened', () => {
  const formatted = paragraph({ type: 'text', text: 'bold', marks: [{ type: 'strong' }] });
  expect(takeApart(documentOf(formatted))).toContainEqual({ kind: 'node', node: formatted });
});

test('blank text empties the field', () => {
  expect(putTogether([{ kind: 'text', text: ' \n\n \n' }])).toBeNull();
});
