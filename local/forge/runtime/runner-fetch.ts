import { ACCOUNT_HEADER, PROVIDER_HEADER, PROXY_ERROR_HEADER, TARGET_HEADER, TOKEN_HEADER } from './protocol';

export interface Wire {
  /** Node's own fetch. */
  send: typeof fetch;
  proxyUrl: string;
  /** Token of the running invocation. */
  token(): string;
}

/** First argument of `__forge_fetch__`, as `@forge/api` and `@forge/kvs` build it. */
interface ForgeFetchTarget {
  type: string;
  provider?: string;
  remote?: string;
  accountId?: string;
}

const MOST_REDIRECTS = 20;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

class PlatformError extends Error {
  constructor(
    override readonly name: string,
    message: string,
    readonly status?: number,
  ) {
    super(message);
  }
}

/** Builds `__forge_fetch__`: Jira, storage and queues. What the platform doesn't simulate throws. */
export function createForgeFetch(wire: Wire) {
  return async (target: ForgeFetchTarget, path: string, init: RequestInit = {}): Promise<Response> => {
    const prefix = prefixOf(target, path);
    if (prefix === undefined)
      throw new Error(
        `The local platform does not simulate ${[target.type, target.provider, target.remote].filter(Boolean).join('/')} ${path}`,
      );
    const headers = new Headers(init.headers);
    headers.set(TOKEN_HEADER, wire.token());
    if (target.provider !== undefined) headers.set(PROVIDER_HEADER, target.provider);
    if (target.accountId !== undefined) headers.set(ACCOUNT_HEADER, target.accountId);
    try {
      return await wire.send(`${wire.proxyUrl}/${prefix}${path.startsWith('/') ? '' : '/'}${path}`, {
        ...init,
        headers,
      });
    } catch (error) {
      throw networkError(error, init.signal);
    }
  };
}

function prefixOf({ type, remote }: ForgeFetchTarget, path: string): string | undefined {
  if (type === 'kvs' && (remote === 'kvs' || remote === undefined)) return 'kvs';
  if (type === 'fpp' && remote === 'jira') return 'jira';
  if (
    type === 'fpp' &&
    remote === 'stargate' &&
    (path.startsWith('/webhook/queue/') || path === '/app/report-accounts')
  )
    return 'stargate';
  return undefined;
}

/** Builds the global `fetch` of the app: every request, and every redirect on its way, needs an approved host. */
export function createEgressFetch(wire: Wire): typeof fetch {
  return async (input, init = {}) => {
    const asked = input instanceof Request ? input : undefined;
    const mode = init.redirect ?? asked?.redirect ?? 'follow';
    const signal = init.signal ?? asked?.signal;
    const headers = new Headers(init.headers ?? asked?.headers);
    let url = input instanceof Request ? input.url : input instanceof URL ? input.href : input;
    let method = (init.method ?? asked?.method ?? 'GET').toUpperCase();
    let body: BodyInit | null = init.body ?? null;
    if (asked?.body && init.body === undefined) body = await asked.arrayBuffer();

    for (let hops = 0; ; hops++) {
      const response = await sendOnce(wire, url, { method, headers, body, signal: signal ?? null });
      const location = response.headers.get('location');
      if (!REDIRECTS.has(response.status) || location === null || mode === 'manual') return withUrl(response, url);
      if (mode === 'error' || hops === MOST_REDIRECTS) throw new TypeError('fetch failed');
      const next = new URL(location, url);
      if (next.origin !== new URL(url).origin)
        for (const name of ['authorization', 'cookie', 'host']) headers.delete(name);
      if (response.status === 303 || (response.status < 303 && method === 'POST')) {
        method = 'GET';
        body = null;
        for (const name of ['content-type', 'content-length']) headers.delete(name);
      }
      url = next.href;
    }
  };
}

async function sendOnce(
  wire: Wire,
  url: string,
  request: { method: string; headers: Headers; body: BodyInit | null; signal: AbortSignal | null },
): Promise<Response> {
  const headers = new Headers(request.headers);
  headers.set(TOKEN_HEADER, wire.token());
  headers.set(TARGET_HEADER, encodeURI(url));
  let response: Response;
  try {
    response = await wire.send(`${wire.proxyUrl}/egress`, { ...request, headers, redirect: 'manual' });
  } catch (error) {
    throw networkError(error, request.signal);
  }
  const reason = response.headers.get(PROXY_ERROR_HEADER);
  if (reason === null) return response;
  switch (reason) {
    case 'BLOCKED_EGRESS':
      // Words of ExternalEndpointNotAllowedError in @forge/api.
      throw new PlatformError(
        'REQUEST_EGRESS_ALLOWLIST_ERR',
        `URL not included in the external fetch backend permissions: ${url}. Visit go.atlassian.com/forge-egress for more information.`,
        403,
      );
    case 'NETWORK':
      throw new PlatformError('FUNCTION_FETCH_ERR', await response.text());
    default:
      throw new PlatformError(
        'PROXY_ERR',
        `Forge platform failed to process runtime HTTP request - ${response.status} - ${reason}`,
        response.status,
      );
  }
}

/** A request that its own signal ended keeps its error; every other failure is what `@forge/api` calls a FetchError. */
function networkError(error: unknown, signal: AbortSignal | null | undefined): unknown {
  if (signal?.aborted) return error;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return new PlatformError('FUNCTION_FETCH_ERR', cause instanceof Error ? cause.message : String(cause));
}

function withUrl(response: Response, url: string): Response {
  Object.defineProperty(response, 'url', { value: url });
  return response;
}
