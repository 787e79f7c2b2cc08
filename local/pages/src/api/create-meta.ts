import * as z from 'zod';
import { ask, JiraRefusal } from './jira';

const projectSchema = z.object({ id: z.string(), key: z.string(), name: z.string() });
export type Project = z.infer<typeof projectSchema>;

const issueTypeSchema = z.object({ id: z.string(), name: z.string(), subtask: z.boolean().optional() });
export type IssueType = z.infer<typeof issueTypeSchema>;

const createFieldSchema = z.object({
  fieldId: z.string(),
  name: z.string(),
  required: z.boolean(),
  schema: z.object({
    type: z.string(),
    items: z.string().optional(),
    custom: z.string().optional(),
    system: z.string().optional(),
  }),
  allowedValues: z
    .array(z.object({ id: z.string(), value: z.string().optional(), name: z.string().optional() }))
    .optional(),
});
export type CreateField = z.infer<typeof createFieldSchema>;

/** Projects in which the page's user may create issues. Jira answers 404 when nothing matches. */
export async function readProjects(): Promise<Project[]> {
  try {
    const page = await ask(
      z.object({ values: z.array(projectSchema) }),
      'GET',
      '/rest/api/3/project/search?action=create&maxResults=100',
    );
    return page.values;
  } catch (reason) {
    if (reason instanceof JiraRefusal && reason.status === 404) return [];
    throw reason;
  }
}

export async function readIssueTypes(projectId: string): Promise<IssueType[]> {
  const page = await ask(
    z.object({ issueTypes: z.array(issueTypeSchema) }),
    'GET',
    `/rest/api/3/issue/createmeta/${projectId}/issuetypes`,
  );
  return page.issueTypes.filter(type => type.subtask !== true);
}

export async function readCreateFields(projectId: string, issueTypeId: string): Promise<CreateField[]> {
  const page = await ask(
    z.object({ fields: z.array(createFieldSchema) }),
    'GET',
    `/rest/api/3/issue/createmeta/${projectId}/issuetypes/${issueTypeId}?maxResults=200`,
  );
  return page.fields;
}
