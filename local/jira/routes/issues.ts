import type { Context, Hono } from 'hono';
import * as z from 'zod';

import { JiraError } from '../errors';
import { jsonObject, jsonValue, readBody } from '../json';
import { describeEditFields } from '../metadata';
import type { IssueInput } from '../types';
import { readFlag, readList, type SiteEnv, type SiteParts } from './parts';

export const issueBody = z.object({
  fields: jsonObject.nullish(),
  update: z.record(z.string(), z.array(jsonObject)).nullish(),
  properties: z.array(z.object({ key: z.string(), value: jsonValue })).nullish(),
  transition: z.looseObject({ id: z.string() }).nullish(),
  historyMetadata: jsonObject.nullish(),
});

/** A request's body as the writer takes it. */
export function toInput(body: z.infer<typeof issueBody>): IssueInput {
  return { fields: body.fields ?? {}, update: body.update ?? {}, properties: body.properties ?? [] };
}

/** Issues: create, read, edit, delete, edit metadata, transitions. */
export function addIssueRoutes(
  app: Hono<SiteEnv>,
  { permissions, renderer, writer, state, show, baseUrl }: SiteParts,
): void {
  const readView = (context: Context<SiteEnv>): Parameters<typeof renderer.render>[2] => ({
    fields: readList(context, 'fields'),
    properties: readList(context, 'properties'),
    expand: readList(context, 'expand'),
  });

  app.post('/issue', async context => {
    const actor = permissions.demandActor(context.env.principal);
    const issue = writer.create(actor, toInput(await readBody(context.req.raw, issueBody)));
    return context.json({ id: issue.id, key: issue.key, self: `${baseUrl()}/rest/api/3/issue/${issue.id}` }, 201);
  });

  app.get('/issue/:issue', context => {
    const issue = permissions.demandVisible(context.env.principal, context.req.param('issue'));
    const actor = permissions.demandActor(context.env.principal);
    return context.json(renderer.render(actor, issue, readView(context)));
  });

  app.put('/issue/:issue', async context => {
    const issue = permissions.demandVisible(context.env.principal, context.req.param('issue'));
    const actor = permissions.demandActor(context.env.principal);
    const body = await readBody(context.req.raw, issueBody);
    writer.edit(actor, issue, toInput(body), {
      overrideScreenSecurity: readFlag(context, 'overrideScreenSecurity', false),
      overrideEditableFlag: readFlag(context, 'overrideEditableFlag', false),
      notifyUsers: readFlag(context, 'notifyUsers', true),
    });
    if (!readFlag(context, 'returnIssue', false)) return context.body(null, 204);
    return context.json(
      renderer.render(actor, issue, { fields: [], properties: [], expand: readList(context, 'expand') }),
    );
  });

  app.delete('/issue/:issue', context => {
    const issue = permissions.demandVisible(context.env.principal, context.req.param('issue'));
    writer.remove(permissions.demandActor(context.env.principal), issue);
    return context.body(null, 204);
  });

  app.get('/issue/:issue/editmeta', context => {
    const issue = permissions.demandVisible(context.env.principal, context.req.param('issue'));
    const actor = permissions.demandActor(context.env.principal);
    const overrides =
      readFlag(context, 'overrideScreenSecurity', false) || readFlag(context, 'overrideEditableFlag', false);
    if (overrides && !permissions.hasGlobal(actor, 'ADMINISTER')) {
      throw new JiraError(403, ['You do not have permission to override the screen security or the editable flag.']);
    }
    return context.json({ fields: describeEditFields(actor, issue, state, permissions, show) });
  });

  app.get('/issue/:issue/transitions', context => {
    const issue = permissions.demandVisible(context.env.principal, context.req.param('issue'));
    const may = permissions.hasOnIssue(context.env.principal, 'TRANSITION_ISSUES', issue);
    return context.json({ expand: 'transitions', transitions: may ? renderer.transitions(issue) : [] });
  });

  app.post('/issue/:issue/transitions', async context => {
    const issue = permissions.demandVisible(context.env.principal, context.req.param('issue'));
    const actor = permissions.demandActor(context.env.principal);
    const body = await readBody(context.req.raw, issueBody);
    if (body.transition == null) throw new JiraError(400, ["Missing 'transition' identifier"]);
    writer.transition(actor, issue, body.transition.id, toInput(body));
    return context.body(null, 204);
  });
}
