import fc from 'fast-check';
import { aFailure, aMixedReport, aReport } from '../../domain/testing/report-builders';
import type { AdfDocument, AdfNode } from '../../domain/alert/document';
import { adfErrors } from './testing/adf-validity';
import { BLOCK_TITLE, EARLIER_TITLE, blockLocalId, findBlock, hasHumanText, withoutLocalIds } from './find-block';
import { mergeBlock } from './merge-block';
import { renderBlock } from './render-block';
import { blockHash, visibleText } from './visible-text';

const block = renderBlock(aReport());
const newer = renderBlock(aReport({ judgement: null, failure: { failure: aFailure(), nextTry: null, gaveUp: false } }));
const hash = blockHash(block);

const text = (value: string): AdfNode => ({ type: 'text', text: value });
const paragraph = (...content: AdfNode[]): AdfNode => ({ type: 'paragraph', content });
const doc = (...content: AdfNode[]): AdfDocument => ({ version: 1, type: 'doc', content });

const known = (writtenHash: string | null) => ({ issueId: '10001', writtenHash, isClone: false });

/** The block with the text of one cell changed, as a person would in the editor. */
function edit(node: AdfNode, from: string, to: string): AdfNode {
  // A test's own document: what was parsed is what was a node before.
  return JSON.parse(JSON.stringify(node).replace(from, () => to)) as AdfNode;
}

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
const inline = fc.oneof(
  words.map(text),
  words.map(value => ({ ...text(value), marks: [{ type: 'strong' }] })),
  words.map(value => ({ ...text(value), marks: [{ type: 'link', attrs: { href: 'https://wiki.example.com' } }] })),
  fc.constant<AdfNode>({ type: 'hardBreak' }),
  words.map((value): AdfNode => ({ type: 'status', attrs: { text: value, color: 'red', localId: 'x' } })),
  words.map((value): AdfNode => ({ type: 'mention', attrs: { id: 'a1', text: value } })),
  fc.constant<AdfNode>({ type: 'inlineCard', attrs: { url: 'https://wiki.example.com/x' } }),
);
const paragraphs = fc.array(inline, { maxLength: 4 }).map(content => paragraph(...content));
const cell = paragraphs.map((content): AdfNode => ({ type: 'tableCell', content: [content] }));
const table = fc
  .array(fc.array(cell, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
  .map((rows): AdfNode => ({ type: 'table', content: rows.map(content => ({ type: 'tableRow', content })) }));
const node = fc.oneof(
  paragraphs,
  table,
  fc.constant<AdfNode>({ type: 'rule' }),
  words.map((value): AdfNode => ({ type: 'heading', attrs: { level: 2 }, content: [text(value)] })),
  words.map((value): AdfNode => ({ type: 'codeBlock', attrs: { language: 'sh' }, content: [text(value)] })),
  paragraphs.map((content): AdfNode => ({ type: 'panel', attrs: { panelType: 'info' }, content: [content] })),
  paragraphs.map((content): AdfNode => ({ type: 'bulletList', content: [{ type: 'listItem', content: [content] }] })),
);
const documents = fc.array(node, { maxLength: 6 }).map(content => doc(...content));

describe('merging into any document', () => {
  it('leaves what was not ours, is valid, and changes nothing the second time', () => {
    fc.assert(
      fc.property(documents, documents, fc.boolean(), (before, after, hasBlock) => {
        const middle = hasBlock ? [block] : [];
        const given = doc(...before.content, ...middle, ...after.content);
        const merged = mergeBlock({ document: given, block: newer, ...known(hasBlock ? hash : null) });

        expect(adfErrors(merged.document)).toBe('');
        const others = merged.document.content.filter(one => one !== newer);
        const kept = given.content.filter(one => one !== block);
        const isAllEmpty = kept.every(one => one.type === 'paragraph' && visibleText(one) === '');
        expect(others).toEqual(hasBlock || !isAllEmpty ? kept : []);
        expect(merged.document.content.filter(one => one === newer)).toHaveLength(1);

        const again = mergeBlock({ document: merged.document, block: newer, ...known(merged.hash) });
        expect(again.changed).toBe(false);
        expect(again.document).toEqual(merged.document);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps every character that a person typed into the block, through many runs', () => {
    fc.assert(
      fc.property(
        documents,
        words.filter(value => value.trim() !== ''),
        fc.boolean(),
        (before, typed, hasIds) => {
          const edited = edit(block, 'Finance IT', JSON.stringify(`Finance IT ${typed}`).slice(1, -1));
          const given = doc(...before.content, edited);
          const merged = mergeBlock({
            document: hasIds ? given : withoutLocalIds(given),
            block: newer,
            ...known(hash),
          });
          const kept = merged.document.content.at(-1);
          expect(adfErrors(merged.document)).toBe('');
          expect(visibleText(kept ?? text(''))).toBe(visibleText(edited).replace(BLOCK_TITLE, EARLIER_TITLE));

          const third = mergeBlock({ document: merged.document, block, ...known(merged.hash) });
          expect(third.document.content.at(-1)).toEqual(kept);
          expect(third.document.content.at(-2)).toBe(block);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('the field of an alert', () => {
  it.each([
    ['nothing', null],
    ['an empty document', doc()],
    ['an empty paragraph', doc(paragraph())],
    ['blanks and breaks', doc(paragraph(text('  ')), paragraph({ type: 'hardBreak' }))],
  ])('holds no human text when there is %s', (_name, document) => {
    const merged = mergeBlock({ document, block, ...known(null) });
    expect(merged.humanText).toBe(false);
    expect(merged.document.content).toEqual([block]);
  });

  it.each([
    ['a sentence', paragraph(text('Checked by the night shift'))],
    ['a mention', paragraph({ type: 'mention', attrs: { id: 'a1' } })],
    ['a picture', { type: 'mediaSingle', content: [{ type: 'media', attrs: { id: 'm1', type: 'file' } }] }],
  ])('holds human text when there is %s, which stays above the block', (_name, node) => {
    const merged = mergeBlock({ document: doc(node), block, ...known(null) });
    expect(merged.humanText).toBe(true);
    expect(merged.document.content).toEqual([node, block]);
  });

  it('is not touched when only ids and splitting of text differ from what was written', () => {
    const jira = edit(block, '"text":"Finance IT"', '"text":"Finance "},{"type":"text","text":"IT"');
    const renumbered = edit(jira, blockLocalId('10001'), '2f6c0e5e-0000');
    const merged = mergeBlock({ document: doc(renumbered), block, ...known(hash) });
    expect(merged.changed).toBe(false);
    expect(merged.document.content[0]).toBe(renumbered);
  });

  it('gets the new block in place of the old one where an editor dropped the id', () => {
    const before = paragraph(text('above'));
    const after = paragraph(text('below'));
    const given = withoutLocalIds(doc(before, block, after));
    const merged = mergeBlock({ document: given, block: newer, ...known(hash) });
    expect(merged.document.content).toEqual([before, newer, after]);
  });

  it('keeps a block whose title a person rewrote, under a row that says what it is', () => {
    const edited = edit(block, BLOCK_TITLE, 'Our own title');
    const merged = mergeBlock({ document: doc(edited), block: newer, ...known(hash) });
    const shown = visibleText(merged.document.content[1] ?? text(''));
    expect(shown.startsWith(`${EARLIER_TITLE}\nOur own title MATCHED`)).toBe(true);
    expect(adfErrors(merged.document)).toBe('');
  });

  it('keeps a block of which the record says nothing, for a person may have written in it', () => {
    const merged = mergeBlock({ document: doc(block), block: newer, ...known(null) });
    expect(merged.document.content.map(node => visibleText(node).startsWith(EARLIER_TITLE))).toEqual([false, true]);
  });

  it('knows the block that was written before blocks named their issue', () => {
    const former = edit(block, blockLocalId('10001'), 'axonius-asset-intelligence');
    const merged = mergeBlock({ document: doc(former), block: newer, ...known(hash) });
    expect(merged.document.content).toEqual([newer]);
  });

  it.each([
    ['names its issue', block, false],
    ['does not say whose it is', edit(block, blockLocalId('10001'), '2f6c0e5e-0000'), true],
    ['is of a former version', edit(block, blockLocalId('10001'), 'axonius-asset-intelligence'), true],
    ['was edited before', edit(block, 'Finance IT', 'edited in the original'), false],
  ])('holds a copy where the issue was cloned, and the copy gives way: it %s', (_name, copy, isClone) => {
    const mine = renderBlock(aReport({ issueId: '10002' }));
    const note = paragraph(text('Called the owner'));
    const merged = mergeBlock({
      document: doc(copy, note),
      block: mine,
      issueId: '10002',
      writtenHash: null,
      isClone,
    });
    expect(merged.document.content).toEqual([mine, note]);
    expect(merged).toMatchObject({ hadBlock: true, intact: false, changed: true });
  });

  it('keeps another issue’s block that a person pasted beside the block', () => {
    const pasted = renderBlock(aReport({ issueId: '10002' }));
    const merged = mergeBlock({ document: doc(pasted, block), block: newer, ...known(hash) });
    expect(merged.document.content).toEqual([pasted, newer]);
  });

  it('tells a copy of the block that a person made and changed from the block', () => {
    const copy = edit(block, 'Finance IT', 'my own words');
    const given = withoutLocalIds(doc(copy, block));
    expect(findBlock(given, known(hash))?.index).toBe(1);
    const merged = mergeBlock({ document: given, block: newer, ...known(hash) });
    expect(visibleText(merged.document.content[0] ?? text(''))).toContain('my own words');
    expect(merged.document.content[1]).toBe(newer);
  });

  it('stays under 30,000 characters of JSON beside long human text, by a shorter block', () => {
    const long = paragraph(text('x'.repeat(26_500)));
    const merged = mergeBlock({
      document: doc(long),
      block: room => renderBlock(aMixedReport(), room),
      ...known(null),
    });
    expect(merged.fits).toBe(true);
    expect(JSON.stringify(merged.document).length).toBeLessThanOrEqual(30_000);
    expect(visibleText(merged.document.content[1] ?? text(''))).toContain('more in the panel');
    const full = mergeBlock({ document: doc(paragraph(text('x'.repeat(29_900)))), block, ...known(null) });
    expect(full.fits).toBe(false);
  });

  it('counts only what is not the block as human text', () => {
    expect(hasHumanText(doc(block, paragraph()), known(null))).toBe(false);
    expect(hasHumanText(doc(block, paragraph(text('a'))), known(null))).toBe(true);
  });

  it('survives a document of hostile depth', () => {
    let deep: AdfNode = paragraph(text('deep'));
    for (let level = 0; level < 3_000; level += 1) deep = { type: 'blockquote', content: [deep] };
    expect(hasHumanText(doc(deep), known(null))).toBe(true);
    expect(blockHash(deep)).toMatch(/^[0-9a-f]{64}$/);
  });
});
