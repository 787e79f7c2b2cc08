import * as z from 'zod';
import type { BackfillDefinitions } from '../contract/backfill';
import type { Problem, Reply } from '../contract/reply';
import {
  checkBackfill,
  commandBackfill,
  loadBackfill,
  runBackfillAgain,
  startBackfill,
} from '../features/backfill/backfill-orders';
import { orderPorts } from '../forge/backfill-orders';
import { requireAdmin } from './require-admin';

const jql = z.string().max(5_000);
const id = z.string().min(1).max(100);
const inputs = {
  check: z.object({ jql }),
  start: z.object({ jql, mode: z.enum(['dry-run', 'record', 'field']) }),
  command: z.object({ id, command: z.enum(['pause', 'resume', 'cancel']) }),
  again: z.object({ id }),
};

type Handlers = {
  readonly [Call in keyof BackfillDefinitions]: (request: {
    readonly payload: unknown;
  }) => Promise<ReturnType<BackfillDefinitions[Call]>>;
};

/** Calls of the tab *Backfill*, part of the admin page's resolver. */
export const backfillCalls: Handlers = {
  loadBackfill: requireAdmin(() => loadBackfill(orderPorts())),

  checkBackfill: requireAdmin(({ payload }) =>
    withInput(inputs.check, payload, input => checkBackfill(input.jql, orderPorts())),
  ),

  startBackfill: requireAdmin(({ payload }) =>
    withInput(inputs.start, payload, input => startBackfill(input, orderPorts())),
  ),

  commandBackfill: requireAdmin(({ payload }) =>
    withInput(inputs.command, payload, input => commandBackfill(input.id, input.command, orderPorts())),
  ),

  runBackfillAgain: requireAdmin(({ payload }) =>
    withInput(inputs.again, payload, input => runBackfillAgain(input.id, orderPorts())),
  ),
};

async function withInput<Input, Output>(
  schema: z.ZodType<Input>,
  payload: unknown,
  use: (input: Input) => Promise<Reply<Output>>,
): Promise<Reply<Output>> {
  const parsed = schema.safeParse(payload);
  return parsed.success ? use(parsed.data) : { ok: false, problem: unreadable };
}

const unreadable: Problem = {
  kind: 'invalid',
  sentence: 'The app did not understand what this page sent. Nothing was changed.',
  nextStep: 'Reload the page and try again.',
};
