import * as z from 'zod';
import { createRandom } from './random';

/** One fault of a plan. `match` is a method and a path prefix, as in `POST /api/v2/assets/devices`; `*` stands for any method. */
export interface FaultRule {
  match: string;
  /** 0 to 1; 1 if left out. */
  probability?: number;
  kind: 'status' | 'html' | 'delay' | 'reset' | 'truncate' | 'wrong-shape';
  /** `status` (default 500) and `html` (default 200). */
  status?: number;
  headers?: Record<string, string>;
  /** Milliseconds of a `delay`. */
  ms?: number;
  /** Body of `status` and `wrong-shape`, sent as JSON. */
  body?: unknown;
}

export interface FaultPlan {
  seed?: number;
  rules: FaultRule[];
}

/** The peer closed the connection without an answer. */
export class ConnectionReset extends Error {
  override readonly name = 'ConnectionReset';
}

export interface FaultInjector {
  set(plan: FaultPlan): void;
  clear(): void;
  /** How often each fault was injected since the plan was set, by `<match> <kind>`. */
  counts(): Record<string, number>;
  setLatency(ms: number): void;
  /**
   * Adds the latency, lets the first rule that matches decide, and answers.
   * `status` and `html` don't run the handler; `delay` waits and runs it; `truncate` and `wrong-shape` run it and spoil the answer.
   * @throws ConnectionReset for `reset`: half of the times (seeded) after the handler ran, half before
   */
  apply(call: { method: string; path: string }, handler: () => Promise<Response>): Promise<Response>;
}

const PLAN = z.strictObject({
  seed: z.number().optional(),
  rules: z.array(
    z.strictObject({
      match: z.string().regex(/^(\*|[A-Z]+) \/\S*$/, 'a method, a space and a path prefix'),
      probability: z.number().min(0).max(1).optional(),
      kind: z.enum(['status', 'html', 'delay', 'reset', 'truncate', 'wrong-shape']),
      status: z.number().int().min(200).max(599).optional(),
      headers: z.record(z.string(), z.string()).optional(),
      ms: z.number().min(0).optional(),
      body: z.unknown().optional(),
    }),
  ),
});

/** Reads the body of `PUT …/__local/faults`. @throws ZodError that names what is wrong */
export function parseFaultPlan(json: unknown): FaultPlan {
  const plan = PLAN.parse(json);
  const rules = plan.rules.map((rule): FaultRule => ({
    match: rule.match,
    kind: rule.kind,
    ...(rule.probability === undefined ? {} : { probability: rule.probability }),
    ...(rule.status === undefined ? {} : { status: rule.status }),
    ...(rule.headers === undefined ? {} : { headers: rule.headers }),
    ...(rule.ms === undefined ? {} : { ms: rule.ms }),
    ...(rule.body === undefined ? {} : { body: rule.body }),
  }));
  return plan.seed === undefined ? { rules } : { seed: plan.seed, rules };
}

const LOGIN_PAGE =
  '<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in to continue</h1></body></html>';
const BODYLESS = new Set([101, 204, 205, 304]);

/** Creates an injector without rules and latency. */
export function createFaultInjector(): FaultInjector {
  let rules: FaultRule[] = [];
  let random = createRandom(1);
  let counts: Record<string, number> = {};
  let latency = 0;

  return {
    set(plan) {
      rules = plan.rules;
      random = createRandom(plan.seed ?? 1);
      counts = {};
    },
    clear() {
      rules = [];
      counts = {};
    },
    counts: () => ({ ...counts }),
    setLatency(ms) {
      latency = ms;
    },
    async apply(call, handler) {
      const rule = rules.find(candidate => matches(candidate.match, call));
      const hit = rule && random() < (rule.probability ?? 1) ? rule : undefined;
      if (hit) {
        const key = `${hit.match} ${hit.kind}`;
        counts[key] = (counts[key] ?? 0) + 1;
      }
      if (latency > 0) await wait(latency);
      return hit ? inject(hit, handler, random) : handler();
    },
  };
}

function matches(match: string, call: { method: string; path: string }): boolean {
  const space = match.indexOf(' ');
  const method = match.slice(0, space);
  return (method === '*' || method === call.method.toUpperCase()) && call.path.startsWith(match.slice(space + 1));
}

async function inject(rule: FaultRule, handler: () => Promise<Response>, random: () => number): Promise<Response> {
  switch (rule.kind) {
    case 'status': {
      const status = rule.status ?? 500;
      if (BODYLESS.has(status) || rule.body === undefined)
        return new Response(null, { status, headers: rule.headers ?? {} });
      return new Response(JSON.stringify(rule.body), {
        status,
        headers: { 'content-type': 'application/json', ...rule.headers },
      });
    }
    case 'html':
      return new Response(LOGIN_PAGE, {
        status: rule.status ?? 200,
        headers: { 'content-type': 'text/html; charset=utf-8', ...rule.headers },
      });
    case 'delay':
      await wait(rule.ms ?? 0);
      return handler();
    case 'reset':
      if (random() < 0.5) await handler();
      throw new ConnectionReset('connection reset by peer');
    case 'truncate':
      return truncate(await handler());
    case 'wrong-shape': {
      const response = await handler();
      const headers = new Headers(response.headers);
      headers.delete('content-length');
      headers.set('content-type', 'application/json');
      return new Response(JSON.stringify(rule.body ?? { unexpected: [true] }), {
        status: BODYLESS.has(response.status) ? 200 : response.status,
        headers,
      });
    }
  }
}

/** Announces the whole length, sends half of the body and breaks the stream, as a connection that is lost half-way does. */
async function truncate(response: Response): Promise<Response> {
  const whole = new Uint8Array(await response.arrayBuffer());
  const half = whole.slice(0, Math.floor(whole.length / 2));
  const headers = new Headers(response.headers);
  headers.set('content-length', String(Math.max(whole.length, 1)));
  let sent = false;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (sent || half.length === 0) return controller.error(new ConnectionReset('connection lost half-way'));
        sent = true;
        controller.enqueue(half);
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { status: BODYLESS.has(response.status) ? 200 : response.status, headers });
}

const wait = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms));
