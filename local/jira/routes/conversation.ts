import type { Hono } from 'hono';
import * as z from 'zod';

import { refuseDocument } from '../adf';
import { JiraError } from '../errors';
import { jsonValue, readBody } from '../json';
import { formatTime } from '../time-format';
import type { Issue, JsonObject } from '../types';
import { pageOf, readPage, type SiteEnv, type SiteParts } from './parts';

/** What happened to an issue: its history and its comments. */
export function addConversationRoutes(
  app: Hono<SiteEnv>,
  { permissions, renderer, writer, show, state, baseUrl }: SiteParts,
): void {
  const describe = (issue: Issue, comment: Issue['comments'][number]): JsonObject => ({
    self: `${baseUrl()}/rest/api/3/issue/${issue.id}/comment/${comment.id}`,
    id: comment.id,
    author: show.user(comment.author),
    body: comment.body,
    updateAuthor: show.user(comment.author),
    created: formatTime(comment.created),
    updated: formatTime(comment.created),
    jsdPublic: true,
  });

  app.get('/issue/:issue/changelog', context => {
    const issue = permissions.demandVisible(context.env.principal, context.req.param('issue'));
    return context.json({
      self: `${baseUrl()}/rest/api/3/issue/${issue.id}/changelog`,
      ...pageOf(renderer.changes(issue.changelog), readPage(context, 100)),
    });
  });

  app.get('/issue/:issue/comment', context => {
    const issue = permissions.demandVisible(context.env.principal, context.req.param('issue'));
    const page = pageOf(
      issue.comments.map(comment => describe(issue, comment)),
      readPage(context, 5000),
    );
    return context.json({
      startAt: page.startAt,
      maxResults: page.maxResults,
      total: page.total,
      comments: page.values,
    });
  });

  app.post('/issue/:issue/comment', async context => {
    const issue = permissions.demandVisible(context.env.principal, context.req.param('issue'));
    const actor = permissions.demandActor(context.env.principal);
    const { body } = await readBody(context.req.raw, z.object({ body: jsonValue }));
    const refusal = refuseDocument(body, state.switches.localIds);
    if (refusal !== null) throw new JiraError(400, [], { comment: refusal });
    return context.json(describe(issue, writer.comment(actor, issue, body)), 201);
  });
}
