import type { SiteState } from './state';

/**
 * Atlassian's limits for Forge apps, enforced for the app alone
 * (https://developer.atlassian.com/cloud/jira/platform/rate-limiting/).
 */
export const RATE_LIMITS = {
  /** Points per hour of the default tier. */
  pointsPerHour: 65_000,
  /** GET and POST on one endpoint in a second. */
  readBurst: 100,
  /** PUT and DELETE on one endpoint in a second. */
  writeBurst: 50,
  /** Writes on one issue in 2 seconds. */
  issueWritesShort: 20,
  /** Writes on one issue in 30 seconds. */
  issueWritesLong: 100,
} as const;

export type RateLimitName = keyof typeof RATE_LIMITS;

export interface AppCall {
  readonly method: string;
  /** The route, such as `/rest/api/3/issue/:issue`. */
  readonly endpoint: string;
  /** Set when the call writes an issue. */
  readonly writesIssue: string | null;
}

export interface RateLimits {
  /** Jira's 429, or null when the call may go on. */
  readonly admit: (call: AppCall) => Response | null;
  /** Books what the call cost and answers the headers of a success. */
  readonly settle: (call: AppCall, points: number) => Record<string, string>;
  readonly reset: () => void;
}

const HOUR = 3_600_000;

interface Window {
  readonly name: RateLimitName;
  readonly key: string;
  readonly ms: number;
  readonly reason: string;
}

export function createRateLimits(state: SiteState, now: () => Date): RateLimits {
  let hour = 0;
  let points = 0;
  let calls = new Map<string, number[]>();

  const limitOf = (name: RateLimitName): number => state.switches.rateLimitOverrides[name] ?? RATE_LIMITS[name];

  function windowsOf({ method, endpoint, writesIssue }: AppCall): Window[] {
    const burst = method === 'PUT' || method === 'DELETE' ? 'writeBurst' : 'readBurst';
    const reason = 'jira-per-issue-on-write';
    return [
      { name: burst, key: `${method} ${endpoint}`, ms: 1000, reason: 'jira-burst-based' },
      ...(writesIssue === null
        ? []
        : [
            { name: 'issueWritesShort' as const, key: `short ${writesIssue}`, ms: 2000, reason },
            { name: 'issueWritesLong' as const, key: `long ${writesIssue}`, ms: 30_000, reason },
          ]),
    ];
  }

  function within(window: Window, time: number): number[] {
    const kept = (calls.get(window.key) ?? []).filter(at => at > time - window.ms);
    calls.set(window.key, kept);
    return kept;
  }

  /** Jira: true when less than 20 % of the quota is left; "not used for request rate limiting". */
  const isNear = (limit: number, remaining: number): boolean => remaining < limit * 0.2;

  function describeBurst(limit: number, remaining: number): Record<string, string> {
    return { 'X-RateLimit-Limit': String(limit), 'X-RateLimit-Remaining': String(Math.max(0, remaining)) };
  }

  /** `r` is told only when little is left. */
  function describeQuota(time: number): Record<string, string> {
    const quota = limitOf('pointsPerHour');
    const remaining = Math.max(0, quota - points);
    const rest = isNear(quota, remaining) ? `r=${remaining};` : '';
    return {
      'RateLimit-Policy': `"global-app-quota";q=${quota};w=${HOUR / 1000}`,
      RateLimit: `"global-app-quota";${rest}t=${Math.ceil(((hour + 1) * HOUR - time) / 1000)}`,
    };
  }

  function refuse(reason: string, limit: number, reset: number, time: number): Response {
    return Response.json(
      { errorMessages: ['Rate limit exceeded.'], errors: {} },
      {
        status: 429,
        headers: {
          'Retry-After': String(Math.max(1, Math.ceil((reset - time) / 1000))),
          'RateLimit-Reason': reason,
          'X-RateLimit-Reset': new Date(reset).toISOString(),
          ...(reason.startsWith('jira-quota') ? { 'X-RateLimit-NearLimit': 'true' } : {}),
          ...describeBurst(limit, 0),
        },
      },
    );
  }

  function turnHour(time: number): void {
    const current = Math.floor(time / HOUR);
    if (current === hour) return;
    hour = current;
    points = 0;
    calls = new Map();
  }

  return {
    admit(call) {
      if (!state.switches.rateLimits) return null;
      const time = now().getTime();
      turnHour(time);
      const quota = limitOf('pointsPerHour');
      if (points >= quota) return refuse('jira-quota-global-based', quota, (hour + 1) * HOUR, time);
      const windows = windowsOf(call).map(window => ({ ...window, made: within(window, time) }));
      const full = windows.find(({ name, made }) => made.length >= limitOf(name));
      if (full !== undefined) {
        const oldest = full.made[full.made.length - limitOf(full.name)] ?? time;
        return refuse(full.reason, limitOf(full.name), oldest + full.ms, time);
      }
      for (const { made } of windows) made.push(time);
      return null;
    },
    settle(call, cost) {
      points += cost;
      if (!state.switches.rateLimits) return {};
      const time = now().getTime();
      const [burst] = windowsOf(call);
      if (burst === undefined) return {};
      const limit = limitOf(burst.name);
      const remaining = limit - within(burst, time).length;
      const quota = limitOf('pointsPerHour');
      return {
        ...describeBurst(limit, remaining),
        ...describeQuota(time),
        'X-RateLimit-NearLimit': String(isNear(quota, quota - points)),
      };
    },
    reset() {
      points = 0;
      calls = new Map();
    },
  };
}
