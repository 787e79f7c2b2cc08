import type { Principal } from '../../jira/types';
import { ConnectionReset, type FaultInjector } from '../../http/faults';
import type { AppManifest } from '../manifest';
import type { Meter } from '../meter';
import { ACCOUNT_HEADER, APP_HEADER, PROVIDER_HEADER, PROXY_ERROR_HEADER, TOKEN_HEADER } from '../runtime/protocol';
import type { Invocation } from '../runtime/invoker';
import { createEndpointFinder, lacksScope, scopeRefusal } from './jira-endpoints';
import { readdress } from './readdress';

export type SiteFetch = (request: Request, principal: Principal) => Promise<Response>;

/** Answers what the app asks of Jira: who asks, with which scope, then faults, latency and the site itself. */
export function createJiraProxy(options: {
  manifest: AppManifest;
  site: SiteFetch;
  siteUrl: () => string;
  faults: FaultInjector;
  meter: Meter;
}): (request: Request, path: string, invocation: Invocation) => Promise<Response> {
  const { manifest, faults, meter } = options;
  const findEndpoint = createEndpointFinder();

  const refuse = (response: Response) => {
    meter.refused();
    return response;
  };

  return async (request, path, invocation) => {
    const url = new URL(path, options.siteUrl());
    const endpoint = findEndpoint(request.method, url.pathname);
    meter.jira(endpoint?.name ?? `${request.method} ${url.pathname}`);

    const principal = principalOf(request, invocation, manifest);
    if (principal === 'needs-authentication') return refuse(proxyError(401, 'NEEDS_AUTHENTICATION_ERR'));
    if (principal === 'no-impersonation') return refuse(proxyError(403, 'USER_IMPERSONATION_NOT_ALLOWED'));

    if (principal.kind !== 'anonymous' && lacksScope(endpoint, manifest.scopes)) return refuse(scopeRefusal());

    const forwarded = await readdress(request, url, [TOKEN_HEADER, PROVIDER_HEADER, ACCOUNT_HEADER]);
    forwarded.headers.set(APP_HEADER, invocation.id);
    try {
      return await faults.apply({ method: request.method, path: url.pathname }, () =>
        options.site(forwarded, principal),
      );
    } catch (error) {
      if (error instanceof ConnectionReset) return proxyError(502, 'UPSTREAM_FAILURE');
      throw error;
    }
  };
}

function principalOf(
  request: Request,
  invocation: Invocation,
  manifest: AppManifest,
): Principal | 'needs-authentication' | 'no-impersonation' {
  switch (request.headers.get(PROVIDER_HEADER)) {
    case 'app':
      return { kind: 'app' };
    case 'user': {
      const named = request.headers.get(ACCOUNT_HEADER);
      if (named !== null && named !== invocation.accountId && manifest.impersonation.size === 0)
        return 'no-impersonation';
      const accountId = named ?? invocation.accountId;
      return accountId === null ? 'needs-authentication' : { kind: 'user', accountId };
    }
    default:
      return { kind: 'anonymous' };
  }
}

/** An answer of the platform itself; `@forge/api` turns its header into NeedsAuthenticationError or ProxyRequestError. */
export function proxyError(status: number, reason: string): Response {
  return new Response(reason, { status, headers: { [PROXY_ERROR_HEADER]: reason } });
}
