import { createHash } from 'node:crypto';
import type { AdfDocument, AdfNode } from '../../domain/alert/document';
import { blockHash, childrenOf, isBlank, omitLocalId, visibleText } from './visible-text';

/** First words of the block; also what recognises it where an editor dropped the `localId`. */
export const BLOCK_TITLE = 'Asset intelligence from Axonius';
/** Title of a block that a person edited and that a later run kept. */
export const EARLIER_TITLE = 'Earlier asset intelligence (edited)';
/** `localId` of every block before it named its issue. */
const FORMER_LOCAL_ID = 'axonius-asset-intelligence';
const LOCAL_ID = /^axonius-[0-9a-f]{32}$/;

/** `localId` of the table of an issue's block: it names the issue, so that a block that was cloned along is known as a copy. */
export function blockLocalId(issueId: string): string {
  return `axonius-${createHash('sha256').update(issueId).digest('hex').slice(0, 32)}`;
}

/** What is known of the block before one looks for it. */
export interface KnownBlock {
  readonly issueId: string;
  /** `block` of the issue's record; null where nothing says what was written. */
  readonly writtenHash: string | null;
  /** The issue holds another issue's record: it was cloned, and a block that doesn't say whose it is came along. */
  readonly isClone: boolean;
}

export interface FoundBlock {
  readonly node: AdfNode;
  /** Position among the document's top-level nodes. */
  readonly index: number;
  /** The block of another issue, which came along with a clone: nobody's words are in it, and it speaks of another machine. */
  readonly isCopy: boolean;
}

/**
 * The managed block: the top-level table with our `localId`, or with our title in its first cell. Of several (people copy
 * tables) the one that is still as the record says it was written, then the one with the issue's `localId`, then one that doesn't
 * say whose it is, then another issue's.
 */
export function findBlock(document: AdfDocument | null, known: KnownBlock): FoundBlock | null {
  const own = blockLocalId(known.issueId);
  const candidates = (document?.content ?? []).flatMap((node, index) => {
    const id = localIdOf(node);
    if (node.type !== 'table' || !(isOurs(id) || hasOurTitle(node))) return [];
    const isOtherIssues = LOCAL_ID.test(id) && id !== own;
    return [{ node, index, id, isCopy: isOtherIssues || (known.isClone && id !== own) }];
  });
  const { writtenHash } = known;
  const written = candidates.filter(({ node }) => writtenHash !== null && blockHash(node) === writtenHash);
  const [asWritten = written[0]] = written.filter(({ id }) => id === own);
  const found =
    (asWritten && { ...asWritten, isCopy: false }) ??
    candidates.find(({ id }) => id === own) ??
    candidates.find(({ id, isCopy }) => isOurs(id) && !isCopy) ??
    candidates.find(({ isCopy }) => !isCopy) ??
    candidates[0];
  return found === undefined ? null : { node: found.node, index: found.index, isCopy: found.isCopy };
}

/** Whether a person wrote something into the document: anything that a reader sees, apart from the block. */
export function hasHumanText(document: AdfDocument | null, known: KnownBlock): boolean {
  const block = findBlock(document, known);
  return (document?.content ?? []).some((node, index) => index !== block?.index && !isBlank(node));
}

/** Whether the document holds a `localId` of a block. */
export function hasBlockLocalId(document: AdfDocument): boolean {
  return document.content.some(hasOurLocalId);
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
  return node.type === 'table' && isOurs(localIdOf(node));
}

function localIdOf(node: AdfNode): string {
  const id = node.attrs?.['localId'];
  return typeof id === 'string' ? id : '';
}

function isOurs(id: string): boolean {
  return id === FORMER_LOCAL_ID || LOCAL_ID.test(id);
}

function hasOurTitle(table: AdfNode): boolean {
  const [row] = childrenOf(table);
  const [cell] = row === undefined ? [] : childrenOf(row);
  return cell !== undefined && visibleText(cell).startsWith(BLOCK_TITLE);
}
