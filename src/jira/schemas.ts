import * as z from 'zod';

/** Answers of Jira REST v3, as far as they are used. Unknown keys are fine; what is needed must be there. */
const id = z.union([z.string().min(1), z.number().int().transform(String)]);
const anyValues = z.record(z.string(), z.unknown());

export const issueSchema = z.object({
  id,
  key: z.string().catch(''),
  fields: anyValues.nullish().transform(fields => fields ?? {}),
  properties: anyValues.nullish().transform(properties => properties ?? {}),
  /** With `expand=renderedFields` alone: HTML of the fields that a renderer draws. */
  renderedFields: anyValues.optional().catch(undefined),
  /** With `expand=names` alone: what the fields are called, by id. */
  names: z.record(z.string(), z.string()).optional().catch(undefined),
});

export const fieldSchemaSchema = z.object({
  type: z.string().catch('any'),
  items: z.string().optional().catch(undefined),
  system: z.string().optional().catch(undefined),
  custom: z.string().optional().catch(undefined),
});

export const fieldSchema = z.object({
  id: z.string().min(1),
  name: z.string().catch(''),
  custom: z.boolean().catch(false),
  schema: fieldSchemaSchema.optional().catch(undefined),
  /** Present on fields of team-managed projects. */
  scope: z
    .object({ project: z.object({ id }).optional() })
    .optional()
    .catch(undefined),
});

export const issueTypeSchema = z.object({
  id,
  name: z.string().catch(''),
  subtask: z.boolean().catch(false),
  scope: z
    .object({ project: z.object({ id }).optional() })
    .optional()
    .catch(undefined),
});

export const projectSchema = z.object({
  id,
  key: z.string().catch(''),
  name: z.string().catch(''),
  /** `next-gen`: team-managed. */
  style: z.string().optional().catch(undefined),
  /** With `expand=issueTypes` alone: the types that the project has. */
  issueTypes: z.array(z.object({ id })).optional().catch(undefined),
});

/** Lists drop entries that can't be read: one odd field of some other app must not hide all others. */
export function listOf<T>(entry: z.ZodType<T>) {
  return z.array(z.unknown()).transform(entries =>
    entries.flatMap(one => {
      const parsed = entry.safeParse(one);
      return parsed.success ? [parsed.data] : [];
    }),
  );
}

export const searchSchema = z.object({
  issues: listOf(issueSchema),
  nextPageToken: z.string().min(1).nullish(),
  isLast: z.boolean().nullish(),
});

export const countSchema = z.object({ count: z.number() });

export const bulkFetchSchema = z.object({
  issues: listOf(issueSchema),
  issueErrors: listOf(z.object({ id, errorMessage: z.string().catch('') })).catch([]),
});

export const projectPageSchema = z.object({
  values: listOf(projectSchema),
  total: z.number().nullish(),
  isLast: z.boolean().nullish(),
});

const metaField = z.object({
  name: z.string().catch(''),
  required: z.boolean().catch(false),
  schema: fieldSchemaSchema.optional().catch(undefined),
  operations: z.array(z.string()).catch([]),
});

const createField = metaField.extend({ fieldId: z.string().min(1) });

/** The page's list has had several names. */
export const createFieldsSchema = z
  .object({ fields: z.unknown(), results: z.unknown(), values: z.unknown(), total: z.number().nullish() })
  .partial()
  .transform(page => ({ list: page.fields ?? page.results ?? page.values, total: page.total ?? null }))
  .pipe(z.object({ list: listOf(createField), total: z.number().nullable() }));

export const editMetaSchema = z.object({ fields: z.record(z.string(), metaField).catch({}) });

export const permissionsSchema = z.object({
  globalPermissions: z.array(z.string()).catch([]),
  projectPermissions: listOf(
    z.object({
      permission: z.string(),
      issues: z.array(z.union([z.number(), z.string()]).transform(String)).catch([]),
      projects: z.array(z.union([z.number(), z.string()]).transform(String)).catch([]),
    }),
  ).catch([]),
});

export type JiraIssue = z.output<typeof issueSchema>;
export type JiraField = z.output<typeof fieldSchema>;
export type JiraFieldSchema = z.output<typeof fieldSchemaSchema>;
export type JiraIssueType = z.output<typeof issueTypeSchema>;
export type JiraProject = z.output<typeof projectSchema>;
export type MetaField = z.output<typeof metaField>;
export type CreateField = z.output<typeof createField>;
