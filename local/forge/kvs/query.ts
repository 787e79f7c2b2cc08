import * as z from 'zod';
import { attribute, compare, CONDITION, FILTERS, holds, satisfies } from './conditions';
import { KvsError } from './errors';
import type { Entry, Space } from './store';
import { READ_OPTIONS, type Values } from './values';

export const QUERY = z.object({
  limit: z.number().optional(),
  after: z.string().optional(),
  where: z.array(z.unknown()).optional(),
  options: READ_OPTIONS,
});
const KEY_PREFIX = z.tuple([
  z.strictObject({ property: z.literal('key'), condition: z.literal('BEGINS_WITH'), values: z.tuple([z.string()]) }),
]);
export const ENTITY_QUERY = z.object({
  entityName: z.string(),
  indexName: z.string(),
  partition: z.array(z.unknown()).optional(),
  range: CONDITION.optional(),
  filters: FILTERS.optional(),
  sort: z.enum(['ASC', 'DESC']).optional(),
  cursor: z.string().optional(),
  limit: z.number().optional(),
  options: READ_OPTIONS,
});

export interface Page {
  entries: Entry[];
  cursor: string | undefined;
}

/** Forge KVS: a query page has 10 values by default and at most 100. */
const DEFAULT_LIMIT = 10;
const MOST = 100;

/** Values whose key begins with a prefix, in key order. */
export function queryKeys(space: Space, query: z.infer<typeof QUERY>): Page {
  const limit = checkLimit(query.limit);
  let prefix = '';
  if (query.where !== undefined) {
    const where = KEY_PREFIX.safeParse(query.where);
    if (!where.success)
      throw new KvsError('QUERY_WHERE_INVALID', 'A query can only ask for keys that begin with a text');
    prefix = where.data[0].values[0];
  }
  const after = query.after === undefined ? undefined : readCursor(query.after);
  const found: Entry[] = [];
  for (const key of space.keys()) {
    if (!key.startsWith(prefix) || (after !== undefined && key <= after)) continue;
    const entry = space.get(key);
    if (entry) found.push(entry);
    if (found.length > limit) break;
  }
  return page(found, limit);
}

/** Values of an entity in one partition of an index, ordered by the index's range attribute, then by key. */
export function queryEntity(values: Values, query: z.infer<typeof ENTITY_QUERY>): Page {
  const limit = checkLimit(query.limit);
  const entity = values.entity(query.entityName);
  const index =
    query.indexName === 'by-key'
      ? { name: 'by-key', partition: [], range: [] }
      : entity.indexes.find(candidate => candidate.name === query.indexName);
  if (!index) throw new KvsError('INVALID_INDEX', `The entity "${entity.name}" has no index "${query.indexName}"`);
  const partition = query.partition ?? [];
  if (partition.length !== index.partition.length)
    throw new KvsError(
      'INVALID_PARTITION',
      `The index "${index.name}" needs ${index.partition.length} partition value(s)`,
    );

  const space = values.space({ kind: 'entity', name: entity.name });
  const [rangeName] = index.range;
  const found: { entry: Entry; range: unknown }[] = [];
  for (const key of space.keys()) {
    const entry = space.get(key);
    if (!entry) continue;
    const value: unknown = JSON.parse(entry.json);
    if (index.partition.some((name, i) => attribute(value, name) !== partition[i])) continue;
    const range = rangeName === undefined ? key : attribute(value, rangeName);
    if (range === undefined || (query.range && !holds(range, query.range))) continue;
    if (query.filters && !satisfies(value, query.filters)) continue;
    found.push({ entry, range });
  }
  found.sort((a, b) => (compare(a.range, b.range) ?? 0) || (compare(a.entry.key, b.entry.key) ?? 0));
  if (query.sort === 'DESC') found.reverse();
  const entries = found.map(({ entry }) => entry);
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor);
  const start = after === undefined ? 0 : entries.findIndex(entry => entry.key === after) + 1;
  return page(entries.slice(start, start + limit + 1), limit);
}

function checkLimit(limit = DEFAULT_LIMIT): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST)
    throw new KvsError('LIST_QUERY_LIMIT_EXCEEDED', `The limit must be between 1 and ${MOST}`);
  return limit;
}

function page(found: Entry[], limit: number): Page {
  const entries = found.slice(0, limit);
  const last = found.length > limit ? entries.at(-1) : undefined;
  return { entries, cursor: last && Buffer.from(last.key).toString('base64url') };
}

function readCursor(cursor: string): string {
  return Buffer.from(cursor, 'base64url').toString();
}
