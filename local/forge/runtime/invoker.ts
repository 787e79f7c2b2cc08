import { randomBytes, randomUUID } from 'node:crypto';
import { limitOf, type AppFunction, type AppManifest, type ModuleKind } from '../manifest';
import type { Logs } from '../logs';
import type { Meter } from '../meter';
import type { Container, LogLevel, RunOutcome } from './container';
import { Abandoned, type Pool } from './pool';

/** Pushes that one originating invocation has caused, through however many consumers. */
export interface PushChain {
  pushes: number;
}

/** An invocation that runs now, as the proxy sees it. */
export interface Invocation {
  readonly id: string;
  readonly token: string;
  readonly functionKey: string;
  readonly kind: ModuleKind;
  /** The user in front of the screen; null where nobody acts. */
  readonly accountId: string | null;
  readonly chain: PushChain;
  /** Wall milliseconds at which it called hosts outside of Atlassian, within the last minute. */
  egressTimes: number[];
  /** Called when a request of the app arrives at the proxy and when its answer is about to leave; true: the app was ended. */
  step(): boolean;
}

export interface InvokeRequest {
  functionKey: string;
  kind: ModuleKind;
  moduleKey: string;
  args: readonly unknown[];
  accountId: string | null;
  chain: PushChain;
  /** Ends the process at the n-th step (a request arrives, an answer leaves), or when the function has ended. */
  killAtStep: number | null;
}

export interface Invoker {
  invoke(request: InvokeRequest): Promise<RunOutcome>;
  find(token: string): Invocation | undefined;
  running(): number;
}

/** Identity of the one installation of a local site. */
export interface Installation {
  appId: string;
  appVersion: string;
  environmentId: string;
  environmentType: string;
  installationId: string;
  cloudId: string;
}

/** Forge logs at most 100 lines per runtime minute and 200 KB per invocation. */
const LOG_LINES_PER_MINUTE = 100;
const LOG_BYTES = 200 * 1024;

/** Runs functions in the pool, meters them and keeps what they log. */
export function createInvoker(options: {
  manifest: AppManifest;
  installation: Installation;
  pool: Pool;
  meter: Meter;
  logs: Logs;
  now: () => number;
  /** What `permissions` the running app has: the manifest's, and what admins approved since. */
  permissions: () => unknown;
}): Invoker {
  const { manifest, installation, pool, meter, logs, now } = options;
  const byToken = new Map<string, Invocation>();
  let running = 0;

  const run = async (container: Container, fn: AppFunction, request: InvokeRequest): Promise<RunOutcome> => {
    const id = randomUUID();
    const token = randomBytes(16).toString('hex');
    const limitMs = limitOf(fn, request.kind);
    const startedAt = now();
    let steps = 0;
    byToken.set(token, {
      id,
      token,
      functionKey: fn.key,
      kind: request.kind,
      accountId: request.accountId,
      chain: request.chain,
      egressTimes: [],
      step() {
        steps++;
        const ended = request.killAtStep !== null && steps >= request.killAtStep;
        if (ended) container.kill('killed');
        return ended;
      },
    });
    meter.invocation(fn.key);
    let outcome = await container.run(
      {
        type: 'invoke',
        file: fn.file,
        exportName: fn.exportName,
        args: request.args,
        facts: {
          ...installation,
          invocationId: id,
          token,
          deadline: startedAt + limitMs,
          functionKey: fn.key,
          moduleKey: request.moduleKey,
          moduleType: request.kind,
          accountId: request.accountId,
          contextAri: `ari:cloud:jira::site/${installation.cloudId}`,
          permissions: options.permissions(),
        },
      },
      limitMs,
      limitLogs((level, text) => logs.add(fn.key, level, text), startedAt, now),
    );
    byToken.delete(token);
    if (request.killAtStep !== null && (outcome.kind === 'value' || outcome.kind === 'error')) {
      // It was faster than the fault: its work is done, but the platform never hears of it.
      container.kill('killed');
      outcome = { kind: 'killed' };
    }
    // "A timeout bills all of timeoutSeconds" (Forge platform pricing).
    meter.compute(fn.memoryMB, outcome.kind === 'timeout' ? limitMs : now() - startedAt);
    report(fn.key, outcome, limitMs, logs);
    return outcome;
  };

  return {
    find: token => byToken.get(token),
    running: () => running,
    async invoke(request) {
      const fn = manifest.functions.get(request.functionKey);
      if (!fn) throw new Error(`the manifest has no function "${request.functionKey}"`);
      running++;
      try {
        return await pool.use(fn.memoryMB, request.kind === 'resolver', container => run(container, fn, request));
      } catch (error) {
        if (error instanceof Abandoned) return { kind: 'killed' };
        throw error;
      } finally {
        running--;
      }
    },
  };
}

function limitLogs(add: (level: LogLevel, text: string) => void, startedAt: number, now: () => number) {
  let lines = 0;
  let bytes = 0;
  return (level: LogLevel, text: string) => {
    lines++;
    bytes += Buffer.byteLength(text);
    const minutes = Math.floor((now() - startedAt) / 60_000) + 1;
    if (lines <= LOG_LINES_PER_MINUTE * minutes && bytes <= LOG_BYTES) add(level, text);
  };
}

function report(functionKey: string, outcome: RunOutcome, limitMs: number, logs: Logs): void {
  switch (outcome.kind) {
    case 'value':
      return;
    case 'error':
      return logs.add(functionKey, 'error', outcome.stack ?? `${outcome.name}: ${outcome.message}`);
    case 'crash':
      return logs.add(functionKey, 'error', outcome.detail);
    case 'timeout':
      return logs.add(functionKey, 'error', `The function was ended at its time limit of ${limitMs / 1000} s.`);
    case 'killed':
      return logs.add(functionKey, 'warn', 'The function was ended half-way on request of the local platform.');
  }
}
