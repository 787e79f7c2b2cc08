import { fork, type ChildProcess } from 'node:child_process';
import type { InvokeMessage, RunnerMessage } from './protocol';

export type LogLevel = Extract<RunnerMessage, { type: 'log' }>['level'];

/** How an invocation ended. `crash`: the process ended on its own (out of memory, exit); `killed`: the platform ended it. */
export type RunOutcome =
  | { kind: 'value'; json: string | undefined }
  | { kind: 'error'; name: string; message: string; stack: string | undefined }
  | { kind: 'crash'; detail: string }
  | { kind: 'timeout' }
  | { kind: 'killed' };

/** A warm process that runs one invocation at a time. */
export interface Container {
  readonly memoryMB: number;
  /** Resolves when the bundle is loaded. */
  readonly ready: Promise<void>;
  /** Resolves when the process has ended. */
  readonly gone: Promise<void>;
  alive(): boolean;
  run(message: InvokeMessage, limitMs: number, log: (level: LogLevel, text: string) => void): Promise<RunOutcome>;
  /** Ends the process at whatever instruction it is. */
  kill(outcome: 'killed' | 'timeout'): void;
}

/** Starts a process for functions of the bundle. `stray` receives what is printed outside of an invocation. */
export function startContainer(options: {
  script: string;
  bundle: string;
  proxyUrl: string;
  memoryMB: number;
  env: Readonly<Record<string, string>>;
  stray: (level: LogLevel, text: string) => void;
}): Container {
  const child: ChildProcess = fork(options.script, [options.bundle, options.proxyUrl], {
    execArgv: [`--max-old-space-size=${options.memoryMB}`],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Nothing of the developer's environment reaches the app; on Forge it sees its own variables only.
    env: { PATH: process.env['PATH'], TZ: 'UTC', ...options.env },
  });
  let alive = true;
  let printed = '';
  let ending: 'killed' | 'timeout' | undefined;
  let settle: ((outcome: RunOutcome) => void) | undefined;
  let running: { invocationId: string; log: (level: LogLevel, text: string) => void } | undefined;
  let becomeReady: () => void = () => undefined;
  const ready = new Promise<void>(resolve => (becomeReady = resolve));
  const gone = new Promise<void>(resolve => child.once('exit', () => resolve()));

  const keep = (chunk: Buffer) => {
    printed = (printed + chunk.toString()).slice(-2000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  child.on('error', error => keep(Buffer.from(error.message)));
  child.on('message', (message: RunnerMessage) => {
    if (message.type === 'ready') becomeReady();
    else if (message.type === 'log') {
      if (running && (message.invocationId === running.invocationId || message.invocationId === null))
        running.log(message.level, message.message);
      else options.stray(message.level, message.message);
    } else if (running?.invocationId === message.invocationId)
      settle?.(message.ok ? { kind: 'value', json: message.json } : { kind: 'error', ...message.error });
  });
  child.on('exit', (code, signal) => {
    alive = false;
    becomeReady();
    const detail = `the process ended with ${signal ?? `code ${code}`}${printed ? `: ${printed.trim()}` : ''}`;
    if (settle) settle(ending ? { kind: ending } : { kind: 'crash', detail });
    else if (!ending) options.stray('error', detail);
  });

  return {
    memoryMB: options.memoryMB,
    ready,
    gone,
    alive: () => alive,
    kill(outcome) {
      ending = outcome;
      child.kill('SIGKILL');
    },
    run(message, limitMs, log) {
      return new Promise<RunOutcome>(resolve => {
        const timer = setTimeout(() => {
          ending = 'timeout';
          child.kill('SIGKILL');
        }, limitMs);
        running = { invocationId: message.facts.invocationId, log };
        settle = outcome => {
          clearTimeout(timer);
          settle = undefined;
          running = undefined;
          resolve(outcome);
        };
        if (!alive) settle({ kind: 'crash', detail: 'the process had ended' });
        else child.send(message);
      });
    },
  };
}
