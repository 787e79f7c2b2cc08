import * as z from 'zod';
import { ask, callSite } from './jira';

const personSchema = z.object({ accountId: z.string(), displayName: z.string() });

const fieldsSchema = z
  .object({
    summary: z.string().nullish(),
    issuetype: z.object({ id: z.string(), name: z.string() }).optional(),
    project: z.object({ id: z.string(), key: z.string(), name: z.string() }).optional(),
    status: z
      .object({ id: z.string(), name: z.string(), statusCategory: z.object({ key: z.string() }).optional() })
      .optional(),
    priority: z.object({ id: z.string(), name: z.string() }).nullish(),
    assignee: personSchema.nullish(),
    reporter: personSchema.nullish(),
    created: z.string().optional(),
    updated: z.string().optional(),
  })
  .catchall(z.unknown());

const issueSchema = z.object({
  id: z.string(),
  key: z.string(),
  fields: fieldsSchema,
  properties: z.record(z.string(), z.unknown()).optional(),
});
export type Issue = z.infer<typeof issueSchema>;

const pageSchema = z.object({
  issues: z.array(issueSchema),
  isLast: z.boolean().optional(),
  nextPageToken: z.string().optional(),
});
export type IssuePage = z.infer<typeof pageSchema>;

/** One page of a search, newest index first as the JQL says; fields are Jira field ids. */
export function searchIssues(
  jql: string,
  fields: readonly string[],
  maxResults: number,
  nextPageToken?: string,
): Promise<IssuePage> {
  return ask(pageSchema, 'POST', '/rest/api/3/search/jql', {
    jql,
    fields,
    properties: ['axonius-asset-intelligence'],
    maxResults,
    ...(nextPageToken === undefined ? {} : { nextPageToken }),
  });
}

export function readIssue(key: string): Promise<Issue> {
  return ask(
    issueSchema,
    'GET',
    `/rest/api/3/issue/${encodeURIComponent(key)}?fields=*all&properties=axonius-asset-intelligence`,
  );
}

const editMetaSchema = z.object({ fields: z.record(z.string(), z.unknown()) });

/** Ids of the fields that the page's user may edit on this issue. */
export async function readEditableFields(key: string): Promise<ReadonlySet<string>> {
  const meta = await ask(editMetaSchema, 'GET', `/rest/api/3/issue/${encodeURIComponent(key)}/editmeta`);
  return new Set(Object.keys(meta.fields));
}

export async function editIssue(key: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
  await callSite('PUT', `/rest/api/3/issue/${encodeURIComponent(key)}`, { fields });
}

const createdSchema = z.object({ id: z.string(), key: z.string() });

export function createIssue(fields: Readonly<Record<string, unknown>>): Promise<z.infer<typeof createdSchema>> {
  return ask(createdSchema, 'POST', '/rest/api/3/issue', { fields });
}

const changelogSchema = z.object({
  values: z.array(
    z.object({
      id: z.string(),
      author: personSchema.optional(),
      created: z.string(),
      items: z.array(
        z.object({
          field: z.string(),
          fieldId: z.string().optional(),
          fromString: z.string().nullish(),
          toString: z.preprocess(value => (typeof value === 'function' ? null : value), z.string().nullish()),
        }),
      ),
    }),
  ),
});
export type ChangeGroup = z.infer<typeof changelogSchema>['values'][number];

export async function readChangelog(key: string): Promise<ChangeGroup[]> {
  const page = await ask(
    changelogSchema,
    'GET',
    `/rest/api/3/issue/${encodeURIComponent(key)}/changelog?maxResults=100`,
  );
  return page.values;
}

const transitionsSchema = z.object({
  transitions: z.array(z.object({ id: z.string(), name: z.string(), to: z.object({ name: z.string() }).optional() })),
});
export type Transition = z.infer<typeof transitionsSchema>['transitions'][number];

/** Steps of the workflow that the user may take; none where the site offers no transitions. */
export async function readTransitions(key: string): Promise<Transition[]> {
  const { transitions } = await ask(
    transitionsSchema,
    'GET',
    `/rest/api/3/issue/${encodeURIComponent(key)}/transitions`,
  );
  return transitions;
}

export async function moveIssue(key: string, transitionId: string): Promise<void> {
  await callSite('POST', `/rest/api/3/issue/${encodeURIComponent(key)}/transitions`, {
    transition: { id: transitionId },
  });
}
