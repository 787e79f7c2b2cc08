import { Hono } from 'hono';

import { JiraError, unauthorized } from './errors';
import type { RateLimits } from './rate-limits';
import { addConversationRoutes } from './routes/conversation';
import { addCreateMetadataRoutes } from './routes/create-metadata';
import { addFieldRoutes } from './routes/fields';
import { addIssuePropertyRoutes } from './routes/issue-properties';
import { addIssueRoutes } from './routes/issues';
import type { SiteEnv, SiteParts } from './routes/parts';
import { addPermissionRoutes } from './routes/permissions';
import { addProjectRoutes } from './routes/projects';
import { addSearchRoutes } from './routes/search';
import { addSiteInfoRoutes } from './routes/site-info';

const BASE = '/rest/api/3';
const METHODS = ['GET', 'POST', 'PUT', 'DELETE'];
/** POST requests that only read: they cost a point for each object they answer. */
const READING_POSTS = ['search/jql', 'search/approximate-count', 'issue/bulkfetch', 'permissions/check', 'jql/parse'];

/** `/rest/api/3`: every resource of the site, with Jira's answers for what doesn't exist. */
export function createRest(parts: SiteParts, limits: RateLimits): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>().basePath(BASE);

  const routeOf = (method: string, path: string): string | undefined =>
    app.router
      .match(method, path)[0]
      .map(([[, route]]) => route.path)
      .find(route => !route.endsWith('*'));

  app.use('*', async (context, next) => {
    if (context.env.principal.kind !== 'app') return next();
    const { method, path } = context.req;
    const endpoint = routeOf(method, path) ?? path;
    const idOrKey = endpoint.startsWith(`${BASE}/issue/:issue`) ? path.split('/')[5] : undefined;
    const issue = method === 'GET' || idOrKey === undefined ? undefined : parts.state.issues.find(idOrKey);
    const call = { method, endpoint, writesIssue: issue?.id ?? null };
    const refusal = limits.admit(call);
    if (refusal !== null) return refusal;
    await next();
    const reads = method === 'GET' || READING_POSTS.some(suffix => endpoint === `${BASE}/${suffix}`);
    const headers = limits.settle(call, reads ? 1 + (context.get('objects') ?? 1) : 1);
    for (const [name, value] of Object.entries(headers)) context.header(name, value);
  });

  addIssuePropertyRoutes(app, parts);
  addSearchRoutes(app, parts);
  addCreateMetadataRoutes(app, parts);
  addIssueRoutes(app, parts);
  addConversationRoutes(app, parts);
  addFieldRoutes(app, parts);
  addPermissionRoutes(app, parts);
  addProjectRoutes(app, parts);
  addSiteInfoRoutes(app, parts);

  app.onError((error, context) => {
    if (!(error instanceof JiraError)) throw error;
    return context.json(error.body(), error.status);
  });
  app.notFound(context => {
    const { method, path } = context.req;
    if (context.env.principal.kind === 'anonymous') return context.json(unauthorized().body(), 401);
    const known = METHODS.some(other => routeOf(other, path) !== undefined);
    const refusal = known
      ? new JiraError(405, [`The method ${method} is not allowed for this resource.`])
      : new JiraError(404, [`null for uri: ${context.req.url}`]);
    return context.json(refusal.body(), refusal.status);
  });
  return app;
}
