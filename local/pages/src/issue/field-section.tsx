import type { ReactNode } from 'react';
import { formOf, type Field } from '../api/fields';
import type { Issue } from '../api/issues';
import { FieldValue } from './field-value';
import { InlineDocument } from './inline-document';
import { InlineText } from './inline-text';

interface Props {
  readonly field: Field;
  readonly issue: Issue;
  readonly canEdit: boolean;
  readonly onChanged: () => void;
}

/** A field of the middle column under its own heading. */
export function FieldSection({ field, issue, canEdit, onChanged }: Props): ReactNode {
  const value = issue.fields[field.id];
  const shared = { issueKey: issue.key, fieldId: field.id, label: field.name, canEdit, onSaved: onChanged };
  const form = formOf(field.schema);
  return (
    <section className="issue-section" aria-labelledby={`field-${field.id}`}>
      <h2 id={`field-${field.id}`} className="issue-section-title">
        {field.name}
      </h2>
      {form === 'paragraph' ? (
        <InlineDocument {...shared} value={value} />
      ) : form === 'line' ? (
        <InlineText {...shared} value={typeof value === 'string' ? value : ''} />
      ) : (
        <div className="read-view">
          <FieldValue field={field} value={value} />
        </div>
      )}
    </section>
  );
}
