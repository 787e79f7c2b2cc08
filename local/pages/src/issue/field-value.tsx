import type { ReactNode } from 'react';
import { AdfView } from '../adf/adf-view';
import { safeHref } from '../adf/links';
import { isEmptyDocument, readDocument } from '../adf/read-document';
import { formOf, type Field } from '../api/fields';
import { PersonAvatar } from '../app/person-avatar';
import { Time } from '../app/show';

function nameOf(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return '';
  for (const key of ['displayName', 'value', 'name']) {
    const text: unknown = Reflect.get(value, key);
    if (typeof text === 'string') return text;
  }
  return '';
}

/** True where a field holds nothing that a person could read. */
export function isEmptyValue(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  const document = readDocument(value);
  return document !== null && isEmptyDocument(document);
}

function Person({ name }: { name: string }): ReactNode {
  return (
    <span className="person">
      <PersonAvatar size="small" name={name} />
      {name}
    </span>
  );
}

/** The value of any field as Jira shows it; `None` where it is empty. */
export function FieldValue({ field, value }: { field: Pick<Field, 'schema'>; value: unknown }): ReactNode {
  if (isEmptyValue(value)) return <span className="muted">None</span>;
  const document = readDocument(value);
  if (document !== null) return <AdfView document={document} />;
  if (Array.isArray(value)) {
    return (
      <span className="tags">
        {value.map(nameOf).map(name => (
          <span key={name} className="tag">
            {name}
          </span>
        ))}
      </span>
    );
  }
  const form = formOf(field.schema);
  if (form === 'user') return <Person name={nameOf(value)} />;
  if ((form === 'datetime' || form === 'date') && typeof value === 'string') return <Time iso={value} />;
  if (field.schema?.custom?.endsWith(':url') === true && typeof value === 'string') {
    const href = safeHref(value);
    if (href !== undefined) {
      return (
        <a href={href} target="_blank" rel="noopener noreferrer">
          {value}
        </a>
      );
    }
  }
  return <>{nameOf(value)}</>;
}
