import type { Reference } from '../contract/settings';
import type { JiraField, JiraFieldSchema, JiraIssueType } from './schemas';

/** What a field is wanted for; decides which types fit. */
export type FieldPurpose = 'source' | 'target' | 'time';

export type ResolvedField =
  | { readonly kind: 'found'; readonly field: JiraField }
  /** `reason` is a sentence for an admin. */
  | { readonly kind: 'missing'; readonly reason: string }
  | { readonly kind: 'unfit'; readonly reason: string }
  | { readonly kind: 'several'; readonly ids: readonly string[]; readonly reason: string };

/**
 * Finds the field that a setting names. Ids are exact; names are compared case-insensitively. Of several fields with one
 * name only those whose type fits count; then those that aren't bound to one team-managed project; for a target, paragraphs
 * before single lines.
 */
export function resolveField(reference: Reference, fields: readonly JiraField[], purpose: FieldPurpose): ResolvedField {
  const called = 'id' in reference ? `with id ${reference.id}` : `called “${reference.name}”`;
  const named = fields.filter(field => ('id' in reference ? field.id === reference.id : sameName(field, reference)));
  if (named.length === 0) return { kind: 'missing', reason: `Jira has no field ${called}, or the app may not see it.` };
  const fit = named.filter(field => fits(field.schema, purpose));
  if (fit.length === 0) return { kind: 'unfit', reason: `The field ${called} is not ${WANTED[purpose]}.` };
  const left = narrow(fit, [
    field => field.scope === undefined,
    field => purpose !== 'target' || holdsDocument(field.schema),
  ]);
  const [first, ...others] = left;
  if (first !== undefined && others.length === 0) return { kind: 'found', field: first };
  const ids = left.map(field => field.id);
  return {
    kind: 'several',
    ids,
    reason: `Several fields are ${called}: ${ids.join(', ')}. An admin can choose the right one by its id.`,
  };
}

/**
 * Ids of the issue types that settings name. A name may stand for several types, because each team-managed project has
 * its own copy: all of them are meant.
 */
export function resolveIssueTypes(references: readonly Reference[], types: readonly JiraIssueType[]): string[] {
  const found = types.filter(type =>
    references.some(reference => ('id' in reference ? type.id === reference.id : sameName(type, reference))),
  );
  return [...new Set(found.map(type => type.id))];
}

/** How a target field stores text: paragraphs take a document, single-line fields a string. */
export function targetHolds(field: JiraField): 'document' | 'line' {
  return holdsDocument(field.schema) ? 'document' : 'line';
}

const WANTED: Readonly<Record<FieldPurpose, string>> = {
  source: 'of a type that holds names or addresses (text, paragraph, labels, URL, select)',
  target: 'a paragraph or single-line text field',
  time: 'a date or date-time field',
};

const LINE_TYPES = new Set(['textfield']);
const DOCUMENT_TYPES = new Set(['textarea']);
/** System fields that store a document (Jira REST v3). */
const DOCUMENT_SYSTEM_FIELDS = new Set(['description', 'environment']);
const SOURCE_TYPES = new Set(['string', 'option', 'option-with-child', 'any']);
const SOURCE_ITEMS = new Set(['string', 'option', 'component', 'version', 'any']);

function fits(schema: JiraFieldSchema | undefined, purpose: FieldPurpose): boolean {
  if (schema === undefined) return false;
  switch (purpose) {
    case 'time':
      return schema.type === 'datetime' || schema.type === 'date';
    case 'target':
      return schema.type === 'string' && (holdsDocument(schema) || LINE_TYPES.has(customType(schema)));
    case 'source':
      return schema.type === 'array' ? SOURCE_ITEMS.has(schema.items ?? '') : SOURCE_TYPES.has(schema.type);
  }
}

function holdsDocument(schema: JiraFieldSchema | undefined): boolean {
  if (schema === undefined) return false;
  return DOCUMENT_TYPES.has(customType(schema)) || DOCUMENT_SYSTEM_FIELDS.has(schema.system ?? '');
}

/** The last part of `com.atlassian.jira.plugin.system.customfieldtypes:textarea`. */
function customType(schema: JiraFieldSchema): string {
  return schema.custom?.split(':').at(-1) ?? '';
}

function sameName(one: { readonly name: string }, other: { readonly name: string }): boolean {
  return one.name.trim().toLowerCase() === other.name.trim().toLowerCase();
}

/** Applies preferences one after another; one that nothing meets is passed over. */
function narrow(fields: readonly JiraField[], preferences: readonly ((field: JiraField) => boolean)[]): JiraField[] {
  let left = [...fields];
  for (const prefers of preferences) {
    const better = left.filter(prefers);
    if (better.length > 0) left = better;
  }
  return left;
}
