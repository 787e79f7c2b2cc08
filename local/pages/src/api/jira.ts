import * as z from 'zod';

const errorSchema = z.object({
  errorMessages: z.array(z.string()).optional(),
  errors: z.record(z.string(), z.string()).optional(),
});

/** A refusal of Jira's REST API: general messages, and messages by field id. */
export class JiraRefusal extends Error {
  constructor(
    readonly status: number,
    readonly messages: readonly string[],
    readonly fieldErrors: Readonly<Record<string, string>>,
  ) {
    super([...messages, ...Object.values(fieldErrors)].join(' ') || `Jira answered with status ${status}.`);
  }
}

async function readRefusal(response: Response): Promise<JiraRefusal> {
  const text = await response.text();
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    // Gateways answer with HTML or nothing.
  }
  const parsed = errorSchema.safeParse(body);
  return new JiraRefusal(response.status, parsed.data?.errorMessages ?? [], parsed.data?.errors ?? {});
}

/** Calls the site as the page's user; throws `JiraRefusal` for anything but a success. */
export async function callSite(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(path, {
    method,
    headers: { Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw await readRefusal(response);
  const text = await response.text();
  return text === '' ? null : JSON.parse(text);
}

/** Calls the site and holds its answer against a schema. */
export async function ask<T>(schema: z.ZodType<T>, method: string, path: string, body?: unknown): Promise<T> {
  return schema.parse(await callSite(method, path, body));
}
