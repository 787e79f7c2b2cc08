import * as z from 'zod';

import { JiraError } from './errors';
import type { Json, JsonObject } from './types';

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isJsonArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** A scalar as it is, anything else as JSON. */
export function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export const jsonValue: z.ZodType<Json> = z.json();
export const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), z.json());

/** Reads a body that must be JSON of a shape; otherwise Jira's 400. */
export async function readBody<T>(request: Request, shape: z.ZodType<T>): Promise<T> {
  const text = await request.text();
  if (!/\bjson\b/.test(request.headers.get('content-type') ?? 'application/json')) {
    throw new JiraError(415, [`Unsupported Media Type: ${request.headers.get('content-type') ?? ''}`]);
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new JiraError(400, ['There was an error parsing JSON. Check that your request body is valid.']);
  }
  const read = shape.safeParse(body);
  if (read.success) return read.data;
  const [first] = read.error.issues;
  throw new JiraError(400, [`Invalid request payload. ${first?.path.join('.') ?? ''}: ${first?.message ?? ''}`]);
}
