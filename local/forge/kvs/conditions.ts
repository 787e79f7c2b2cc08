import * as z from 'zod';
import { KvsError } from './errors';

export const CONDITION = z.object({
  condition: z.enum([
    'BEGINS_WITH',
    'BETWEEN',
    'CONTAINS',
    'EQUAL_TO',
    'EXISTS',
    'GREATER_THAN',
    'GREATER_THAN_EQUAL_TO',
    'LESS_THAN',
    'LESS_THAN_EQUAL_TO',
    'NOT_CONTAINS',
    'NOT_EQUAL_TO',
    'NOT_EXISTS',
  ]),
  values: z.array(z.unknown()),
});
export const FILTERS = z.strictObject({
  or: z.array(CONDITION.extend({ property: z.string() })).optional(),
  and: z.array(CONDITION.extend({ property: z.string() })).optional(),
});

export type Condition = z.infer<typeof CONDITION>;
export type Filters = z.infer<typeof FILTERS>;

/** Whether a stored value satisfies filters or the conditions of a transaction; an absent value has no attributes. */
export function satisfies(value: unknown, filters: Filters): boolean {
  const test = (filter: Condition & { property: string }) => holds(attribute(value, filter.property), filter);
  if (filters.and && filters.or)
    throw new KvsError('INVALID_FILTER_CONDITION', 'Filters are joined by "and" or by "or", not by both');
  return filters.and ? filters.and.every(test) : (filters.or ?? []).some(test);
}

export function attribute(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

/** Whether an attribute satisfies one condition. Values of different types are never equal and have no order. */
export function holds(actual: unknown, { condition, values }: Condition): boolean {
  const [first, second] = values;
  const needed = condition === 'BETWEEN' ? 2 : 1;
  if (values.length !== needed)
    throw new KvsError('INVALID_FILTER_VALUES', `${condition} needs ${needed} value(s), got ${values.length}`);
  switch (condition) {
    case 'EXISTS':
      return actual !== undefined;
    case 'NOT_EXISTS':
      return actual === undefined;
    case 'EQUAL_TO':
      return actual === first;
    case 'NOT_EQUAL_TO':
      return actual !== first;
    case 'BEGINS_WITH':
      return typeof actual === 'string' && typeof first === 'string' && actual.startsWith(first);
    case 'CONTAINS':
      return contains(actual, first);
    case 'NOT_CONTAINS':
      return !contains(actual, first);
    case 'BETWEEN': {
      const low = compare(actual, first);
      const high = compare(actual, second);
      return low !== undefined && high !== undefined && low >= 0 && high <= 0;
    }
    case 'GREATER_THAN':
      return (compare(actual, first) ?? 0) > 0;
    case 'GREATER_THAN_EQUAL_TO':
      return (compare(actual, first) ?? -1) >= 0;
    case 'LESS_THAN':
      return (compare(actual, first) ?? 0) < 0;
    case 'LESS_THAN_EQUAL_TO':
      return (compare(actual, first) ?? 1) <= 0;
  }
}

function contains(actual: unknown, part: unknown): boolean {
  if (typeof actual === 'string') return typeof part === 'string' && actual.includes(part);
  return Array.isArray(actual) && actual.includes(part);
}

export function compare(a: unknown, b: unknown): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  return undefined;
}
