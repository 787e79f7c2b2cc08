import type { Hono } from 'hono';

import { JiraError } from '../errors';
import { jsonValue, readBody } from '../json';
import type { SiteEnv, SiteParts } from './parts';

/** Issue properties: everybody who sees the issue reads them, only who may edit it writes them. */
export function addIssuePropertyRoutes(app: Hono<SiteEnv>, { permissions, writer, baseUrl }: SiteParts): void {
  app.get('/issue/:issue/properties', context => {
    const issue = permissions.demandVisible(context.env.principal, context.req.param('issue'));
    const self = (key: string): string =>
      `${baseUrl()}/rest/api/3/issue/${issue.id}/properties/${encodeURIComponent(key)}`;
    return context.json({ keys: [...issue.properties.keys()].map(key => ({ self: self(key), key })) });
  });

  app.get('/issue/:issue/properties/:key', context => {
    const issue = permissions.demandVisible(context.env.principal, context.req.param('issue'));
    const key = context.req.param('key');
    const value = issue.properties.get(key);
    if (value === undefined) throw new JiraError(404, [`The property with key '${key}' does not exist.`]);
    return context.json({ key, value });
  });

  app.put('/issue/:issue/properties/:key', async context => {
    const issue = permissions.demandVisible(context.env.principal, context.req.param('issue'));
    const actor = permissions.demandActor(context.env.principal);
    const value = await readBody(context.req.raw, jsonValue);
    const isNew = writer.setProperty(actor, issue, context.req.param('key'), value);
    return context.body(null, isNew ? 201 : 200);
  });

  app.delete('/issue/:issue/properties/:key', context => {
    const issue = permissions.demandVisible(context.env.principal, context.req.param('issue'));
    writer.removeProperty(permissions.demandActor(context.env.principal), issue, context.req.param('key'));
    return context.body(null, 204);
  });
}
