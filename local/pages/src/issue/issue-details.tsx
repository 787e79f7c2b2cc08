import type { ReactNode } from 'react';
import { formOf, type Field } from '../api/fields';
import type { Issue } from '../api/issues';
import { Time } from '../app/show';
import { FieldValue, isEmptyValue } from './field-value';
import { InlineText } from './inline-text';
import { StatusMenu } from './status-menu';

interface Props {
  readonly issue: Issue;
  /** Fields of the details list, in order. */
  readonly fields: readonly Field[];
  /** Empty fields, folded away. */
  readonly more: readonly Field[];
  readonly editable: ReadonlySet<string>;
  readonly onChanged: () => void;
}

function Detail({ field, issue, editable, onChanged }: { field: Field } & Omit<Props, 'fields' | 'more'>): ReactNode {
  const value = issue.fields[field.id];
  const isText =
    formOf(field.schema) === 'line' && (value === null || value === undefined || typeof value === 'string');
  return (
    <div className="detail">
      <dt>{field.name}</dt>
      <dd>
        {isText ? (
          <InlineText
            issueKey={issue.key}
            fieldId={field.id}
            label={field.name}
            value={typeof value === 'string' ? value : ''}
            canEdit={editable.has(field.id)}
            onSaved={onChanged}
          >
            {isEmptyValue(value) ? undefined : <span className="detail-text">{String(value)}</span>}
          </InlineText>
        ) : (
          <div className="read-view">
            <FieldValue field={field} value={value} />
          </div>
        )}
      </dd>
    </div>
  );
}

/** The right column: status, people, dates and short fields. */
export function IssueDetails({ issue, fields, more, editable, onChanged }: Props): ReactNode {
  return (
    <aside className="issue-aside" aria-label="Details">
      <StatusMenu issue={issue} onMoved={onChanged} />
      <div className="details">
        <h2 className="details-title">Details</h2>
        <dl>
          {fields.map(field => (
            <Detail key={field.id} field={field} issue={issue} editable={editable} onChanged={onChanged} />
          ))}
        </dl>
        {more.length === 0 ? null : (
          <details className="details-more">
            <summary>More fields</summary>
            <dl>
              {more.map(field => (
                <Detail key={field.id} field={field} issue={issue} editable={editable} onChanged={onChanged} />
              ))}
            </dl>
          </details>
        )}
      </div>
      <p className="issue-dates">
        Created <Time iso={issue.fields.created} />
        <br />
        Updated <Time iso={issue.fields.updated} />
      </p>
    </aside>
  );
}
