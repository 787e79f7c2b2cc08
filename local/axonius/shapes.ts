import * as z from 'zod';

/**
 * Shapes of answers that integrations report differently, or that only a customer's tenant could settle. Each can be
 * switched on with `PUT /__local/shapes`; the first value of each is the default.
 */
export const SHAPES = z.strictObject({
  lastSeen: z.enum(['string', 'array', 'iso', 'epoch']).default('string'),
  hostname: z.enum(['array', 'string']).default('array'),
  /** `hostname_preferred` and `os.type_distribution_preferred`. */
  preferred: z.enum(['string', 'array']).default('string'),
  /** The whole `network_interfaces` as a requested field. */
  networkInterfaces: z.enum(['objects', 'absent', 'strings']).default('objects'),
  agentVersions: z.enum(['objects', 'strings']).default('objects'),
  /** What a requested field without a value looks like. */
  missing: z.enum(['absent', 'null', 'null-list', 'empty-list', 'empty-string']).default('absent'),
  meta: z.enum(['present', 'missing', 'no-cursor']).default('present'),
  /** The last page ends the paging, or carries `next_page` and a full page's `size` like every other. */
  lastPage: z.enum(['ends', 'goes-on']).default('ends'),
  /** `…_details` arrays although the request said no. */
  details: z.boolean().default(false),
  errorBody: z.enum(['errors', 'text', 'html', 'empty', 'v1']).default('errors'),
  badAqlStatus: z.union([z.literal(400), z.literal(422)]).default(400),
  /** Wrong key or secret. */
  badCredentialsStatus: z.union([z.literal(401), z.literal(403)]).default(401),
  /** An unknown field name in a query matches nothing, or is refused like bad AQL. */
  unknownField: z.enum(['nothing', 'error']).default('nothing'),
  /** 202 answers without a result, as a query that is still being computed. */
  queryStatus: z.union([z.literal(200), z.literal(202)]).default(200),
  fieldsBody: z.enum(['strings', 'objects', 'wrapped']).default('strings'),
  deviceBody: z.enum(['asset', 'wrapped']).default('asset'),
});

export type Shapes = z.infer<typeof SHAPES>;

export const DEFAULT_SHAPES: Shapes = SHAPES.parse({});
