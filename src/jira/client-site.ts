import type { z } from 'zod';
import type { Result } from '../domain/pacing/failure';
import { path, withQuery } from './path';
import {
  type CreateField,
  type JiraField,
  type JiraIssueType,
  type JiraProject,
  createFieldsSchema,
  fieldSchema,
  issueTypeSchema,
  listOf,
  permissionsSchema,
  projectPageSchema,
} from './schemas';
import type { Send } from './send';

export interface PermissionQuestion {
  /** Another account than the caller's needs Administer Jira. */
  readonly accountId?: string;
  readonly globalPermissions?: readonly string[];
  readonly projectPermissions?: readonly {
    readonly permissions: readonly string[];
    readonly issues?: readonly string[];
    readonly projects?: readonly string[];
  }[];
}

/** What was granted; ids that Jira doesn't know are dropped silently, so only what stands here is granted. */
export type Permissions = z.output<typeof permissionsSchema>;

export interface SiteCalls {
  listFields(): Promise<Result<readonly JiraField[]>>;
  listIssueTypes(): Promise<Result<readonly JiraIssueType[]>>;
  /** One page of at most 100 projects, or all of `ids`; `query` matches names and keys. */
  searchProjects(search?: {
    readonly query?: string;
    readonly ids?: readonly string[];
    readonly startAt?: number;
    /** Tells the issue types of each project, too. */
    readonly withIssueTypes?: boolean;
  }): Promise<Result<{ readonly projects: readonly JiraProject[]; readonly isLast: boolean }>>;
  /** Fields on the create screen of an issue type, over all pages. */
  createFields(projectId: string, issueTypeId: string): Promise<Result<readonly CreateField[]>>;
  checkPermissions(question: PermissionQuestion): Promise<Result<Permissions>>;
}

const PROJECT_PAGE = 100;
/** "id: up to 50 project IDs" (https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-projects/). */
const PROJECT_IDS = 50;
const CREATE_PAGE = 200;
/** A create screen with more than 1,000 fields doesn't exist; a server that always says "more" must not hold us. */
const MOST_PAGES = 5;

export function createSiteCalls(send: Send): SiteCalls {
  return {
    listFields: () =>
      send({ method: 'GET', path: path`/rest/api/3/field`, purpose: 'read', schema: listOf(fieldSchema) }),
    listIssueTypes: () =>
      send({ method: 'GET', path: path`/rest/api/3/issuetype`, purpose: 'read', schema: listOf(issueTypeSchema) }),
    searchProjects: async (search = {}) => {
      const { ids = [], query, startAt = 0, withIssueTypes = false } = search;
      const expand = withIssueTypes ? 'issueTypes' : undefined;
      const found: JiraProject[] = [];
      for (let at = 0; at < Math.max(1, ids.length); at += PROJECT_IDS) {
        const answer = await readProjects(send, { startAt, query, expand, ids: ids.slice(at, at + PROJECT_IDS) });
        if (!answer.ok || ids.length <= PROJECT_IDS) return answer;
        found.push(...answer.value.projects);
      }
      return { ok: true, value: { projects: found, isLast: true } };
    },
    createFields: (projectId, issueTypeId) => readCreateFields(send, projectId, issueTypeId),
    checkPermissions: question =>
      send({
        method: 'POST',
        path: path`/rest/api/3/permissions/check`,
        body: {
          ...question,
          // Ids are integers in this request, unlike everywhere else.
          projectPermissions: question.projectPermissions?.map(({ permissions, issues, projects }) => ({
            permissions,
            ...(issues === undefined ? {} : { issues: issues.map(Number) }),
            ...(projects === undefined ? {} : { projects: projects.map(Number) }),
          })),
        },
        purpose: 'query',
        schema: permissionsSchema,
      }),
  };
}

async function readProjects(
  send: Send,
  search: {
    readonly startAt: number;
    readonly query: string | undefined;
    readonly expand: string | undefined;
    readonly ids: readonly string[];
  },
): Promise<Result<{ readonly projects: readonly JiraProject[]; readonly isLast: boolean }>> {
  const { startAt, query, expand, ids } = search;
  const base = withQuery(path`/rest/api/3/project/search`, { startAt, maxResults: PROJECT_PAGE, query, expand });
  const answer = await send({
    method: 'GET',
    path: withProjectIds(base, ids),
    purpose: 'query',
    schema: projectPageSchema,
  });
  // Jira REST v3, project/search: 404 "if no projects matching the search criteria are found".
  if (!answer.ok) return answer.failure.status === 404 ? { ok: true, value: { projects: [], isLast: true } } : answer;
  const { values, total, isLast } = answer.value;
  return { ok: true, value: { projects: values, isLast: isLast ?? startAt + values.length >= (total ?? 0) } };
}

async function readCreateFields(
  send: Send,
  projectId: string,
  issueTypeId: string,
): Promise<Result<readonly CreateField[]>> {
  const found: CreateField[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await send({
      method: 'GET',
      path: withQuery(path`/rest/api/3/issue/createmeta/${projectId}/issuetypes/${issueTypeId}`, {
        startAt: found.length,
        maxResults: CREATE_PAGE,
      }),
      purpose: 'query',
      schema: createFieldsSchema,
    });
    if (!answer.ok) return answer;
    found.push(...answer.value.list);
    if (answer.value.list.length === 0 || found.length >= (answer.value.total ?? 0)) break;
  }
  return { ok: true, value: found };
}

/** Jira wants `id` once per project, not a comma list. */
function withProjectIds(base: ReturnType<typeof withQuery>, ids: readonly string[]): ReturnType<typeof withQuery> {
  if (base === null || ids.length === 0) return base;
  const list = ids.filter(id => /^\d+$/.test(id)).map(id => `id=${id}`);
  // Digits need no encoding, so the result keeps the brand's promise.
  return `${base}&${list.join('&')}` as typeof base;
}
