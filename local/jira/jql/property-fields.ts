import { JiraError } from '../errors';
import { isJsonArray, isJsonObject } from '../json';
import type { IndexedProperty, Json, PropertyIndexType } from '../types';
import { EQUALITY, ORDER, TEXT, type Comparable, type JqlField } from './field';
import type { JqlReader } from './issue-fields';
import type { FieldReference, Term } from './query';

/** Forge manifest reference, entity property: the operators of each index type, and no others. */
const OPERATORS: Readonly<Record<PropertyIndexType, readonly string[]>> = {
  string: EQUALITY,
  text: TEXT,
  number: [...EQUALITY, ...ORDER],
  date: [...EQUALITY, ...ORDER],
  user: EQUALITY,
};

const SORTABLE: readonly PropertyIndexType[] = ['number', 'date'];

/**
 * An absolute date: `YYYY-MM-DD`, or with a time to the minute and an offset (Forge manifest reference, entity property:
 * https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-entity-property/); seconds stand in the
 * example of Connect's page (https://developer.atlassian.com/cloud/jira/platform/modules/entity-property/), milliseconds
 * nowhere. Null for everything else, which is not indexed.
 */
function readDate(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?$/.test(text)) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}

/** The value as the index has it: one of another type is not indexed. */
function toIndexed(value: Json | undefined, type: PropertyIndexType): Comparable | null {
  if (type === 'number') return typeof value === 'number' ? value : null;
  if (typeof value !== 'string') return null;
  return type === 'date' ? readDate(value) : value;
}

function follow(value: Json | undefined, steps: readonly string[]): Json | undefined {
  return steps.reduce<Json | undefined>((current, step) => {
    if (isJsonArray(current)) return current[Number(step)];
    return isJsonObject(current) ? current[step] : undefined;
  }, value);
}

/** The field behind an alias or a path that the app's manifest indexes; undefined when there is none. */
export function findPropertyField(
  { name, steps }: FieldReference,
  indexed: readonly IndexedProperty[],
  { currentUser, isIndexed }: Pick<JqlReader, 'currentUser' | 'isIndexed'>,
): JqlField | undefined {
  const path = steps.slice(1).join('.');
  const isPath = name.toLowerCase() === 'issue.property';
  const startsPath = (property: IndexedProperty): boolean =>
    property.propertyKey === steps[0] && (path === property.path || path.startsWith(`${property.path}.`));
  const property = indexed.find(other =>
    isPath ? startsPath(other) : other.searchAlias?.toLowerCase() === name.toLowerCase(),
  );
  if (property === undefined) return undefined;
  const { propertyKey, type } = property;
  const own = property.path.split('.');
  const position = isPath ? steps.slice(1 + own.length) : steps;
  if (position.some(step => !/^\d+$/.test(step))) return undefined;
  const label = isPath ? `issue.property[${propertyKey}].${path}` : (property.searchAlias ?? name);

  const read = (term: Exclude<Term, { kind: 'empty' }>): readonly Comparable[] => {
    if (term.kind === 'function') {
      if (type === 'user' && term.name === 'currentuser') return [currentUser];
      throw new JiraError(400, [
        `A value provided by the function '${term.name}' is invalid for the field '${label}'.`,
      ]);
    }
    const value = type === 'number' ? Number(term.text) : type === 'date' ? readDate(term.text) : term.text;
    if (value === null || Number.isNaN(value)) {
      throw new JiraError(400, [`The value '${term.text}' is invalid for the field '${label}'.`]);
    }
    return [value];
  };

  return {
    label,
    operators: OPERATORS[type],
    sortable: SORTABLE.includes(type),
    valuesOf(issue) {
      if (!isIndexed) return [];
      const value = toIndexed(follow(issue.properties.get(propertyKey), [...own, ...position]), type);
      return value === null ? [] : [value];
    },
    read,
  };
}
