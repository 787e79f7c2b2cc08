import { EgressFilteringService } from '@forge/egress';
import type { Meter } from '../meter';
import type { AppManifest } from '../manifest';
import { APP_HEADER, PROXY_ERROR_HEADER, TARGET_HEADER, TOKEN_HEADER } from '../runtime/protocol';
import type { Invocation } from '../runtime/invoker';
import type { EgressGroups } from './egress-groups';
import { proxyError } from './jira';
import { sendTo } from './send-to';

/** Forge runtime: egress over HTTPS only, to these ports. */
const PORTS = new Set(['', '443', '80', '7990', '8060', '8080', '8085', '8089', '8090', '8443', '8444']);
/** Forge runtime: "100 requests per runtime minute per invocation". */
const REQUESTS_PER_MINUTE = 100;
/** Forge runtime: "a single outbound request lasts at most 180 s" in functions with a long time limit. */
const LONGEST_REQUEST_MS = 180_000;

export interface EgressProxy {
  handle(request: Request, invocation: Invocation): Promise<Response>;
  /** Host patterns that the admin of the site has blocked. */
  deny(patterns: readonly string[]): void;
  /** Where the machine behind a URL listens; undefined where its name doesn't resolve here. */
  locate(url: URL): string | undefined;
}

/**
 * Lets requests leave that the manifest or the site's admin approves. Approved is not reachable: `hosts` says where the
 * machine behind a name is, and a host that the admin approved is the local tenant; other names don't resolve.
 */
export function createEgressProxy(options: {
  manifest: AppManifest;
  groups: EgressGroups;
  hosts: Readonly<Record<string, string>>;
  tenantUrl: string;
  meter: Meter;
  now: () => number;
  /** Shorter in tests. */
  longestMs?: number;
}): EgressProxy {
  const { manifest, groups, meter, now, longestMs = LONGEST_REQUEST_MS } = options;
  const declared = new EgressFilteringService([...manifest.backendEgress]);
  let denied = new EgressFilteringService([]);

  const allowed = (raw: string, url: URL) => {
    const approved = new EgressFilteringService(groups.backendDomains());
    // The matcher sees the text, the connection goes to what the URL means: both must be approved.
    return [raw, url.href].every(
      text => (declared.isValidUrl(text) || approved.isValidUrl(text)) && !denied.isValidUrl(text),
    );
  };

  const locate = (url: URL): string | undefined =>
    options.hosts[url.hostname] ??
    (new EgressFilteringService(groups.backendDomains()).isValidUrl(url.href) ? options.tenantUrl : undefined);

  const refuse = (status: number, reason: string) => {
    meter.refused();
    return proxyError(status, reason);
  };

  return {
    locate,
    deny(patterns) {
      denied = new EgressFilteringService([...patterns]);
    },
    async handle(request, invocation) {
      const raw = decodeTarget(request.headers.get(TARGET_HEADER) ?? '');
      if (!URL.canParse(raw)) return networkFailure(`Failed to parse URL from ${raw}`);
      const url = new URL(raw);
      if (url.protocol !== 'https:' || !PORTS.has(url.port) || !allowed(raw, url)) return refuse(403, 'BLOCKED_EGRESS');

      const minuteAgo = now() - 60_000;
      invocation.egressTimes = invocation.egressTimes.filter(at => at > minuteAgo);
      if (invocation.egressTimes.length >= REQUESTS_PER_MINUTE) return refuse(429, 'RATE_LIMITED');
      invocation.egressTimes.push(now());
      meter.egress(url.host);

      const target = locate(url);
      if (target === undefined) return networkFailure(`getaddrinfo ENOTFOUND ${url.hostname}`);

      const headers = new Headers(request.headers);
      for (const name of [TARGET_HEADER, TOKEN_HEADER, 'connection', 'content-length', 'transfer-encoding'])
        headers.delete(name);
      headers.set('host', url.host);
      headers.set(APP_HEADER, invocation.id);
      try {
        return await sendTo(new URL(url.pathname + url.search, target), {
          method: request.method,
          headers,
          body: Buffer.from(await request.arrayBuffer()),
          signal: AbortSignal.any([request.signal, AbortSignal.timeout(longestMs)]),
        });
      } catch (error) {
        return networkFailure(error instanceof Error ? error.message : String(error));
      }
    },
  };
}

function decodeTarget(header: string): string {
  try {
    return decodeURI(header);
  } catch {
    return header;
  }
}

function networkFailure(message: string): Response {
  return new Response(message, { status: 502, headers: { [PROXY_ERROR_HEADER]: 'NETWORK' } });
}
