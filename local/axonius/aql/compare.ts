import type { AqlConditions, AqlOperator, AqlScalar, AqlValue } from './ast';
import { parseAqlDate } from './date';
import { compileRegex } from './regex';

/** Decides about one single value of a field. */
export type ValueTest = (value: AqlScalar) => boolean;

/**
 * Turns `operator value` into a test of one value. Axonius compares strings case-sensitively with every operator except a
 * regular expression with the option `i`, which is searched for anywhere in the value.
 */
export function compileTest(
  operator: Exclude<AqlOperator, '!='>,
  value: Extract<AqlValue, { type: 'scalar' | 'regex' | 'date' }>,
  now: Date,
): ValueTest {
  switch (value.type) {
    case 'scalar':
      return candidate => holds(operator, candidate, value.value);
    case 'regex': {
      const regex = compileRegex(value.pattern, value.flags);
      return candidate => operator === '==' && typeof candidate === 'string' && regex.test(candidate);
    }
    case 'date': {
      const instant = parseAqlDate(value.text, now).getTime();
      return candidate => {
        const time = readTime(candidate);
        return time !== null && holds(operator, time, instant);
      };
    }
  }
}

/** The conditions of a `{"$…": …}` object that speak about one value; `$exists` and `$ne` speak about the whole field. */
export function compileConditions(conditions: AqlConditions): ValueTest[] {
  const tests: ValueTest[] = [];
  const add = (operator: Exclude<AqlOperator, '!='>, wanted: AqlScalar | undefined): void => {
    if (wanted !== undefined) tests.push(value => holds(operator, value, wanted));
  };
  add('==', conditions.equals);
  add('>', conditions.greater);
  add('>=', conditions.greaterOrEqual);
  add('<', conditions.less);
  add('<=', conditions.lessOrEqual);
  return tests;
}

/** Values of different types are never equal and have no order, as in the document store behind AQL. */
function holds(operator: Exclude<AqlOperator, '!='>, left: AqlScalar, right: AqlScalar): boolean {
  if (operator === '==') return left === right;
  if (left === null || right === null || typeof left !== typeof right) return false;
  switch (operator) {
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
  }
}

function readTime(value: AqlScalar): number | null {
  if (typeof value === 'number') return value > 1e11 ? value : value * 1000;
  if (typeof value !== 'string' || !/\d{4}/.test(value)) return null;
  const time = Date.parse(value);
  return Number.isNaN(time) ? null : time;
}
