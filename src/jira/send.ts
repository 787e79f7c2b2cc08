import type { z } from 'zod';
import type { Failure, Result } from '../domain/pacing/failure';
import type { JiraEndpoint } from '../domain/pacing/jira-pause';
import { type AnswerHeaders, type Purpose, noSuchThing, translateLoss, translateStatus } from './errors';
import { endpointOf } from './endpoint-of';
import type { JiraPath } from './path';

/** What the client needs of an HTTP answer; `@forge/api` and `fetch` both give it. */
export interface ResponseLike {
  readonly status: number;
  readonly headers: AnswerHeaders;
  text(): Promise<string>;
}

export interface JiraRequestInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

export interface SendOptions {
  /** Sends one request as the principal that this client is for; `path` starts with `/rest/`. */
  readonly request: (path: string, init: JiraRequestInit) => Promise<ResponseLike>;
  /** Milliseconds that the invocation may still use. */
  readonly remainingMs: () => number;
  readonly now: () => Date;
  /** Is told of each request that Jira refused because of a limit, before its answer is passed on. Never throws. */
  readonly noteLimit: (endpoint: JiraEndpoint, failure: Failure) => Promise<void>;
}

export interface Call<T> {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: JiraPath | null;
  readonly body?: unknown;
  readonly purpose: Purpose;
  /** Null where the answer's body isn't read. */
  readonly schema: z.ZodType<T> | null;
}

export type Send = <T>(call: Call<T>) => Promise<Result<T>>;

/** One request may take this long; a healthy Jira answers in well under a second. */
const REQUEST_LIMIT_MS = 10_000;
const TIME_UP = Symbol('time up');

/** Makes the function through which every request to Jira goes: a time limit, a checked answer, errors as values, limits noted. */
export function createSend(options: SendOptions): Send {
  return async <T>(call: Call<T>): Promise<Result<T>> => {
    if (call.path === null) return { ok: false, failure: noSuchThing() };
    const limit = Math.min(REQUEST_LIMIT_MS, Math.floor(options.remainingMs()));
    if (limit <= 0) return { ok: false, failure: translateLoss('timeout', null) };
    const answer = await exchange(options, call.path, call, limit);
    if (typeof answer === 'string') return { ok: false, failure: translateLoss(answer, null) };
    if (answer.status < 200 || answer.status > 299) {
      const failure = translateStatus(answer, call.purpose, options.now());
      if (failure.kind === 'throttled') await options.noteLimit(endpointOf(call.method, call.path), failure);
      return { ok: false, failure };
    }
    return readAnswer(answer, call.schema);
  };
}

interface FullAnswer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: string;
}

async function exchange(
  options: SendOptions,
  target: JiraPath,
  call: Call<unknown>,
  limit: number,
): Promise<FullAnswer | 'timeout' | 'unavailable'> {
  const controller = new AbortController();
  const init: JiraRequestInit = {
    method: call.method,
    headers: { Accept: 'application/json', ...(call.body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    signal: controller.signal,
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  // The race holds even where the request function ignores the signal, as Forge's own may.
  const timeUp = new Promise<typeof TIME_UP>(resolve => {
    timer = setTimeout(() => resolve(TIME_UP), limit);
  });
  try {
    const answer = await Promise.race([readFully(options.request(target, init)), timeUp]);
    return answer === TIME_UP ? 'timeout' : answer;
  } catch {
    return 'unavailable';
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
}

async function readFully(pending: Promise<ResponseLike>): Promise<FullAnswer> {
  const response = await pending;
  return { status: response.status, headers: response.headers, body: await response.text() };
}

function readAnswer<T>(answer: FullAnswer, schema: z.ZodType<T> | null): Result<T> {
  const unexpected: Result<T> = { ok: false, failure: translateLoss('unexpected-answer', answer.status) };
  // Calls without a schema are declared with `T = null`: there is nothing in the answer to read.
  if (schema === null) return { ok: true, value: null as T };
  try {
    const parsed = schema.safeParse(JSON.parse(answer.body));
    return parsed.success ? { ok: true, value: parsed.data } : unexpected;
  } catch {
    return unexpected;
  }
}
