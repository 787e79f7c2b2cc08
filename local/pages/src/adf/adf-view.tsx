import type { ReactNode } from 'react';
import ErrorIcon from '@atlaskit/icon/core/status-error';
import InformationIcon from '@atlaskit/icon/core/status-information';
import NoteIcon from '@atlaskit/icon/core/note';
import SuccessIcon from '@atlaskit/icon/core/status-success';
import WarningIcon from '@atlaskit/icon/core/status-warning';
import type { AdfDocument, AdfNode } from '../../../../src/domain/alert/document';
import { numberAttribute, textAttribute } from './read-document';
import { renderInline } from './render-inline';
import { AdfCell, AdfTable } from './render-table';
import './adf.css';

const PANEL_ICONS = {
  info: InformationIcon,
  note: NoteIcon,
  success: SuccessIcon,
  warning: WarningIcon,
  error: ErrorIcon,
} as const;

function isPanelType(type: string): type is keyof typeof PANEL_ICONS {
  return type in PANEL_ICONS;
}

function renderPanel(node: AdfNode, key: number, children: ReactNode): ReactNode {
  const given = textAttribute(node, 'panelType') ?? 'info';
  const type = isPanelType(given) ? given : 'info';
  const Icon = PANEL_ICONS[type];
  return (
    <div key={key} className={`adf-panel adf-panel-${type}`}>
      <span className="adf-panel-icon">
        <Icon label={type} color="currentColor" />
      </span>
      <div className="adf-panel-content">{children}</div>
    </div>
  );
}

function plainText(node: AdfNode): string {
  return node.text ?? textAttribute(node, 'text') ?? (node.content ?? []).map(plainText).join('');
}

function renderNode(node: AdfNode, key: number): ReactNode {
  const inline = renderInline(node, key);
  if (inline !== null) return inline;
  const children = (node.content ?? []).map(renderNode);
  switch (node.type) {
    case 'paragraph':
      return <p key={key}>{children.length === 0 ? <br /> : children}</p>;
    case 'heading': {
      // One rank for all: below the field's own heading, and without the gaps that documents leave between levels.
      const level = Math.min(6, Math.max(1, numberAttribute(node, 'level') ?? 3));
      return (
        <h3 key={key} className={`adf-h${level}`}>
          {children}
        </h3>
      );
    }
    case 'bulletList':
      return <ul key={key}>{children}</ul>;
    case 'orderedList':
      return (
        <ol key={key} start={numberAttribute(node, 'order') ?? 1}>
          {children}
        </ol>
      );
    case 'listItem':
      return <li key={key}>{children}</li>;
    case 'codeBlock':
      return (
        <pre key={key} className="adf-code-block" tabIndex={0} aria-label="Code">
          <code>{children}</code>
        </pre>
      );
    case 'blockquote':
      return <blockquote key={key}>{children}</blockquote>;
    case 'rule':
      return <hr key={key} />;
    case 'panel':
      return renderPanel(node, key, children);
    case 'table':
      return (
        <AdfTable key={key} table={node}>
          {children}
        </AdfTable>
      );
    case 'tableRow':
      return <tr key={key}>{children}</tr>;
    case 'tableHeader':
    case 'tableCell':
      return (
        <AdfCell key={key} cell={node}>
          {children}
        </AdfCell>
      );
    case 'expand':
    case 'nestedExpand':
      return (
        <details key={key} className="adf-expand">
          <summary>{textAttribute(node, 'title') ?? 'Show more'}</summary>
          {children}
        </details>
      );
    case 'taskList':
    case 'decisionList':
      return (
        <ul key={key} className="adf-tasks">
          {children}
        </ul>
      );
    case 'taskItem':
    case 'decisionItem':
      return (
        <li key={key}>
          {textAttribute(node, 'state') === 'DONE' ? '☑ ' : '☐ '}
          {children}
        </li>
      );
    default:
      return children.length > 0 ? (
        <div key={key}>{children}</div>
      ) : (
        <p key={key}>{plainText(node) || `[${node.type}]`}</p>
      );
  }
}

/** Shows nodes of an Atlassian document the way Jira's renderer does; what it doesn't know is shown as its text. */
export function AdfNodes({ nodes }: { nodes: readonly AdfNode[] }): ReactNode {
  return <div className="adf">{nodes.map(renderNode)}</div>;
}

/** Shows a whole document. */
export function AdfView({ document }: { document: AdfDocument }): ReactNode {
  return <AdfNodes nodes={document.content} />;
}
