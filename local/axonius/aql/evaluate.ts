import type { WireAsset } from '../asset';
import type { AqlConditions, AqlNode, AqlScalar, AqlValue } from './ast';
import { compileConditions, compileTest } from './compare';
import { buildFieldIndex, listRows, listScalars, type FieldIndex } from './field-index';
import { AqlSyntaxError } from './syntax-error';

/** An inventory that can be asked. Field indexes are built when a field is first asked for. */
export interface AssetIndex {
  /**
   * The assets that satisfy the expression, in inventory order. A field matches when any element of its list does; a
   * missing or unknown field matches nothing and is no error. Whatever stands on the left is a field's name, as in the public
   * parser (github.com/Axonius/pql): `"1" == "1"` asks for a field named `1`.
   *
   * @throws AqlSyntaxError for a saved query, which this tenant has none of.
   */
  select(node: AqlNode, now: Date): WireAsset[];
  /** Builds the indexes of fields that are sure to be asked for, so that the first question is as fast as the next. */
  prepare(fields: readonly string[]): void;
  /** Whether any asset has a value in the field. */
  hasValues(field: string): boolean;
}

/** One byte per asset: 1 when it is selected. */
type Selection = Uint8Array;

const MAX_INDEXES = 200;

export function createAssetIndex(assets: readonly WireAsset[]): AssetIndex {
  const indexes = new Map<string, FieldIndex>();
  const indexOf = (field: string): FieldIndex => {
    const known = indexes.get(field);
    if (known !== undefined) return known;
    if (indexes.size >= MAX_INDEXES) indexes.clear();
    const built = buildFieldIndex(assets, field);
    indexes.set(field, built);
    return built;
  };
  return {
    prepare: fields => fields.forEach(indexOf),
    hasValues: field => indexOf(field).present().length > 0,
    select: (node, now) => {
      const selection = evaluate(node, { size: assets.length, indexOf, now });
      return assets.filter((_, position) => selection[position] === 1);
    },
  };
}

interface Scope {
  readonly size: number;
  readonly indexOf: (field: string) => FieldIndex;
  readonly now: Date;
}

function evaluate(node: AqlNode, scope: Scope): Selection {
  switch (node.type) {
    case 'and':
      return node.operands
        .map(operand => evaluate(operand, scope))
        .reduce((left, right) => left.map((bit, at) => bit & (right[at] ?? 0)));
    case 'or':
      return node.operands
        .map(operand => evaluate(operand, scope))
        .reduce((left, right) => left.map((bit, at) => bit | (right[at] ?? 0)));
    case 'not':
      return invert(evaluate(node.operand, scope));
    case 'in':
      return selectIn(node.field, node.values, scope);
    case 'compare':
      if (node.operator === '!=') return invert(evaluate({ ...node, operator: '==' }, scope));
      return compare(node.field, node.operator, node.value, scope);
    case 'saved-query':
      throw new AqlSyntaxError(`The saved query ${node.id} does not exist.`, 0);
  }
}

function selectIn(field: string, values: readonly AqlScalar[], scope: Scope): Selection {
  const index = scope.indexOf(field);
  return selectPositions(
    values.flatMap(value => index.positionsOf(value)),
    scope,
  );
}

function compare(field: string, operator: '==' | '>' | '>=' | '<' | '<=', value: AqlValue, scope: Scope): Selection {
  const index = scope.indexOf(field);
  switch (value.type) {
    case 'scalar':
      if (operator !== '==')
        return selectPositions(index.positionsWhere(compileTest(operator, value, scope.now)), scope);
      if (value.value === null) return invert(selectPositions(index.present(), scope));
      return selectPositions(index.positionsOf(value.value), scope);
    case 'regex':
    case 'date':
      return selectPositions(index.positionsWhere(compileTest(operator, value, scope.now)), scope);
    case 'size':
      return selectRaw(index, scope, raw => Array.isArray(raw) && raw.length === value.size);
    case 'list':
      return selectRaw(index, scope, raw => JSON.stringify(raw) === JSON.stringify(value.values));
    case 'all':
      return selectRaw(index, scope, raw => {
        const found = listScalars(raw);
        return value.values.length > 0 && value.values.every(one => found.includes(one));
      });
    case 'match-row':
      return selectRaw(index, scope, raw => {
        const rows = listRows(raw);
        return rows.length > 0 && createAssetIndex(rows).select(value.row, scope.now).length > 0;
      });
    case 'match-element':
      return selectRaw(index, scope, raw => listScalars(raw).some(one => satisfies(one, value.conditions)));
    case 'conditions':
      return selectByConditions(index, value.conditions, scope);
  }
}

function satisfies(value: AqlScalar, conditions: AqlConditions): boolean {
  if (conditions.notEquals !== undefined && value === conditions.notEquals) return false;
  return conditions.exists !== false && compileConditions(conditions).every(test => test(value));
}

/** Each condition may be met by another element of a list; `$ne` must hold for all of them. */
function selectByConditions(index: FieldIndex, conditions: AqlConditions, scope: Scope): Selection {
  const present = selectPositions(index.present(), scope);
  const parts = compileConditions(conditions).map(test => selectPositions(index.positionsWhere(test), scope));
  if (conditions.exists !== undefined) parts.push(conditions.exists ? present : invert(present));
  if (conditions.notEmptyList === true) {
    parts.push(invert(selectRaw(index, scope, raw => Array.isArray(raw) && raw.length === 0)));
  }
  if (conditions.notEquals === null) parts.push(present);
  else if (conditions.notEquals !== undefined) {
    parts.push(invert(selectPositions(index.positionsOf(conditions.notEquals), scope)));
  }
  return parts.reduce((left, right) => left.map((bit, at) => bit & (right[at] ?? 0)), selectAll(scope));
}

function selectRaw(index: FieldIndex, scope: Scope, test: (raw: unknown) => boolean): Selection {
  return selectPositions(
    index.present().filter(position => test(index.rawAt(position))),
    scope,
  );
}

function selectPositions(positions: Iterable<number>, scope: Scope): Selection {
  const selection = selectNone(scope);
  for (const position of positions) selection[position] = 1;
  return selection;
}

function selectAll(scope: Scope): Selection {
  return new Uint8Array(scope.size).fill(1);
}

function selectNone(scope: Scope): Selection {
  return new Uint8Array(scope.size);
}

function invert(selection: Selection): Selection {
  return selection.map(bit => 1 - bit);
}
