import type { AqlNode } from '../aql/ast';
import { AqlSyntaxError } from '../aql/syntax-error';
import { listFieldNames } from '../aql/list-field-names';
import type { WireAsset } from '../asset';
import { classifyQuery } from '../meter';
import type { TenantState } from '../state';
import { answerAsset } from './answer-asset';
import { readCursor, writeCursor } from './cursor';
import { ApiError } from './errors';
import { DEFAULT_FIELDS, KNOWN_FIELDS } from './fields';
import { describeBadAql, parseQuery, type AssetsRequest } from './query-request';

const MAX_REMEMBERED = 10_000;
const KNOWN_NAMES = new Set(KNOWN_FIELDS.map(field => field.name));

/** The assets that a query selects, in inventory order. Counts the query by kind. @throws ApiError for bad AQL */
export function selectAssets(query: string | null | undefined, state: TenantState, now: Date): readonly WireAsset[] {
  const node = parseQuery(query, state.shapes);
  if (node === null) {
    state.meter.countQuery('all');
    return state.devices();
  }
  state.meter.countQuery(classifyQuery(node));
  if (state.shapes.unknownField === 'error') refuseUnknownFields(node, state);
  try {
    return state.index().select(node, now);
  } catch (error) {
    throw error instanceof AqlSyntaxError ? describeBadAql(error, state.shapes) : error;
  }
}

function refuseUnknownFields(node: AqlNode, state: TenantState): void {
  const unknown = listFieldNames(node).find(field => !KNOWN_NAMES.has(field) && !state.index().hasValues(field));
  if (unknown !== undefined)
    throw new ApiError(state.shapes.badAqlStatus, 'Invalid AQL', `Field not found: ${unknown}.`);
}

/** The answer to `POST /api/v2/assets/devices`: one page of assets, with `meta` unless it was declined. */
export function answerQuery(request: AssetsRequest, state: TenantState, now: Date): unknown {
  const cursor = typeof request.next_page === 'string' ? readCursor(request.next_page) : null;
  const { limit, offset } = cursor ?? request.page;
  const query = (cursor === null ? request.query : cursor.query) ?? undefined;
  const found = selectAssets(query, state, now);
  const page = found.slice(offset, offset + limit);
  const details = request.include_details || state.shapes.details;
  const wanted = { fields: request.fields ?? DEFAULT_FIELDS, exclude: request.fields_to_exclude, details };
  const assets = page.map(asset => answerAsset(asset, wanted, state.shapes));
  if (!request.include_metadata || state.shapes.meta === 'missing') return { assets };
  // https://github.com/elastic/integrations, packages/axonius: a recorded last page has a cursor and the limit as its size.
  const goesOn = state.shapes.lastPage === 'goes-on';
  const hasMore = (goesOn || offset + page.length < found.length) && state.shapes.meta !== 'no-cursor';
  return {
    assets,
    meta: {
      ...describeCache(query, request.use_cache_entry, state, now),
      page: {
        number: Math.floor(offset / limit) + 1,
        size: goesOn ? limit : page.length,
        totalPages: Math.ceil(found.length / limit),
        totalResources: found.length,
      },
      ...(hasMore
        ? { next_page: writeCursor({ ...(query === undefined ? {} : { query }), limit, offset: offset + limit }) }
        : {}),
      expand_row: false,
      optimized_view: false,
      relation_fields_data: false,
    },
  };
}

/** A cached answer is as true as a fresh one here, because the cache ends when the inventory changes; only its age differs. */
function describeCache(query: string | undefined, useCache: boolean, state: TenantState, now: Date): object {
  const key = query ?? '';
  const known = useCache ? state.computedAt.get(key) : undefined;
  if (known === undefined) {
    if (state.computedAt.size >= MAX_REMEMBERED) state.computedAt.clear();
    state.computedAt.set(key, now);
  }
  return { cache_last_updated: (known ?? now).toUTCString(), is_data_from_cache: known !== undefined };
}
