import type { AdfDocument, AdfNode } from '../../../../src/domain/alert/document';

/** A document taken apart for the editor: text that people type, and nodes that stay as they are. */
export type Part = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'node'; readonly node: AdfNode };

function isPlainInline(node: AdfNode): boolean {
  return node.type === 'hardBreak' || (node.type === 'text' && (node.marks ?? []).length === 0);
}

function isPlainParagraph(node: AdfNode): boolean {
  return node.type === 'paragraph' && (node.content ?? []).every(isPlainInline);
}

function textOf(paragraph: AdfNode): string {
  return (paragraph.content ?? []).map(node => (node.type === 'hardBreak' ? '\n' : (node.text ?? ''))).join('');
}

/**
 * Parts of a document in order; a text part stands before, between and after all nodes, so that there is a place to type
 * everywhere. Paragraphs are parted by an empty line, line breaks inside them by one newline.
 */
export function takeApart(document: AdfDocument | null): readonly Part[] {
  const parts: Part[] = [];
  let paragraphs: string[] = [];
  const flush = (): void => {
    parts.push({ kind: 'text', text: paragraphs.join('\n\n') });
    paragraphs = [];
  };
  for (const node of document?.content ?? []) {
    if (isPlainParagraph(node)) paragraphs.push(textOf(node));
    else {
      flush();
      parts.push({ kind: 'node', node });
    }
  }
  flush();
  return parts;
}

function toParagraph(text: string): AdfNode {
  const content = text
    .split('\n')
    .flatMap((line, index): AdfNode[] => [
      ...(index === 0 ? [] : [{ type: 'hardBreak' }]),
      ...(line === '' ? [] : [{ type: 'text', text: line }]),
    ]);
  return { type: 'paragraph', content };
}

/** Paragraphs of a text that somebody typed; ADF refuses empty text nodes, so blank text gives none. */
export function toParagraphs(text: string): readonly AdfNode[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n{2,}/)
    .map(paragraph => paragraph.replace(/^\n+|\s+$/g, ''))
    .filter(paragraph => paragraph.trim() !== '')
    .map(toParagraph);
}

/** The document of the parts, or null (Jira's empty field) when nothing is left. */
export function putTogether(parts: readonly Part[]): AdfDocument | null {
  const content = parts.flatMap(part => (part.kind === 'node' ? [part.node] : toParagraphs(part.text)));
  return content.length === 0 ? null : { version: 1, type: 'doc', content };
}
