import type { Context, Hono } from 'hono';
import * as z from 'zod';

import { JiraError } from '../errors';
import { readBody } from '../json';
import type { Issue } from '../types';
import { readList, type SiteEnv, type SiteParts } from './parts';

/** Jira REST v3, search/jql: at most 5000 issues when only ids or keys are asked for. */
const ID_PAGE_LIMIT = 5000;
/** With fields Jira answers fewer; a hundred is what it gives for a handful of them. */
const FIELD_PAGE_LIMIT = 100;
/** Jira REST v3, search/jql and bulk fetch: "properties: a list of up to 5 issue properties". */
const PROPERTY_LIMIT = 5;
/** Jira REST v3, search/jql: "reconcileIssues: accepts max 50 ids". */
const RECONCILE_LIMIT = 50;
/** Jira REST v3, bulk fetch: "up to 100 issue ids or keys". */
const BULK_LIMIT = 100;

/** Jira REST v3: the bodies of these requests are closed (`additionalProperties: false`). */
const searchBody = z.strictObject({
  jql: z.string().nullish(),
  fields: z.array(z.string()).nullish(),
  properties: z.array(z.string()).nullish(),
  maxResults: z.int().nullish(),
  nextPageToken: z.string().nullish(),
  expand: z.string().nullish(),
  fieldsByKeys: z.boolean().nullish(),
  reconcileIssues: z.array(z.int()).nullish(),
});

const countBody = z.strictObject({ jql: z.string().nullish() });

const bulkBody = z.strictObject({
  issueIdsOrKeys: z.array(z.string()).nullish(),
  fields: z.array(z.string()).nullish(),
  properties: z.array(z.string()).nullish(),
  expand: z.array(z.string()).nullish(),
  fieldsByKeys: z.boolean().nullish(),
});

/** Searching by JQL, counting, and reading many issues at once. */
export function addSearchRoutes(app: Hono<SiteEnv>, { permissions, renderer, search, state }: SiteParts): void {
  function find(context: Context<SiteEnv>, body: z.infer<typeof searchBody>): Response {
    const actor = permissions.demandActor(context.env.principal);
    const fields = body.fields?.length ? body.fields : ['id'];
    const properties = body.properties ?? [];
    const expand = body.expand?.split(',') ?? [];
    const reconcile = body.reconcileIssues ?? [];
    limitProperties(properties);
    if (reconcile.length > RECONCILE_LIMIT) {
      throw new JiraError(400, [`The number of issues to reconcile must not exceed ${RECONCILE_LIMIT}.`]);
    }
    const wanted = body.maxResults ?? 50;
    if (wanted < 0) throw new JiraError(400, ['The maxResults must not be negative.']);
    const bare = properties.length === 0 && fields.every(name => name === 'id' || name === 'key');
    const page = search.find(actor, {
      jql: body.jql ?? '',
      maxResults: Math.min(wanted, bare ? ID_PAGE_LIMIT : FIELD_PAGE_LIMIT),
      token: body.nextPageToken ?? null,
      reconcile: reconcile.map(String),
    });
    context.set('objects', page.issues.length);
    const view = { fields, properties, expand: expand.filter(name => name !== 'names' && name !== 'schema') };
    const projects = [...new Set(page.issues.map(({ projectId }) => projectId))];
    const chosen = projects.flatMap(id => renderer.choose(id, fields));
    return context.json({
      issues: page.issues.map(issue => renderer.renderFound(actor, issue, view)),
      isLast: page.nextPageToken === null,
      ...(page.nextPageToken === null ? {} : { nextPageToken: page.nextPageToken }),
      ...(expand.includes('names') ? { names: renderer.names(chosen) } : {}),
      ...(expand.includes('schema') ? { schema: renderer.schemas(chosen) } : {}),
    });
  }

  app.post('/search/jql', async context => find(context, await readBody(context.req.raw, searchBody)));

  app.get('/search/jql', context => {
    const maxResults = context.req.query('maxResults');
    return find(context, {
      jql: context.req.query('jql'),
      fields: readList(context, 'fields'),
      properties: readList(context, 'properties'),
      maxResults: maxResults === undefined ? undefined : Number(maxResults),
      nextPageToken: context.req.query('nextPageToken'),
      expand: context.req.query('expand'),
      reconcileIssues: readList(context, 'reconcileIssues').map(Number),
    });
  });

  app.post('/search/approximate-count', async context => {
    const actor = permissions.demandActor(context.env.principal);
    const body = await readBody(context.req.raw, countBody);
    context.set('objects', 0);
    return context.json({ count: search.count(actor, body.jql ?? '') });
  });

  app.on(['GET', 'POST'], '/search', () => {
    throw new JiraError(410, ['The requested API has been removed. Please migrate to the /rest/api/3/search/jql API.']);
  });

  app.post('/issue/bulkfetch', async context => {
    const actor = permissions.demandActor(context.env.principal);
    const body = await readBody(context.req.raw, bulkBody);
    const wanted = body.issueIdsOrKeys ?? [];
    if (wanted.length === 0) throw new JiraError(400, ['issueIdsOrKeys must not be empty.']);
    if (wanted.length > BULK_LIMIT) throw new JiraError(400, [`issueIdsOrKeys must not exceed ${BULK_LIMIT} items.`]);
    limitProperties(body.properties ?? []);
    // "If an issue is not found or the caller has no permission to see it, it isn't returned", nor told among the errors.
    const found = new Map<string, Issue>();
    for (const idOrKey of wanted) {
      const issue = state.issues.find(idOrKey);
      if (issue !== undefined && permissions.hasOnIssue(actor, 'BROWSE_PROJECTS', issue)) found.set(issue.id, issue);
    }
    context.set('objects', found.size);
    const fields = body.fields?.length ? body.fields : ['*navigable'];
    const view = { fields, properties: body.properties ?? [], expand: body.expand ?? [] };
    return context.json({
      issues: [...found.values()]
        .sort((left, right) => Number(left.id) - Number(right.id))
        .map(issue => renderer.render(actor, issue, view)),
      issueErrors: [],
    });
  });

  app.post('/jql/parse', async context => {
    const actor = permissions.demandActor(context.env.principal);
    const body = await readBody(context.req.raw, z.object({ queries: z.array(z.string()).min(1) }));
    return context.json({
      queries: body.queries.map(query => {
        try {
          search.check(actor, query);
          return { query };
        } catch (error) {
          if (error instanceof JiraError) return { query, errors: [...error.errorMessages] };
          throw error;
        }
      }),
    });
  });
}

function limitProperties(properties: readonly string[]): void {
  if (properties.length <= PROPERTY_LIMIT) return;
  throw new JiraError(400, [`The number of properties must not exceed ${PROPERTY_LIMIT}.`]);
}
