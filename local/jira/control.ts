import { Hono } from 'hono';
import * as z from 'zod';

import { JiraError } from './errors';
import { USERS } from './people';
import { issueBody, toInput } from './routes/issues';
import { DEFAULT_SWITCHES, type SiteState } from './state';
import type { Writer } from './write';

const switches = z.strictObject({
  removeFields: z.array(z.string()),
  offScreen: z.array(z.string()),
  appPermissions: z.array(z.string()).nullable(),
  appPermissionsIn: z.record(z.string(), z.array(z.string())),
  hiddenFromApp: z.array(z.string()),
  panel: z.enum(['default', 'pinned', 'hidden']),
  rateLimits: z.boolean(),
  rateLimitOverrides: z.record(z.string(), z.number().positive()),
  localIds: z.enum(['keep', 'drop', 'change', 'refuse']),
  searchLagMs: z.number().min(0),
  searchTokenMs: z.number().min(0).nullable(),
  options: z.record(z.string(), z.array(z.string())),
});

const oldIssues = z.array(issueBody.extend({ created: z.iso.datetime({ offset: true }).optional() })).max(20_000);

/** Bodies of 10,000 issues are planted by benchmarks and by tests of backfill, which need alerts older than the app. */
function addPlanting(control: Hono, writer: Writer, now: () => Date): void {
  control.post('/site/issues', async context => {
    const body: unknown = await context.req.json().catch(() => undefined);
    const read = oldIssues.safeParse(body);
    if (!read.success) return context.json({ error: z.prettifyError(read.error) }, 400);
    const planter = { kind: 'user', accountId: USERS[0]?.accountId ?? '' } as const;
    try {
      const planted = read.data.map(({ created, ...issue }) =>
        writer.plant(planter, toInput(issue), created === undefined ? now() : new Date(created)),
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

/**
 * `/site`: PUT sets what its body names and leaves the rest, GET shows it, DELETE restores everything.
 * `/site/issues`: POST plants issues with a creation time of their own, told to nobody.
 */
export function createControl(state: SiteState, writer: Writer, now: () => Date): Hono {
  const control = new Hono();
  addPlanting(control, writer, now);
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
