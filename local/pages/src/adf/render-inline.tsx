import { Fragment, type ReactNode } from 'react';
import Lozenge, { type ThemeAppearance } from '@atlaskit/lozenge/lozenge';
import type { AdfNode } from '../../../../src/domain/alert/document';
import { localHref, safeHref } from './links';
import { textAttribute } from './read-document';

type Mark = NonNullable<AdfNode['marks']>[number];

const STATUS_APPEARANCE: Readonly<Record<string, ThemeAppearance>> = {
  neutral: 'default',
  purple: 'new',
  blue: 'inprogress',
  red: 'removed',
  yellow: 'moved',
  green: 'success',
};

function wrapInMark(content: ReactNode, mark: Mark): ReactNode {
  switch (mark.type) {
    case 'strong':
      return <strong>{content}</strong>;
    case 'em':
      return <em>{content}</em>;
    case 'code':
      return <code className="adf-code">{content}</code>;
    case 'strike':
      return <s>{content}</s>;
    case 'underline':
      return <u>{content}</u>;
    case 'subsup':
      return textAttribute(mark, 'type') === 'sup' ? <sup>{content}</sup> : <sub>{content}</sub>;
    case 'textColor':
      return <span style={{ color: textAttribute(mark, 'color') }}>{content}</span>;
    case 'backgroundColor':
      return <span style={{ backgroundColor: textAttribute(mark, 'color') }}>{content}</span>;
    case 'link': {
      const href = safeHref(textAttribute(mark, 'href'));
      return href === undefined ? content : <ExternalLink href={href}>{content}</ExternalLink>;
    }
    default:
      return content;
  }
}

function ExternalLink({ href, children }: { href: string; children: ReactNode }): ReactNode {
  return (
    <a className="adf-link" href={localHref(href)} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

function renderCard(node: AdfNode): ReactNode {
  const url = textAttribute(node, 'url');
  const href = safeHref(url);
  return href === undefined ? (url ?? null) : <ExternalLink href={href}>{url}</ExternalLink>;
}

function renderDate(node: AdfNode): ReactNode {
  const time = Number(textAttribute(node, 'timestamp'));
  if (!Number.isFinite(time)) return null;
  const text = new Date(time).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return <span className="adf-date">{text}</span>;
}

/** Text, marks and inline nodes; null where the node is not inline. */
export function renderInline(node: AdfNode, key: number): ReactNode {
  switch (node.type) {
    case 'text':
      return <Fragment key={key}>{(node.marks ?? []).reduceRight<ReactNode>(wrapInMark, node.text ?? '')}</Fragment>;
    case 'hardBreak':
      return <br key={key} />;
    case 'status':
      return (
        <span key={key} className="adf-status">
          <Lozenge appearance={STATUS_APPEARANCE[textAttribute(node, 'color') ?? ''] ?? 'default'} maxWidth="100%">
            {textAttribute(node, 'text') ?? ''}
          </Lozenge>
        </span>
      );
    case 'mention':
      return (
        <span key={key} className="adf-mention">
          {(textAttribute(node, 'text') ?? 'unknown user').replace(/^@?/, '@')}
        </span>
      );
    case 'emoji':
      return <span key={key}>{textAttribute(node, 'text') ?? textAttribute(node, 'shortName')}</span>;
    case 'date':
      return <Fragment key={key}>{renderDate(node)}</Fragment>;
    case 'inlineCard':
    case 'blockCard':
    case 'embedCard':
      return <Fragment key={key}>{renderCard(node)}</Fragment>;
    default:
      return null;
  }
}
