import type { ReactNode } from 'react';
import type { AdfNode } from '../../../../src/domain/alert/document';
import { numberAttribute, textAttribute } from './read-document';

/** Atlassian's renderer narrows columns by 30 % at most; below that the table scrolls. */
const NARROWEST = 0.7;

function widthsOf(table: AdfNode): readonly number[] {
  const cells = table.content?.[0]?.content ?? [];
  return cells.flatMap(cell => {
    const widths = cell.attrs?.['colwidth'];
    const span = numberAttribute(cell, 'colspan') ?? 1;
    const numbers = Array.isArray(widths) ? widths.filter(width => typeof width === 'number') : [];
    return numbers.length === span ? numbers : [];
  });
}

function columnsOf(table: AdfNode): number {
  return (table.content?.[0]?.content ?? []).reduce((sum, cell) => sum + (numberAttribute(cell, 'colspan') ?? 1), 0);
}

/**
 * A table as Jira shows it: full width, every border drawn, columns in proportion to their widths or else all equal,
 * scrolling inside itself.
 */
export function AdfTable({ table, children }: { table: AdfNode; children: ReactNode }): ReactNode {
  const widths = widthsOf(table);
  const total = widths.reduce((sum, width) => sum + width, 0);
  const isSized = widths.length === columnsOf(table) && total > 0;
  return (
    <div className="adf-table-scroll" role="group" aria-label="Table" tabIndex={0}>
      <table className="adf-table" style={isSized ? { minWidth: total * NARROWEST } : {}}>
        {isSized ? (
          <colgroup>
            {widths.map((width, index) => (
              <col key={index} style={{ width: `${(width / total) * 100}%` }} />
            ))}
          </colgroup>
        ) : null}
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

/** A cell with its spans; a background colour of the document is kept as it is. */
export function AdfCell({ cell, children }: { cell: AdfNode; children: ReactNode }): ReactNode {
  const shared = {
    colSpan: numberAttribute(cell, 'colspan') ?? 1,
    rowSpan: numberAttribute(cell, 'rowspan') ?? 1,
    style: { backgroundColor: textAttribute(cell, 'background') },
  };
  return cell.type === 'tableHeader' ? <th {...shared}>{children}</th> : <td {...shared}>{children}</td>;
}
