import { JiraError } from '../errors';
import { isJsonArray, isJsonObject } from '../json';
import type { IndexedProperty, Json, PropertyIndexType } from '../types';
import { readJqlDate } from './dates';
import { EQUALITY, LIST, ORDER, TEXT, type Comparable, type JqlField } from './field';
import type { JqlReader } from './issue-fields';
import type { FieldReference, Term } from './query';

/**
 * No page lists the operators of an index type. These are those of Jira's own `PropertyClauseInformation` and
 * `EntityPropertyClauseValidator`: all but IS, which a property doesn't know.
 */
const OPERATORS: Readonly<Record<PropertyIndexType, readonly string[]>> = {
  string: [...EQUALITY, ...LIST],
  text: TEXT,
  number: [...EQUALITY, ...LIST, ...ORDER],
  date: [...EQUALITY, ...LIST, ...ORDER],
  user: [...EQUALITY, ...LIST],
};

const SORTABLE: readonly PropertyIndexType[] = ['number', 'date'];

/**
 * A date as an app writes it: `YYYY-MM-DD`, or with a time and an offset (Forge manifest reference, entity property:
 * https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-entity-property/); milliseconds stand
 * nowhere. Null for everything else, which is not indexed.
 */
function readWrittenDate(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?$/.test(text)) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}

function readNumber(text: string): number | null {
  const number = text.trim() === '' ? NaN : Number(text);
  return Number.isNaN(number) ? null : number;
}

/** The values as Jira's indexer has them: each element of a list by itself, a number from text and text from a number. */
function toIndexed(value: Json | undefined, type: PropertyIndexType): readonly Comparable[] {
  if (isJsonArray(value)) return value.flatMap(element => toIndexed(element, type));
  if (value === undefined || value === null || isJsonObject(value)) return [];
  const text = String(value);
  const indexed = type === 'number' ? readNumber(text) : type === 'date' ? readWrittenDate(text) : text;
  return indexed === null ? [] : [indexed];
}

function follow(value: Json | undefined, steps: readonly string[]): Json | undefined {
  return steps.reduce<Json | undefined>((current, step) => (isJsonObject(current) ? current[step] : undefined), value);
}

/** A path that no manifest declares: Jira doesn't refuse it, and finds nothing. */
function undeclared(label: string): JqlField {
  return {
    label,
    operators: [...EQUALITY, ...LIST, ...ORDER, ...TEXT],
    sortable: false,
    valuesOf: () => [],
    read: term => [term.kind === 'value' ? term.text : term.name],
  };
}

/** The field behind an alias or a path that the app's manifest indexes; undefined when the name means no property. */
export function findPropertyField(
  { name, steps }: FieldReference,
  indexed: readonly IndexedProperty[],
  { currentUser, isIndexed, now }: Pick<JqlReader, 'currentUser' | 'isIndexed' | 'now'>,
): JqlField | undefined {
  const isPath = name.toLowerCase() === 'issue.property';
  if (!isPath && steps.length > 0) return undefined;
  const path = steps.slice(1).join('.');
  const property = indexed.find(other =>
    isPath
      ? other.propertyKey === steps[0] && other.path === path
      : other.searchAlias?.toLowerCase() === name.toLowerCase(),
  );
  if (property === undefined) return isPath ? undeclared(`issue.property[${steps[0] ?? ''}].${path}`) : undefined;
  const { propertyKey, type } = property;
  const label = isPath ? `issue.property[${propertyKey}].${path}` : (property.searchAlias ?? name);

  const refuse = (text: string): never => {
    throw new JiraError(400, [`The value '${text}' is invalid for the field '${label}'.`]);
  };

  const read = (term: Exclude<Term, { kind: 'empty' }>): readonly Comparable[] => {
    // In a query a date is JQL's own, not the form in which it was written (Jira's own `JqlDateSupportImpl`).
    if (type === 'date')
      return [readJqlDate(term, now) ?? refuse(term.kind === 'value' ? term.text : `${term.name}()`)];
    if (term.kind === 'function') {
      if (type === 'user' && term.name === 'currentuser') return [currentUser];
      throw new JiraError(400, [
        `A value provided by the function '${term.name}' is invalid for the field '${label}'.`,
      ]);
    }
    return [type === 'number' ? (readNumber(term.text) ?? refuse(term.text)) : term.text];
  };

  return {
    label,
    operators: OPERATORS[type],
    sortable: SORTABLE.includes(type),
    valuesOf: issue =>
      isIndexed ? toIndexed(follow(issue.properties.get(propertyKey), property.path.split('.')), type) : [],
    read,
  };
}
