import type { AdfDocument, AdfNode } from '../../domain/alert/document';
import { blockHash, childrenOf, isBlank, omitLocalId, visibleText } from './visible-text';

/** First words of the block; also what recognises it where an editor dropped the `localId`. */
export const BLOCK_TITLE = 'Asset intelligence from Axonius';
/** Title of a block that a person edited and that a later run kept. */
export const EARLIER_TITLE = 'Earlier asset intelligence (edited)';
/** `localId` of the block's table. */
export const BLOCK_LOCAL_ID = 'axonius-asset-intelligence';

export interface FoundBlock {
  readonly node: AdfNode;
  /** Position among the document's top-level nodes. */
  readonly index: number;
}

/**
 * The managed block: the top-level table with our `localId`, or with our title in its first cell. Of several (people copy
 * tables) the one that is still as the record says it was written, then the one with the `localId`, then the first.
 */
export function findBlock(document: AdfDocument | null, writtenBlockHash: string | null = null): FoundBlock | null {
  const candidates = (document?.content ?? [])
    .map((node, index) => ({ node, index }))
    .filter(({ node }) => node.type === 'table' && (hasOurLocalId(node) || hasOurTitle(node)));
  return (
    candidates.find(({ node }) => writtenBlockHash !== null && blockHash(node) === writtenBlockHash) ??
    candidates.find(({ node }) => hasOurLocalId(node)) ??
    candidates[0] ??
    null
  );
}

/** Whether a person wrote something into the document: anything that a reader sees, apart from the block. */
export function hasHumanText(document: AdfDocument | null): boolean {
  const block = findBlock(document);
  return (document?.content ?? []).some((node, index) => index !== block?.index && !isBlank(node));
}

/** The document with our block's `localId` removed; ids of other nodes are Jira's own and some nodes need them. */
export function withoutLocalIds(document: AdfDocument): AdfDocument {
  const content = document.content.map(node => (hasOurLocalId(node) ? withoutLocalId(node) : node));
  return { ...document, content };
}

/** The node without its own `localId`. */
export function withoutLocalId(node: AdfNode): AdfNode {
  return { ...node, attrs: omitLocalId(node.attrs ?? {}) };
}

function hasOurLocalId(node: AdfNode): boolean {
  return node.type === 'table' && node.attrs?.['localId'] === BLOCK_LOCAL_ID;
}

function hasOurTitle(table: AdfNode): boolean {
  const [row] = childrenOf(table);
  const [cell] = row === undefined ? [] : childrenOf(row);
  return cell !== undefined && visibleText(cell).startsWith(BLOCK_TITLE);
}
