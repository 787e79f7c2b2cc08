import type { AdfDocument, AdfNode } from '../../domain/alert/document';
import { BLOCK_TITLE, EARLIER_TITLE, type KnownBlock, findBlock, hasHumanText, withoutLocalId } from './find-block';
import { blockHash, childrenOf, isBlank } from './visible-text';

/** Jira refuses more than 32,767 characters in a text field; the rest is a margin. */
export const DOCUMENT_LIMIT = 30_000;

export interface MergeInput extends KnownBlock {
  readonly document: AdfDocument | null;
  /** The new block, or a function that makes one of at most so many characters of JSON. */
  readonly block: AdfNode | ((room: number) => AdfNode);
}

export interface MergedDocument {
  readonly document: AdfDocument;
  /** `blockHash` of the new block. */
  readonly hash: string;
  /** People wrote into the field, outside a block of ours. */
  readonly humanText: boolean;
  /** The field holds a block of ours, the copy of another issue's included. */
  readonly hadBlock: boolean;
  /** The field holds this block as the record says that it was written. */
  readonly intact: boolean;
  readonly changed: boolean;
  /** False where the other text leaves no room: Jira would refuse the document. */
  readonly fits: boolean;
}

/**
 * Puts the block into the document. An earlier block is replaced where it stands, a first one goes to the end. Every other
 * node stays as it is; only a document of nothing but empty paragraphs gives way. A block that differs from what the record
 * says was written holds a person's words, so it is kept; another issue's block, which came along with a clone, is replaced.
 */
export function mergeBlock(input: MergeInput): MergedDocument {
  const { document, writtenHash } = input;
  const content = document?.content ?? [];
  const found = findBlock(document, input);
  const before = found === null ? nodesToKeep(content) : content.slice(0, found.index);
  const after = found === null ? [] : content.slice(found.index + 1);
  const isOwn = found !== null && !found.isCopy;
  const wasEdited = isOwn && blockHash(found.node) !== writtenHash;
  const kept = wasEdited ? [keepEdited(found.node)] : [];

  const block = renderInto(input.block, [...before, ...kept, ...after]);
  const hash = blockHash(block);
  // What already says the same stays untouched, with whatever ids Jira gave it.
  const unchanged = isOwn && blockHash(found.node) === hash;
  const merged = unchanged ? content : [...before, block, ...kept, ...after];
  const result: AdfDocument = { version: 1, type: 'doc', content: merged };
  return {
    document: result,
    hash,
    humanText: hasHumanText(document, input),
    hadBlock: found !== null,
    intact: isOwn && !wasEdited,
    changed: !unchanged,
    fits: JSON.stringify(result).length <= DOCUMENT_LIMIT,
  };
}

/** The editor leaves an empty paragraph in an empty field: that is nobody's text. */
function nodesToKeep(content: readonly AdfNode[]): readonly AdfNode[] {
  return content.every(node => node.type === 'paragraph' && isBlank(node)) ? [] : content;
}

function renderInto(block: MergeInput['block'], others: readonly AdfNode[]): AdfNode {
  if (typeof block !== 'function') return block;
  const around = JSON.stringify({ version: 1, type: 'doc', content: others }).length + 1;
  return block(DOCUMENT_LIMIT - around);
}

/** An edited block under its own title. Only our title gives way to it; where a person changed the title, a row is added. */
function keepEdited(table: AdfNode): AdfNode {
  const anonymous = withoutLocalId(table);
  const [firstRow, ...otherRows] = childrenOf(anonymous);
  const retitled = firstRow === undefined ? null : retitle(firstRow);
  if (retitled !== null) return { ...anonymous, content: [retitled, ...otherRows] };
  return { ...anonymous, content: [earlierRow(firstRow), ...childrenOf(anonymous)] };
}

/** The row with our title replaced in the first text of its first cell; null where that text isn't our title. */
function retitle(row: AdfNode): AdfNode | null {
  const [cell, ...otherCells] = childrenOf(row);
  const [paragraph, ...otherBlocks] = cell === undefined ? [] : childrenOf(cell);
  const [title, ...others] = paragraph === undefined ? [] : childrenOf(paragraph);
  if (!cell || !paragraph || title?.type !== 'text' || typeof title.text !== 'string') return null;
  if (!title.text.startsWith(BLOCK_TITLE)) return null;
  const earlier = { ...title, text: EARLIER_TITLE + title.text.slice(BLOCK_TITLE.length) };
  const newParagraph = { ...paragraph, content: [earlier, ...others] };
  return { ...row, content: [{ ...cell, content: [newParagraph, ...otherBlocks] }, ...otherCells] };
}

function earlierRow(firstRow: AdfNode | undefined): AdfNode {
  const columns = (firstRow === undefined ? [] : childrenOf(firstRow)).reduce((sum, cell) => sum + columnsOf(cell), 0);
  const content = [
    { type: 'paragraph', content: [{ type: 'text', text: EARLIER_TITLE, marks: [{ type: 'strong' }] }] },
  ];
  return {
    type: 'tableRow',
    content: [{ type: 'tableHeader', ...(columns > 1 ? { attrs: { colspan: columns } } : {}), content }],
  };
}

function columnsOf(cell: AdfNode): number {
  const span = cell.attrs?.['colspan'];
  return typeof span === 'number' && Number.isInteger(span) && span > 0 ? span : 1;
}
