import type { Failure } from './failure';

/** What the app asks of Jira, as far as Jira limits it separately. */
export type JiraEndpoint = 'read' | 'write' | 'search';

/** Until when Jira wants to be spared (epoch milliseconds): wholly, or by one kind of request. */
export type JiraPause = Readonly<Partial<Record<JiraEndpoint | 'tenant', number>>>;

/** Where Jira doesn't say how long: a burst passes at once, a quota at the end of its hour at the latest. */
const BURST_MS = 2_000;
const QUOTA_MS = 60_000;

/**
 * The pause after a failure of Jira: what its reason names; without one the kind of request, where Jira says how long. A
 * limit on one issue, and one that says nothing at all, concern the alert alone.
 *
 * @returns null where nothing is to be shared
 */
export function jiraPauseAfter(
  failure: Failure,
  endpoint: JiraEndpoint,
  pause: JiraPause,
  now: Date,
): JiraPause | null {
  if (failure.side !== 'jira' || failure.kind !== 'throttled') return null;
  const at = now.getTime();
  switch (failure.scope) {
    case 'tenant':
      return { ...pause, tenant: Math.max(pause.tenant ?? 0, at + (failure.retryAfterMs ?? QUOTA_MS)) };
    case 'endpoint':
      return { ...pause, [endpoint]: Math.max(pause[endpoint] ?? 0, at + (failure.retryAfterMs ?? BURST_MS)) };
    default:
      return null;
  }
}

/** Until when none of these may be asked (epoch milliseconds), or null. */
export function jiraPausedUntil(pause: JiraPause, endpoints: readonly JiraEndpoint[], now: Date): number | null {
  const until = Math.max(pause.tenant ?? 0, ...endpoints.map(endpoint => pause[endpoint] ?? 0));
  return until > now.getTime() ? until : null;
}
