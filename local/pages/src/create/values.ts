import { toParagraphs } from '../adf/edit-text';
import type { CreateField } from '../api/create-meta';
import { formOf } from '../api/fields';

/** A choice in a select. */
export interface Choice {
  readonly label: string;
  readonly value: string;
}

/** Fields that the dialog asks for on its own, or that people don't fill when they report an alert. */
const OWN_FIELDS = ['project', 'issuetype', 'summary', 'reporter', 'issuelinks', 'attachment', 'parent'];

/** First what an alert is made of, then the rest in the screen's own order. */
const FIRST = ['Hostname', 'IP address', 'MAC address', 'Hosts', 'Description', 'Additional Context'];

/** The fields of the create screen that the dialog shows, in its order. */
export function shownFields(fields: readonly CreateField[]): readonly CreateField[] {
  const rank = (field: CreateField): number => {
    const index = FIRST.indexOf(field.name);
    return index === -1 ? FIRST.length : index;
  };
  return fields
    .filter(field => !OWN_FIELDS.includes(field.fieldId) && !['other', 'user'].includes(formOf(field.schema)))
    .toSorted((one, other) => rank(one) - rank(other));
}

export function choicesOf(field: CreateField): readonly Choice[] {
  return (field.allowedValues ?? []).map(({ id, value, name }) => ({ label: value ?? name ?? id, value: id }));
}

function isChoice(value: unknown): value is Choice {
  return typeof value === 'object' && value !== null && 'label' in value && 'value' in value;
}

/** What a form control holds, as Jira's REST API takes it; undefined where nothing was filled in. */
export function toJiraValue(field: CreateField, value: unknown): unknown {
  if (Array.isArray(value)) {
    const choices = value.filter(isChoice);
    if (choices.length === 0) return undefined;
    return formOf(field.schema) === 'labels'
      ? choices.map(({ value: label }) => label)
      : choices.map(({ value: id }) => ({ id }));
  }
  if (isChoice(value)) return { id: value.value };
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  switch (formOf(field.schema)) {
    case 'paragraph':
      return { version: 1, type: 'doc', content: toParagraphs(value) };
    case 'number':
      return Number(value);
    case 'datetime':
      // A datetime-local control has no offset; Jira wants one.
      return new Date(value).toISOString().replace('Z', '+0000');
    default:
      return value;
  }
}
