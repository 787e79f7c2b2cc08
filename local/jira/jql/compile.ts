import { JiraError } from '../errors';
import type { IndexedProperty } from '../types';
import { EMPTINESS, ORDER, holds, type Comparable, type IndexedIssue, type JqlField } from './field';
import { findIssueFields, type JqlReader } from './issue-fields';
import { findPropertyField } from './property-fields';
import type { Condition, FieldReference, JqlQuery, Term } from './query';
import { createTextTest } from './words';

export type SortKey = Comparable | null;

export interface CompiledQuery {
  readonly test: (issue: IndexedIssue) => boolean;
  /** Only these issues can match. */
  readonly ids: readonly string[] | null;
  /** Only issues created then or later can match, in milliseconds. */
  readonly createdFrom: number;
  /** The order is that of creation alone, in which the site keeps its issues anyway. */
  readonly byCreation: boolean;
  /** Values to sort by; the last is always the id. */
  readonly sortKeys: (issue: IndexedIssue) => SortKey[];
  readonly descending: readonly boolean[];
}

interface Part {
  readonly test: (issue: IndexedIssue) => boolean;
  readonly ids?: readonly string[];
  readonly createdFrom?: number;
}

/** Turns a parsed query into a test; throws Jira's 400 for fields, values and operators that aren't there. */
export function compileJql(query: JqlQuery, indexed: readonly IndexedProperty[], reader: JqlReader): CompiledQuery {
  const findFields = (reference: FieldReference): readonly JqlField[] => {
    const property = findPropertyField(reference, indexed, reader);
    if (property !== undefined) return [property];
    const fields = reference.steps.length === 0 ? findIssueFields(reference.name, reader) : [];
    if (fields.length > 0) return fields;
    const shown = reference.name + (reference.steps.length === 0 ? '' : `[${reference.steps.join('].')}`);
    throw new JiraError(400, [`Field '${shown}' does not exist or you do not have permission to view it.`]);
  };

  const compile = (condition: Condition): Part => {
    switch (condition.kind) {
      case 'and': {
        const parts = condition.parts.map(compile);
        const ids = parts.find(part => part.ids !== undefined)?.ids;
        return {
          test: issue => parts.every(part => part.test(issue)),
          createdFrom: Math.max(...parts.map(part => part.createdFrom ?? -Infinity)),
          ...(ids === undefined ? {} : { ids }),
        };
      }
      case 'or': {
        const parts = condition.parts.map(compile);
        return { test: issue => parts.some(part => part.test(issue)) };
      }
      case 'not': {
        const part = compile(condition.part);
        return { test: issue => !part.test(issue) };
      }
      case 'test': {
        const parts = findFields(condition.field).map(field => compileTest(field, condition.operator, condition.terms));
        const [only] = parts;
        return parts.length === 1 && only !== undefined
          ? only
          : { test: issue => parts.some(part => part.test(issue)) };
      }
    }
  };

  const where = query.where === null ? { test: () => true } : compile(query.where);
  const sorts = query.orderBy.map(({ field, descending }) => {
    const [first] = findFields(field);
    if (first?.sortable !== true) throw new JiraError(400, [`Field '${field.name}' does not support sorting.`]);
    return { field: first, descending };
  });
  const [only, tie] = sorts;
  // Keys follow creation, so that a key as the tie changes nothing; the id is the last tie anyway.
  const isTie = tie === undefined || (tie.field.index === 'id' && tie.descending === only?.descending);
  const byCreation = sorts.length === 0 || (sorts.length <= 2 && only?.field.index === 'created' && isTie);
  // Without an order Jira answers the newest issues first.
  const lastDescending = only?.descending ?? sorts.length === 0;
  return {
    test: where.test,
    ids: ('ids' in where ? where.ids : undefined) ?? null,
    createdFrom: ('createdFrom' in where ? where.createdFrom : undefined) ?? -Infinity,
    byCreation,
    sortKeys: byCreation
      ? issue => [issue.created.getTime(), Number(issue.id)]
      : issue => [
          ...sorts.map(({ field }) => field.sortKey?.(issue) ?? field.valuesOf(issue)[0] ?? null),
          Number(issue.id),
        ],
    descending: byCreation
      ? [lastDescending, lastDescending]
      : [...sorts.map(({ descending }) => descending), lastDescending],
  };
}

function compileTest(field: JqlField, operator: string, terms: readonly Term[]): Part {
  const refuse = (): never => {
    throw new JiraError(400, [`The operator '${operator}' is not supported by the '${field.label}' field.`]);
  };
  if (!field.operators.includes(operator)) refuse();
  const wantsEmpty = terms.some(term => term.kind === 'empty');
  if (wantsEmpty && !EMPTINESS.every(name => field.operators.includes(name))) {
    throw new JiraError(400, [`The field '${field.label}' does not support searching for EMPTY values.`]);
  }
  if (EMPTINESS.includes(operator)) {
    if (!wantsEmpty) refuse();
    return { test: issue => (field.valuesOf(issue).length === 0) === (operator === 'is') };
  }
  const [asked] = terms;
  if (field.relate !== undefined && ORDER.includes(operator) && asked !== undefined && asked.kind !== 'empty') {
    return { test: field.relate(asked, operator) };
  }
  const wanted = terms.flatMap(term => (term.kind === 'empty' ? [] : field.read(term)));
  const [first] = wanted;
  switch (operator) {
    case '=':
    case 'in': {
      const set = new Set(wanted);
      const test = (issue: IndexedIssue): boolean => {
        const values = field.valuesOf(issue);
        return values.length === 0 ? wantsEmpty : values.some(value => set.has(value));
      };
      if (field.index === 'id') return { test, ids: wanted.map(String) };
      return field.index === 'created' ? { test, createdFrom: Math.min(...wanted.map(Number)) } : { test };
    }
    case '!=':
    case 'not in': {
      // JQL: an issue without a value is in neither `=` nor `!=`.
      const set = new Set(wanted);
      return {
        test: issue => {
          const values = field.valuesOf(issue);
          return values.length > 0 && !values.some(value => set.has(value));
        },
      };
    }
    case '~':
    case '!~': {
      const matches = createTextTest(String(first ?? ''));
      return {
        test: issue => {
          const values = field.valuesOf(issue);
          return values.length > 0 && values.some(value => matches(String(value))) === (operator === '~');
        },
      };
    }
    default: {
      if (first === undefined || wantsEmpty) return refuse();
      const test = (issue: IndexedIssue): boolean => field.valuesOf(issue).some(value => holds(value, operator, first));
      return field.index === 'created' && operator.startsWith('>') ? { test, createdFrom: Number(first) } : { test };
    }
  }
}
