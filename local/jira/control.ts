import { Hono } from 'hono';
import * as z from 'zod';

import { JiraError } from './errors';
import { USERS } from './people';
import { issueBody, toInput } from './routes/issues';
import { DEFAULT_SWITCHES, type SiteState } from './state';
import type { JsonObject } from './types';
import type { Writer } from './write';

const switches = z.strictObject({
  removeFields: z.array(z.string()),
  offScreen: z.array(z.string()),
  appPermissions: z.array(z.string()).nullable(),
  appPermissionsIn: z.record(z.string(), z.array(z.string())),
  hiddenFromApp: z.array(z.string()),
  hiddenFromPeople: z.partialRecord(z.enum(['admin', 'analyst', 'viewer']), z.array(z.string())),
  panel: z.enum(['default', 'pinned', 'hidden']),
  rateLimits: z.boolean(),
  rateLimitOverrides: z.record(z.string(), z.number().positive()),
  localIds: z.enum(['keep', 'drop', 'change', 'refuse']),
  refuseDocuments: z.boolean(),
  searchLagMs: z.number().min(0),
  searchTokenMs: z.number().min(0).nullable(),
  searchShortPages: z.boolean(),
  options: z.record(z.string(), z.array(z.string())),
});

const moment = z.iso.datetime({ offset: true }).transform(text => new Date(text));
const oldIssues = z
  .array(
    issueBody.extend({
      created: moment.optional(),
      resolutiondate: moment.nullish(),
      /** Key or id, in place of `fields.project`. */
      project: z.string().optional(),
      history: z
        .array(
          z.object({
            at: moment,
            /** A person's name or account id. */
            author: z.string(),
            field: z.string(),
            from: z.string().nullish(),
            to: z.string().nullish(),
          }),
        )
        .optional(),
    }),
  )
  .max(20_000);
const move = z.strictObject({ issue: z.string(), project: z.string() });
const cloned = z.strictObject({ issue: z.string() });

/** Bodies of 10,000 issues are planted by benchmarks and by tests of backfill, which need alerts older than the app. */
function addPlanting(control: Hono, writer: Writer, now: () => Date): void {
  control.post('/site/issues', async context => {
    const body: unknown = await context.req.json().catch(() => undefined);
    const read = oldIssues.safeParse(body);
    if (!read.success) return context.json({ error: z.prettifyError(read.error) }, 400);
    const planter = { kind: 'user', accountId: USERS[0]?.accountId ?? '' } as const;
    try {
      const planted = read.data.map(({ created, resolutiondate, history = [], project, ...issue }) =>
        writer.plant(planter, toInput({ ...issue, fields: placed(issue.fields ?? {}, project) }), {
          created: created ?? now(),
          resolved: resolutiondate ?? null,
          changes: history.map(({ author, from = null, to = null, ...change }) => ({
            ...change,
            author: USERS.find(({ name }) => name === author)?.accountId ?? author,
            from,
            to,
          })),
        }),
      );
      return context.json(
        planted.map(({ id, key }) => ({ id, key })),
        201,
      );
    } catch (error) {
      if (error instanceof JiraError) return context.json(error.body(), 400);
      throw error;
    }
  });
}

function placed(fields: JsonObject, project: string | undefined): JsonObject {
  if (project === undefined) return fields;
  return { ...fields, project: /^\d+$/.test(project) ? { id: project } : { key: project } };
}

/** Jira moves issues in its own pages and by its bulk API, which nothing here needs: this is the short way to one. */
function addMoving(control: Hono, state: SiteState, writer: Writer): void {
  control.put('/site/move', async context => {
    const read = move.safeParse(await context.req.json().catch(() => undefined));
    if (!read.success) return context.json({ error: z.prettifyError(read.error) }, 400);
    const issue = state.issues.find(read.data.issue);
    if (issue === undefined) return context.json({ error: 'No such issue.' }, 404);
    const mover = { kind: 'user', accountId: USERS[0]?.accountId ?? '' } as const;
    try {
      writer.move(mover, issue, read.data.project);
      return context.json({ id: issue.id, key: issue.key });
    } catch (error) {
      if (error instanceof JiraError) return context.json(error.body(), 400);
      throw error;
    }
  });
}

function addCloning(control: Hono, state: SiteState, writer: Writer): void {
  control.post('/site/clone', async context => {
    const body: unknown = await context.req.json().catch(() => undefined);
    const read = cloned.safeParse(body);
    if (!read.success) return context.json({ error: z.prettifyError(read.error) }, 400);
    const original = state.issues.find(read.data.issue);
    if (original === undefined) return context.json({ error: `There is no issue ${read.data.issue}.` }, 404);
    const { id, key } = writer.clone({ kind: 'user', accountId: USERS[0]?.accountId ?? '' }, original);
    return context.json({ id, key }, 201);
  });
}

/**
 * `/site`: PUT sets what its body names and leaves the rest, GET shows it, DELETE restores everything.
 * `/site/issues`: POST plants issues with a creation time of their own, told to nobody. `/site/move`: PUT moves an issue
 * to another project. `/site/clone`: POST clones an issue as Jira's menu does.
 */
export function createControl(state: SiteState, writer: Writer, now: () => Date): Hono {
  const control = new Hono();
  addPlanting(control, writer, now);
  addMoving(control, state, writer);
  addCloning(control, state, writer);
  control.get('/site', context => context.json(state.switches));
  control.put('/site', async context => {
    const body: unknown = await context.req.json().catch(() => undefined);
    const read = switches.partial().safeParse(body);
    if (!read.success) return context.json({ error: z.prettifyError(read.error) }, 400);
    const named = Object.fromEntries(Object.entries(read.data).filter(([, value]) => value !== undefined));
    state.switches = { ...state.switches, ...named };
    return context.json(state.switches);
  });
  control.delete('/site', context => {
    state.switches = DEFAULT_SWITCHES;
    return context.body(null, 204);
  });
  return control;
}
