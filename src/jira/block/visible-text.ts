import { createHash } from 'node:crypto';
import { dropUnseen } from '../../domain/observables/unseen';
import type { AdfNode } from '../../domain/alert/document';

/**
 * Nodes that show nothing by themselves, only what is in them. Every other type of Atlassian's document schema, and any that it
 * doesn't have yet, is something that a person put there: a mention, a date, a picture, a task, a macro, with or without text.
 */
const FRAMES = new Set([
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
]);

/**
 * What a reader sees of a node, as one string: texts with the addresses behind links, mentions, cards and media by what
 * identifies them, line by line. Identifiers, marks without words and the splitting of text into nodes don't count, because
 * Jira and its editor change those by themselves.
 */
export function visibleText(node: AdfNode): string {
  const lines: string[] = [''];
  let openLink = '';
  const add = (shown: string) => {
    lines.push((lines.pop() ?? '') + shown);
  };
  const write = (shown: string, href: string) => {
    if (href !== openLink) {
      add(`${openLink === '' ? '' : `](${openLink})`}${href === '' ? '' : '['}`);
      openLink = href;
    }
    add(shown);
  };
  for (const visited of walk(node)) {
    if (visited === 'line') {
      write('', '');
      lines.push('');
    } else if (visited.type === 'hardBreak') {
      lines.push('');
    } else {
      write(ownText(visited), hrefOf(visited));
    }
  }
  write('', '');
  return lines
    .map(line => line.replace(/\s+/g, ' ').trim())
    .filter(line => line !== '')
    .join('\n');
}

/** sha256 (hex) of the visible text and links: what the record keeps to see whether a person edited the block. */
export function blockHash(node: AdfNode): string {
  return createHash('sha256').update(visibleText(node)).digest('hex');
}

/** Whether a reader sees nothing in it: no text but blanks, no mention, card, media or the like. */
export function isBlank(node: AdfNode): boolean {
  for (const visited of walk(node)) {
    if (visited !== 'line' && !isBlankText(ownText(visited))) return false;
  }
  return true;
}

/** Every node in reading order, with `line` where a block ends; without recursion, so that depth doesn't matter. */
function* walk(root: AdfNode): Generator<AdfNode | 'line'> {
  const stack: (AdfNode | 'line')[] = [root];
  for (let visited = stack.pop(); visited !== undefined; visited = stack.pop()) {
    yield visited;
    if (visited === 'line') continue;
    const { content } = visited;
    if (!isList(content)) continue;
    stack.push('line');
    for (let index = content.length - 1; index >= 0; index -= 1) {
      const child = content[index];
      if (isNode(child)) stack.push(child);
    }
  }
}

function ownText(node: AdfNode): string {
  if (node.type === 'text') return typeof node.text === 'string' ? node.text : '';
  if (FRAMES.has(node.type)) return titleOf(node);
  const { text, ...others } = omitLocalId(node.attrs ?? {});
  if (typeof text === 'string' && !isBlankText(text)) return text;
  return `{${node.type} ${JSON.stringify(sorted(others))}}`;
}

function isBlankText(text: string): boolean {
  return dropUnseen(text).trim() === '';
}

/** Expands show a title above their content. */
function titleOf(node: AdfNode): string {
  const title = node.attrs?.['title'];
  return typeof title === 'string' ? title : '';
}

function sorted(attrs: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(attrs).sort(([one], [other]) => (one < other ? -1 : 1));
}

function hrefOf(node: AdfNode): string {
  const mark = isList(node.marks) ? node.marks.filter(isNode).find(one => one.type === 'link') : undefined;
  const href = mark?.attrs?.['href'];
  return typeof href === 'string' ? href : '';
}

/** Attributes without the `localId`, which Jira and its editor give and take by themselves. */
export function omitLocalId(attrs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(attrs).filter(([key]) => key !== 'localId'));
}

/** The nodes in a node. */
export function childrenOf(node: AdfNode): readonly AdfNode[] {
  return isList(node.content) ? node.content.filter(isNode) : [];
}

/** Documents come from outside: what should be a node may be anything. */
function isNode(value: unknown): value is AdfNode {
  return typeof value === 'object' && value !== null;
}

/** What should be a list may be anything, too. */
function isList<T>(value: readonly T[] | undefined): value is readonly T[] {
  return Array.isArray(value);
}
