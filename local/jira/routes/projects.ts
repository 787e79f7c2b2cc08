import type { Hono } from 'hono';

import { ISSUE_TYPES, PRIORITIES, PROJECTS, STATUSES } from '../catalogue';
import { JiraError } from '../errors';
import { findProject } from '../state';
import type { IssueTypeDefinition, JsonObject, ProjectDefinition } from '../types';
import { pageOf, readList, readPage, type SiteEnv, type SiteParts } from './parts';

/** Jira REST v3, project/search: "up to 50 project IDs", "up to 50 project keys". */
const NAMED_LIMIT = 50;

const ACTIONS: Readonly<Record<string, string>> = {
  view: 'BROWSE_PROJECTS',
  browse: 'BROWSE_PROJECTS',
  edit: 'ADMINISTER_PROJECTS',
  create: 'CREATE_ISSUES',
};

/** Projects, issue types, statuses and priorities, as far as the caller may browse them. */
export function addProjectRoutes(app: Hono<SiteEnv>, { permissions, show }: SiteParts): void {
  const describe = (project: ProjectDefinition): JsonObject => ({
    ...show.project(project),
    expand: 'description,lead,issueTypes,url,projectKeys,permissions,insight',
    style: project.teamManaged ? 'next-gen' : 'classic',
    isPrivate: project.teamManaged,
    properties: {},
    ...(project.teamManaged ? { uuid: `3f0c1c52-0000-4000-8000-0000000${project.id}` } : {}),
  });
  const typesOf = (project: ProjectDefinition): IssueTypeDefinition[] =>
    ISSUE_TYPES.filter(({ id }) => project.issueTypeIds.includes(id));

  app.get('/project/search', context => {
    const actor = permissions.demandActor(context.env.principal);
    const [keys, ids, types] = [readList(context, 'keys'), readList(context, 'id'), readList(context, 'typeKey')];
    if (keys.length > NAMED_LIMIT || ids.length > NAMED_LIMIT) {
      throw new JiraError(400, [`A request can name at most ${NAMED_LIMIT} projects.`]);
    }
    const query = (context.req.query('query') ?? '').toLowerCase();
    const permission = ACTIONS[context.req.query('action') ?? 'view'];
    if (permission === undefined) throw new JiraError(400, ['The action is not one of view, browse, edit, create.']);
    const found = PROJECTS.filter(project => permissions.hasInProject(actor, permission, project.id))
      .filter(({ key }) => keys.length === 0 || keys.includes(key))
      .filter(({ id }) => ids.length === 0 || ids.includes(id))
      .filter(({ typeKey }) => types.length === 0 || types.includes(typeKey))
      .filter(({ key, name }) => key.toLowerCase().includes(query) || name.toLowerCase().includes(query))
      .sort((left, right) => left.key.localeCompare(right.key));
    // Jira REST v3, project/search: 404 "if no projects matching the search criteria are found".
    if (found.length === 0) throw new JiraError(404, ['No projects matching the search criteria are found.']);
    const isWithTypes = readList(context, 'expand').includes('issueTypes');
    const shown = found.map(project => ({
      ...describe(project),
      ...(isWithTypes ? { issueTypes: typesOf(project).map(type => show.issueType(type)) } : {}),
    }));
    const page = pageOf(shown, readPage(context, 100, 50));
    context.set('objects', page.values.length);
    return context.json({ self: context.req.url, ...page });
  });

  app.get('/project/:project', context => {
    const project = demandProject(context.req.param('project'), id =>
      permissions.hasInProject(permissions.demandActor(context.env.principal), 'BROWSE_PROJECTS', id),
    );
    return context.json({ ...describe(project), issueTypes: typesOf(project).map(type => show.issueType(type)) });
  });

  app.get('/project/:project/statuses', context => {
    const project = demandProject(context.req.param('project'), id =>
      permissions.hasInProject(permissions.demandActor(context.env.principal), 'BROWSE_PROJECTS', id),
    );
    return context.json(
      typesOf(project).map(type => ({
        self: show.issueType(type)['self'] ?? null,
        id: type.id,
        name: type.name,
        subtask: false,
        statuses: STATUSES.map(status => show.status(status)),
      })),
    );
  });

  app.get('/issuetype', context => {
    // Bad credentials fall back to anonymous here: an empty list, not a 401.
    const visible = PROJECTS.filter(({ id }) => permissions.hasInProject(context.env.principal, 'BROWSE_PROJECTS', id));
    const ids = new Set(visible.flatMap(project => project.issueTypeIds));
    return context.json(ISSUE_TYPES.filter(({ id }) => ids.has(id)).map(type => show.issueType(type)));
  });

  app.get('/issuetype/project', context => {
    const actor = permissions.demandActor(context.env.principal);
    const id = context.req.query('projectId') ?? '';
    if (!/^\d+$/.test(id)) throw new JiraError(400, ['The projectId is required and must be a number.']);
    const project = demandProject(id, wanted => permissions.hasInProject(actor, 'BROWSE_PROJECTS', wanted));
    return context.json(typesOf(project).map(type => show.issueType(type)));
  });

  app.get('/status', context => {
    permissions.demandActor(context.env.principal);
    return context.json(STATUSES.map(status => show.status(status)));
  });

  app.get('/priority', context => {
    permissions.demandActor(context.env.principal);
    return context.json(
      PRIORITIES.map(({ id }) => ({
        ...show.priority(id),
        description: '',
        statusColor: '#ffffff',
        isDefault: id === '3',
      })),
    );
  });
}

function demandProject(idOrKey: string, mayBrowse: (id: string) => boolean): ProjectDefinition {
  const project = findProject(idOrKey);
  if (project !== undefined && mayBrowse(project.id)) return project;
  throw new JiraError(404, [`No project could be found with key '${idOrKey}'.`]);
}
