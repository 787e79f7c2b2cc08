/** A plain value as AQL writes it. `True`, `true`, `None` and `null` are all understood. */
export type AqlScalar = string | number | boolean | null;

export type AqlOperator = '==' | '!=' | '>=' | '>' | '<=' | '<';

/** Conditions of a `{"$…": …}` object, as in `({"$exists":true,"$ne":""})`. */
export interface AqlConditions {
  readonly exists?: boolean;
  readonly equals?: AqlScalar;
  readonly notEquals?: AqlScalar;
  /** `"$ne": []`, as the vendor's query wizard writes it. */
  readonly notEmptyList?: true;
  readonly greater?: AqlScalar;
  readonly greaterOrEqual?: AqlScalar;
  readonly less?: AqlScalar;
  readonly lessOrEqual?: AqlScalar;
}

/** What stands on the right of a comparison. */
export type AqlValue =
  | { readonly type: 'scalar'; readonly value: AqlScalar }
  /** `pattern` is what the regular expression engine sees, string escapes already resolved. */
  | { readonly type: 'regex'; readonly pattern: string; readonly flags: string }
  /** The text inside `date("…")`: `NOW`, `NOW - 7d`, or a calendar date. */
  | { readonly type: 'date'; readonly text: string }
  | { readonly type: 'size'; readonly size: number }
  /** `== ["a","b"]`: the whole list, in this order, as the document store compares lists. */
  | { readonly type: 'list'; readonly values: readonly AqlScalar[] }
  /** `all([…])`: each of these is in the list. */
  | { readonly type: 'all'; readonly values: readonly AqlScalar[] }
  /** `match([…])`: one element of a list of objects satisfies the whole inner expression. */
  | { readonly type: 'match-row'; readonly row: AqlNode }
  /** `match({…})`: one element of a list satisfies all conditions. */
  | { readonly type: 'match-element'; readonly conditions: AqlConditions }
  | { readonly type: 'conditions'; readonly conditions: AqlConditions };

/** A parsed AQL expression. `and` and `or` have at least two operands. */
export type AqlNode =
  | { readonly type: 'and'; readonly operands: readonly AqlNode[] }
  | { readonly type: 'or'; readonly operands: readonly AqlNode[] }
  | { readonly type: 'not'; readonly operand: AqlNode }
  | { readonly type: 'compare'; readonly field: string; readonly operator: AqlOperator; readonly value: AqlValue }
  | { readonly type: 'in'; readonly field: string; readonly values: readonly AqlScalar[] }
  /** `({{QueryID=…}})`: the saved query with this id. */
  | { readonly type: 'saved-query'; readonly id: string };
