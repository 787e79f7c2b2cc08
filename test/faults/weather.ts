import { call, type Platform } from '../platform';
import type { Chance } from './random';

interface Fault {
  readonly kind: string;
  readonly probability: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly ms?: number;
  readonly body?: unknown;
}

interface Rule extends Fault {
  readonly match: string;
}

/** Longest delay that this weather puts on a request: what a write may lag behind the read before it. */
export const LONGEST_DELAY_MS = 1_200;

const retryAfter = { 'Retry-After': '1' };
const wrong = { data: { hits: 'many' } };

const axoniusKinds: readonly Omit<Fault, 'probability'>[] = [
  { kind: 'status', status: 429, headers: retryAfter },
  { kind: 'status', status: 503 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 202, headers: retryAfter },
  { kind: 'html' },
  { kind: 'truncate' },
  { kind: 'wrong-shape', body: wrong },
  { kind: 'reset' },
  // Longer than the window in which a person's text can't be kept: a write on an old reading shows.
  { kind: 'delay', ms: 9_000 },
];

const jiraKinds: readonly Fault[] = [
  {
    kind: 'status',
    status: 429,
    headers: { ...retryAfter, 'RateLimit-Reason': 'jira-burst-based' },
    probability: 0.2,
  },
  {
    kind: 'status',
    status: 429,
    headers: { ...retryAfter, 'RateLimit-Reason': 'jira-per-issue-on-write' },
    probability: 0.2,
  },
  { kind: 'status', status: 502, probability: 0.2 },
  { kind: 'html', status: 503, probability: 0.2 },
  { kind: 'truncate', probability: 0.2 },
  { kind: 'wrong-shape', body: wrong, probability: 0.2 },
  { kind: 'reset', probability: 0.2 },
  { kind: 'delay', ms: LONGEST_DELAY_MS, probability: 0.5 },
];

/** Faults on both sides that change every moment, and counts of what was injected. */
export interface Weather {
  /** Changes the faults of both sides. */
  change(): Promise<void>;
  clear(): Promise<void>;
  /** By kind, both sides together. */
  counts(): Readonly<Record<string, number>>;
}

export function createWeather(platform: Platform, chance: Chance, axoniusFaults: number): Weather {
  const counted: Record<string, number> = {};
  const sides = [
    {
      url: `${platform.axonius}/__local/faults`,
      name: 'axonius',
      matches: ['POST /api/v2'],
      kinds: axoniusKinds.map(kind => ({ ...kind, probability: axoniusFaults })),
    },
    {
      url: `${platform.jira}/__local/faults`,
      name: 'jira',
      matches: ['GET /rest/api/3/issue', 'PUT /rest/api/3/issue', 'POST /rest/api/3/search'],
      kinds: jiraKinds,
    },
  ];
  let current = new Map<string, readonly Rule[]>();

  const take = async () => {
    for (const { url, name } of sides) {
      const counts = (await call('GET', url)) as Record<string, number>;
      for (const [key, count] of Object.entries(counts)) {
        const rule = current.get(name)?.find(({ match, kind }) => key === `${match} ${kind}`);
        const kind =
          rule?.kind === 'status' ? `${name} ${String(rule.status)}` : `${name} ${key.split(' ').at(-1) ?? ''}`;
        counted[kind] = (counted[kind] ?? 0) + count;
      }
    }
  };
  return {
    change: async () => {
      await take();
      const next = new Map<string, readonly Rule[]>();
      for (const { url, name, matches, kinds } of sides) {
        const rules = matches.map((match): Rule => {
          return { ...chance.oneOf(kinds), match };
        });
        await call('PUT', url, { seed: chance.below(1_000_000), rules });
        next.set(name, rules);
      }
      current = next;
    },
    clear: async () => {
      await take();
      current = new Map();
      for (const { url } of sides) await call('DELETE', url);
    },
    counts: () => counted,
  };
}
