import * as z from 'zod';
import { parseAql } from '../aql/parse';
import { AqlSyntaxError } from '../aql/syntax-error';
import type { AqlNode } from '../aql/ast';
import type { Shapes } from '../shapes';
import { ApiError } from './errors';

/** Axonius' page limit: its clients and integrations name 2000. */
export const MAX_PAGE = 2000;

const QUERY_KEYS = {
  query: z.string().nullish(),
  saved_query_id: z.string().nullish(),
  saved_query_name: z.string().nullish(),
  history: z.string().nullish(),
};

const SOURCES = ['query', 'saved_query_id', 'saved_query_name'] as const;

type QuerySource = z.infer<z.ZodObject<typeof QUERY_KEYS>>;

const COUNT_REQUEST = z.strictObject({ ...QUERY_KEYS, use_cache_entry: z.boolean().default(true) });

const ASSETS_REQUEST = z.strictObject({
  ...QUERY_KEYS,
  fields: z.array(z.string()).optional(),
  fields_to_exclude: z.array(z.string()).default([]),
  page: z
    .strictObject({
      limit: z.int().min(1).max(MAX_PAGE).default(MAX_PAGE),
      offset: z.int().min(0).default(0),
    })
    .prefault({}),
  next_page: z.string().nullish(),
  include_metadata: z.boolean().default(true),
  include_details: z.boolean().default(true),
  use_cache_entry: z.boolean().default(true),
  return_plain_data: z.boolean().optional(),
  // One public script sends it beside `page`, and gets its answer.
  limit: z.int().min(1).optional(),
});

export type AssetsRequest = z.infer<typeof ASSETS_REQUEST>;
export type CountRequest = z.infer<typeof COUNT_REQUEST>;

/** @throws ApiError 400 that names the wrong key. Keys that the API doesn't know are refused, so that a typing error shows. */
export async function readAssetsRequest(request: Request): Promise<AssetsRequest> {
  return parseBody(ASSETS_REQUEST, await readJson(request));
}

/** @throws ApiError 400 that names the wrong key. */
export async function readCountRequest(request: Request): Promise<CountRequest> {
  return parseBody(COUNT_REQUEST, await readJson(request));
}

async function readJson(request: Request): Promise<unknown> {
  const text = await request.text();
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    throw new ApiError(400, 'Bad Request', 'The body is no JSON.');
  }
}

function parseBody<T extends QuerySource>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return checkSource(parsed.data);
  throw new ApiError(400, 'Validation Error', z.prettifyError(parsed.error));
}

/**
 * The three ways to name a query exclude each other; null counts as absent, because IBM's integration always sends
 * `saved_query_name` (github.com/ibmresilient/resilient-community-apps, fn_axonius) and its recorded runs succeeded. Saved queries and
 * history don't exist here.
 */
function checkSource<T extends QuerySource>(body: T): T {
  const sources = SOURCES.filter(key => body[key] != null);
  if (sources.length > 1)
    throw new ApiError(400, 'Validation Error', `Only one of ${sources.join(', ')} may be given.`);
  const saved = body.saved_query_id ?? body.saved_query_name;
  if (saved != null) {
    throw new ApiError(400, 'Saved query not found', `This tenant has no saved query ${saved}.`);
  }
  if (body.history != null) {
    throw new ApiError(400, 'No history', `This tenant keeps no snapshot of ${body.history}.`);
  }
  return body;
}

/**
 * The parsed query; `null` asks for every device.
 *
 * @throws ApiError with the status that is switched on for bad AQL.
 */
export function parseQuery(query: string | null | undefined, shapes: Shapes): AqlNode | null {
  if (query == null) return null;
  try {
    return parseAql(query);
  } catch (error) {
    throw error instanceof AqlSyntaxError ? describeBadAql(error, shapes) : error;
  }
}

export function describeBadAql(error: AqlSyntaxError, shapes: Shapes): ApiError {
  return new ApiError(shapes.badAqlStatus, 'Invalid AQL', error.message);
}
