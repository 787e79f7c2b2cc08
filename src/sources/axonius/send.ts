import type { Failure, Result } from '../../domain/pacing/failure';
import { readRetryAfter } from '../../domain/pacing/retry-after';
import {
  answerTooLarge,
  credentialsMalformed,
  credentialsMissing,
  credentialsUnreadable,
  egressDenied,
  failureOfStatus,
  tookTooLong,
  unavailable,
  unexpectedAnswer,
} from './failures';
import { discard, readLimited, type ResponseLike } from './read-limited';

export interface RequestInitLike {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly signal?: AbortSignal;
  readonly redirect?: 'manual';
}

export interface SenderOptions {
  readonly fetch: (url: string, init: RequestInitLike) => Promise<ResponseLike>;
  /**
   * The headers that prove who asks: `api-key` and `api-secret`, or a bearer token. Empty where nothing is configured;
   * throws where the store can't be read.
   */
  readonly authorize: () => Promise<Record<string, string>>;
  /** What is left of the invocation, in milliseconds. */
  readonly remainingMs: () => number;
  readonly now: () => Date;
}

export interface OutgoingRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body?: object;
  readonly withinMs?: number;
}

/** Forge ends an outgoing request after 180 s; Axonius' large tenants have been seen to take 92 s. */
const longestMs = 150_000;
/** Left for what a run does after an answer: judging and one write. */
const marginMs = 5_000;
const shortestMs = 500;
/** A tenant that asks for more is asked again after a day. */
const LONGEST_WAIT_MS = 24 * 60 * 60 * 1000;
/** Parsing and converting an answer takes many times its size, and Forge ends a function that needs over 256 MB. */
const maxBytes = 8 * 1024 * 1024;

/**
 * Sends one request and gives its parsed JSON, or the failure that it amounts to. One timer covers everything from the
 * first byte sent to the last one read, because a fetch may ignore its signal and a body may stall.
 */
export function createSender(options: SenderOptions): (request: OutgoingRequest) => Promise<Result<unknown>> {
  return async request => {
    const timeoutMs = Math.min(longestMs, options.remainingMs() - marginMs, request.withinMs ?? longestMs);
    if (timeoutMs < shortestMs) return failed(tookTooLong());

    const credentials = await options.authorize().catch(() => null);
    if (credentials === null) return failed(credentialsUnreadable());
    const values = Object.values(credentials);
    if (values.length === 0 || values.some(value => value === '')) return failed(credentialsMissing());
    if (!values.every(value => /^[\x20-\x7e]+$/.test(value))) return failed(credentialsMalformed());

    const abort = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<Result<unknown>>(resolve => {
      timer = setTimeout(() => {
        resolve(failed(tookTooLong()));
        abort.abort();
      }, timeoutMs);
    });
    const exchange = exchangeOnce(options, request, credentials, abort.signal).catch((error: unknown) =>
      failed(failureOfError(error, abort.signal)),
    );
    try {
      return await Promise.race([exchange, timeout]);
    } finally {
      clearTimeout(timer);
    }
  };
}

async function exchangeOnce(
  { fetch, now }: SenderOptions,
  { method, url, body }: OutgoingRequest,
  credentials: Record<string, string>,
  signal: AbortSignal,
): Promise<Result<unknown>> {
  const response = await fetch(url, {
    method,
    headers: {
      ...credentials,
      Accept: 'application/json',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal,
    redirect: 'manual',
  });
  const { status, headers } = response;

  // Forge's proxy answers in the tenant's place and says so in this header.
  const proxyError = headers.get('forge-proxy-error');
  const failure =
    proxyError === null
      ? failureOfStatus(status, readRetryAfter(headers.get('retry-after'), now(), LONGEST_WAIT_MS))
      : failureOfProxy(proxyError, status);
  if (failure !== null) {
    discard(response);
    return failed(failure);
  }
  if (/\bhtml\b/i.test(headers.get('content-type') ?? '')) {
    discard(response);
    return failed(unavailable({ status }));
  }
  const read = await readLimited(response, maxBytes);
  return read.ok ? parseAnswer(read.text, status) : failed(answerTooLarge(status));
}

/** Empty, cut off or marked-up text comes from a tenant that goes down or up, not from one that speaks otherwise. */
function parseAnswer(text: string, status: number): Result<unknown> {
  if (status === 204) return failed(unexpectedAnswer(status));
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    return failed(unavailable({ status }));
  }
}

function failureOfProxy(reason: string, status: number): Failure {
  return status === 403 || /egress|allow|permi|blocked/i.test(reason) ? egressDenied() : unavailable({ status });
}

/** `@forge/api` names its errors; classes can't be relied on, since a bundle may hold two copies of the package. */
function failureOfError(error: unknown, signal: AbortSignal): Failure {
  if (signal.aborted) return tookTooLong();
  const names = [nameOf(error), nameOf(error instanceof Error ? error.cause : undefined)];
  if (names.includes('REQUEST_EGRESS_ALLOWLIST_ERR')) return egressDenied();
  return names.includes('AbortError') || names.includes('TimeoutError') ? tookTooLong() : unavailable();
}

function nameOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'name' in error ? error.name : undefined;
}

function failed(failure: Failure): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure };
}
