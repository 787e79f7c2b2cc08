import * as z from 'zod';
import { ask, callSite } from './jira';

const moduleSchema = z.object({
  key: z.string(),
  type: z.string(),
  title: z.string(),
  /** Issue panels: shown on this issue, or waiting in its Apps menu. */
  state: z.enum(['pinned', 'hidden']).optional(),
});
export type AppModule = z.infer<typeof moduleSchema>;

/** UI modules of the installed app; with an issue, those that this issue shows or offers. */
export function readModules(issueId?: string): Promise<AppModule[]> {
  const query = issueId === undefined ? '' : `?issueId=${encodeURIComponent(issueId)}`;
  return ask(z.array(moduleSchema), 'GET', `/__host/modules${query}`);
}

const contextSchema = z.object({ extension: z.record(z.string(), z.unknown()) }).loose();

/** What `view.getContext()` gives to a module on this site, but for the theme, which the page knows. */
export function readContext(moduleKey: string, issueId?: string): Promise<z.infer<typeof contextSchema>> {
  const query = issueId === undefined ? '' : `&issueId=${encodeURIComponent(issueId)}`;
  return ask(contextSchema, 'GET', `/__host/context?moduleKey=${encodeURIComponent(moduleKey)}${query}`);
}

export interface Invocation {
  readonly moduleKey: string;
  readonly functionKey: string;
  readonly payload: unknown;
  /** What the host vouches for; the server derives the rest of the resolver's context from it. */
  readonly issueId?: string;
}

const answerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.object({ name: z.string(), message: z.string() }) }),
]);

/** Runs a resolver of the app as the page's user; throws in Forge's words when it fails. */
export async function invoke(invocation: Invocation): Promise<unknown> {
  const answer = await ask(answerSchema, 'POST', '/__host/invoke', invocation);
  if (!answer.ok) throw new Error(`There was an error invoking the function - ${answer.error.message}`);
  return answer.value;
}

/** Reads or changes the domains that the app may reach; the server lets only administrators change them. */
export function callEgress(command: string, payload: unknown): Promise<unknown> {
  return callSite('POST', '/__host/egress', { command, payload });
}

/** Adds a panel to one issue, or takes it away, as people do in the issue's Apps menu. */
export async function setPanel(issueId: string, moduleKey: string, state: 'pinned' | 'hidden'): Promise<void> {
  await callSite('PUT', '/__host/panel', { issueId, moduleKey, state });
}
