import type { ComponentProps, ReactNode } from 'react';
import Lozenge from '@atlaskit/lozenge/lozenge';
import type { DocumentNode } from '../../../src/contract/preview';
import { OutsideLink } from '../../shared/outside-link';

/** An Atlassian document, as Jira will show it: what the app writes, and people's text in simple form. */
export function DocumentView({ content }: { readonly content: readonly DocumentNode[] }): ReactNode {
  return content.map((node, at) => <Node key={at} node={node} />);
}

function Node({ node }: { readonly node: DocumentNode }): ReactNode {
  const inner = <DocumentView content={node.content ?? []} />;
  switch (node.type) {
    case 'text':
      return <Text node={node} />;
    case 'hardBreak':
      return <br />;
    case 'status':
      return <Lozenge appearance={appearanceOf(node.attrs?.['color'])}>{textOf(node.attrs?.['text'])}</Lozenge>;
    case 'paragraph':
      return <p>{inner}</p>;
    case 'heading':
      return (
        <p>
          <strong>{inner}</strong>
        </p>
      );
    case 'bulletList':
      return <ul>{inner}</ul>;
    case 'orderedList':
      return <ol>{inner}</ol>;
    case 'listItem':
      return <li>{inner}</li>;
    case 'rule':
      return <hr />;
    case 'table':
      return (
        <table className="paper-table">
          <tbody>{inner}</tbody>
        </table>
      );
    case 'tableRow':
      return <tr>{inner}</tr>;
    case 'tableHeader':
      // What the app writes is a list of labels and values; to readers of the preview these are plain cells.
      return (
        <td className="paper-head" colSpan={spanOf(node)}>
          {inner}
        </td>
      );
    case 'tableCell':
      return <td colSpan={spanOf(node)}>{inner}</td>;
    default:
      return inner;
  }
}

function Text({ node }: { readonly node: DocumentNode }): ReactNode {
  return (node.marks ?? []).reduce<ReactNode>((inner, { type, attrs }) => {
    switch (type) {
      case 'strong':
        return <strong>{inner}</strong>;
      case 'em':
        return <em>{inner}</em>;
      case 'code':
        return <code>{inner}</code>;
      case 'link':
        return <OutsideLink href={textOf(attrs?.['href'])}>{inner}</OutsideLink>;
      default:
        return inner;
    }
  }, node.text ?? '');
}

function spanOf({ attrs }: DocumentNode): number {
  const span = attrs?.['colspan'];
  return typeof span === 'number' ? span : 1;
}

type Appearance = NonNullable<ComponentProps<typeof Lozenge>['appearance']>;

const COLORS: Readonly<Record<string, Appearance>> = {
  green: 'success',
  yellow: 'moved',
  blue: 'inprogress',
  red: 'removed',
  purple: 'new',
};

function appearanceOf(color: unknown): Appearance {
  return (typeof color === 'string' ? COLORS[color] : undefined) ?? 'default';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
