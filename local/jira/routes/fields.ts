import type { Hono } from 'hono';

import { JiraError } from '../errors';
import { isOffScreen } from '../state';
import type { FieldDefinition, JsonObject } from '../types';
import { pageOf, readList, readPage, type SiteEnv, type SiteParts } from './parts';

function describeField(field: FieldDefinition): JsonObject {
  return {
    id: field.id,
    key: field.id,
    name: field.name,
    custom: field.custom,
    orderable: field.kind !== 'system',
    navigable: true,
    searchable: true,
    clauseNames: [...field.clauseNames],
    ...(field.projectId === undefined ? {} : { scope: { type: 'PROJECT', project: { id: field.projectId } } }),
    ...(field.schema === undefined ? {} : { schema: field.schema }),
  };
}

/** Fields: all that the caller sees through a project, and the searchable list of company-managed ones. */
export function addFieldRoutes(app: Hono<SiteEnv>, { permissions, state }: SiteParts): void {
  app.get('/field', context => {
    const actor = permissions.demandActor(context.env.principal);
    const seesAny = permissions.hasInProject(actor, 'BROWSE_PROJECTS', '10000');
    const visible = state.fields.all().filter(field => seesAny || !field.custom);
    return context.json(visible.map(describeField));
  });

  app.get('/field/search', context => {
    const actor = permissions.demandActor(context.env.principal);
    if (!permissions.hasInProject(actor, 'BROWSE_PROJECTS', '10000')) {
      throw new JiraError(403, ['Only users with permission to browse a project can see its fields.']);
    }
    const types = readList(context, 'type');
    const ids = readList(context, 'id');
    const query = (context.req.query('query') ?? '').toLowerCase();
    const found = state.fields
      .all()
      .filter(field => field.projectId === undefined && field.schema !== undefined)
      .filter(field => types.length === 0 || types.includes(field.custom ? 'custom' : 'system'))
      .filter(field => ids.length === 0 || ids.includes(field.id))
      .filter(field => field.name.toLowerCase().includes(query))
      .sort((left, right) => left.name.localeCompare(right.name));
    return context.json(
      pageOf(
        found.map(field => ({
          id: field.id,
          key: field.id,
          name: field.name,
          schema: field.schema ?? {},
          description: '',
          isLocked: false,
          searcherKey: '',
          screensCount: isOffScreen(field, state.switches) ? 0 : 2,
          contextsCount: 1,
        })),
        readPage(context, 100, 50),
      ),
    );
  });
}
