import type { Issue } from '../types';
import type { Term } from './query';

export type Comparable = string | number;

/** What a search sees of an issue: as it is, or as it was when the index last looked. */
export type IndexedIssue = Pick<
  Issue,
  | 'id'
  | 'key'
  | 'projectId'
  | 'typeId'
  | 'created'
  | 'creator'
  | 'updated'
  | 'statusId'
  | 'resolved'
  | 'values'
  | 'properties'
>;

/** One thing that JQL can ask for. */
export interface JqlField {
  /** As Jira names it in a refusal. */
  readonly label: string;
  readonly operators: readonly string[];
  readonly sortable: boolean;
  /** The issue's values; none means EMPTY. */
  readonly valuesOf: (issue: IndexedIssue) => readonly Comparable[];
  /** What a term of the query stands for; throws Jira's 400 when that doesn't exist. */
  readonly read: (term: Exclude<Term, { kind: 'empty' }>) => readonly Comparable[];
  /** How `<`, `>` and the like read a term, where they don't compare values. */
  readonly relate?: (term: Exclude<Term, { kind: 'empty' }>, operator: string) => (issue: IndexedIssue) => boolean;
  /** What the order goes by, where it isn't the first value. */
  readonly sortKey?: (issue: IndexedIssue) => Comparable;
  /** Lets the search start at a known place. */
  readonly index?: 'created' | 'id';
}

export const EQUALITY = ['=', '!='];
export const LIST = ['in', 'not in'];
export const ORDER = ['<', '<=', '>', '>='];
export const EMPTINESS = ['is', 'is not'];
export const TEXT = ['~', '!~'];

/** Whether two values stand to each other as the operator says. */
export function holds(value: Comparable, operator: string, other: Comparable): boolean {
  switch (operator) {
    case '<':
      return value < other;
    case '<=':
      return value <= other;
    case '>':
      return value > other;
    default:
      return value >= other;
  }
}
