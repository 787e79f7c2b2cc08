import type { AdfNode } from '../../domain/alert/document';
import { cleanText, safeLink } from '../../domain/record/record-text';

/** Longest run of text in a cell: sentences and hostnames (253 characters) have room. */
const LONGEST = 500;
/**
 * Label and value column in pixels. Without widths Atlassian's renderer makes both columns equally wide. It widens columns to
 * the room there is, but narrows them by less than a third and scrolls below that: so the sum fits the narrowest issue view.
 */
const COLUMN_WIDTHS = [132, 308] as const;

export type StatusColor = 'green' | 'yellow' | 'blue' | 'neutral' | 'red';
/** Inline nodes of one line; empty lines are left out. */
export type Line = readonly AdfNode[];

/** Text from anywhere, made safe to show; no node where nothing is left, because ADF refuses empty text. */
export function text(value: string): AdfNode[] {
  const clean = cleanText(value, LONGEST);
  return clean === '' ? [] : [{ type: 'text', text: clean }];
}

/** Text between other nodes, whose blanks at the ends count. Literals only. */
export function glue(literal: string): AdfNode {
  return { type: 'text', text: literal };
}

export function strong(value: string): AdfNode[] {
  return text(value).map(node => ({ ...node, marks: [{ type: 'strong' }] }));
}

/** A link, or nothing where the address isn't an `https` one. */
export function link(label: string, address: string): AdfNode[] {
  const href = safeLink(address);
  return href === '' ? [] : text(label).map(node => ({ ...node, marks: [{ type: 'link', attrs: { href } }] }));
}

export function status(label: string, color: StatusColor): AdfNode {
  return { type: 'status', attrs: { text: label, color } };
}

/** Lines joined by a separator; lines without nodes are left out. */
export function join(lines: readonly Line[], separator: string): AdfNode[] {
  return lines
    .filter(line => line.length > 0)
    .flatMap((line, index) => (index === 0 ? line : [glue(separator), ...line]));
}

/** A row of label and value; no row where the value is empty. */
export function labelled(label: string, ...lines: readonly Line[]): AdfNode[] {
  const [name] = text(label);
  const content = paragraphs(lines);
  if (name === undefined || content.length === 0) return [];
  const [labelWidth, valueWidth] = COLUMN_WIDTHS;
  return [
    {
      type: 'tableRow',
      content: [
        { type: 'tableHeader', attrs: { colwidth: [labelWidth] }, content: [{ type: 'paragraph', content: [name] }] },
        { type: 'tableCell', attrs: { colwidth: [valueWidth] }, content },
      ],
    },
  ];
}

/** A row over both columns; no row where there is nothing in it. */
export function across(kind: 'tableHeader' | 'tableCell', ...lines: readonly Line[]): AdfNode[] {
  const content = paragraphs(lines);
  if (content.length === 0) return [];
  return [
    { type: 'tableRow', content: [{ type: kind, attrs: { colspan: 2, colwidth: [...COLUMN_WIDTHS] }, content }] },
  ];
}

function paragraphs(lines: readonly Line[]): AdfNode[] {
  return lines.filter(line => line.length > 0).map(line => ({ type: 'paragraph', content: line }));
}
