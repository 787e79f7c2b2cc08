import type { Hono } from 'hono';

import { ISSUE_TYPES } from '../catalogue';
import { JiraError } from '../errors';
import { describeCreateFields } from '../metadata';
import { findProject } from '../state';
import type { Principal, ProjectDefinition } from '../types';
import { pageOf, readPage, type SiteEnv, type SiteParts } from './parts';

/** What may be created in a project, and with which fields. */
export function addCreateMetadataRoutes(app: Hono<SiteEnv>, { permissions, show, state }: SiteParts): void {
  function demandProject(principal: Principal, idOrKey: string): ProjectDefinition {
    permissions.demandActor(principal);
    const project = findProject(idOrKey);
    if (project !== undefined && permissions.hasInProject(principal, 'CREATE_ISSUES', project.id)) return project;
    throw new JiraError(400, [`No project could be found with key or id '${idOrKey}'.`]);
  }

  app.get('/issue/createmeta/:project/issuetypes', context => {
    const project = demandProject(context.env.principal, context.req.param('project'));
    const types = ISSUE_TYPES.filter(({ id }) => project.issueTypeIds.includes(id)).map(type => show.issueType(type));
    const { values, startAt, maxResults, total } = pageOf(types, readPage(context, 200, 50));
    return context.json({ maxResults, startAt, total, issueTypes: values });
  });

  app.get('/issue/createmeta/:project/issuetypes/:type', context => {
    const project = demandProject(context.env.principal, context.req.param('project'));
    const type = ISSUE_TYPES.find(({ id }) => id === context.req.param('type') && project.issueTypeIds.includes(id));
    if (type === undefined) throw new JiraError(400, ['The issue type does not belong to the project.']);
    const fields = describeCreateFields(project, type, state, show);
    const { values, startAt, maxResults, total } = pageOf(fields, readPage(context, 200, 50));
    return context.json({ maxResults, startAt, total, fields: values });
  });
}
