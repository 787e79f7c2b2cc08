import { JastBuilder, type Clause, type Field, type Operand } from '@atlaskit/jql-ast';

import { JiraError } from '../errors';

export type Term =
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'function'; readonly name: string; readonly args: readonly string[] };

/** What stands left of an operator: a name, or a path into a property (`name[key].path`). */
export interface FieldReference {
  readonly name: string;
  /** Keys and path steps after the name, in their order. */
  readonly steps: readonly string[];
}

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | {
      readonly kind: 'test';
      readonly field: FieldReference;
      readonly operator: string;
      readonly terms: readonly Term[];
    };

export interface JqlQuery {
  /** null when the query has no restriction. */
  readonly where: Condition | null;
  readonly orderBy: readonly { readonly field: FieldReference; readonly descending: boolean }[];
}

/** Jira REST v3, search: "the maximum number of sort fields is 7". */
const SORT_LIMIT = 7;

/** Parses JQL with Atlassian's own grammar; throws Jira's 400 where it isn't JQL. */
export function parseJql(jql: string): JqlQuery {
  const { errors, query } = new JastBuilder().build(jql);
  const [first] = errors;
  if (first !== undefined) throw new JiraError(400, [`Error in the JQL Query: ${first.message}`]);
  if (!query) return { where: null, orderBy: [] };
  const fields = query.orderBy ? query.orderBy.fields : [];
  if (fields.length > SORT_LIMIT) {
    throw new JiraError(400, [`The maximum number of fields to sort by is ${SORT_LIMIT}.`]);
  }
  return {
    where: query.where ? readClause(query.where) : null,
    orderBy: fields.map(({ field, direction }) => ({
      field: readField(field),
      descending: direction ? direction.value.toLowerCase() === 'desc' : false,
    })),
  };
}

function readClause(clause: Clause): Condition {
  switch (clause.clauseType) {
    case 'compound':
      return { kind: clause.operator.value === 'or' ? 'or' : 'and', parts: clause.clauses.map(readClause) };
    case 'not':
      return { kind: 'not', part: readClause(clause.clause) };
    case 'terminal': {
      const operator = clause.operator ? clause.operator.value : '';
      if (/^(was|changed)/.test(operator) || clause.predicates.length > 0) {
        throw new JiraError(400, [`The operator '${operator}' is not available on the local site.`]);
      }
      return {
        kind: 'test',
        field: readField(clause.field),
        operator,
        terms: clause.operand ? readOperand(clause.operand) : [],
      };
    }
  }
}

function readOperand(operand: Operand): Term[] {
  switch (operand.operandType) {
    case 'value':
      return [{ kind: 'value', text: operand.value }];
    case 'keyword':
      return [{ kind: 'empty' }];
    case 'function':
      return [
        {
          kind: 'function',
          name: operand.function.value.toLowerCase(),
          args: operand.arguments.map(argument => argument.value),
        },
      ];
    case 'list':
      return operand.values.flatMap(readOperand);
  }
}

function readField(field: Field): FieldReference {
  const properties = field.properties ? field.properties : [];
  const steps = properties.flatMap(({ key, path }) => [
    ...(key ? [key.value] : []),
    ...(path ? path.flatMap(step => step.value.split('.').filter(part => part !== '')) : []),
  ]);
  return { name: field.value, steps };
}
