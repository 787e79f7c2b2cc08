/**
 * The process in which functions of the app run: installs the globals that `@forge/*` packages call, loads the bundle
 * and runs one invocation at a time, as a Lambda container does. Started as `node runner.cjs <bundle directory> <proxy>`.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { format } from 'node:util';
import { createForgeFetch, createEgressFetch } from './runner-fetch';
import type { InvocationFacts, InvokeMessage, RunnerMessage } from './protocol';

const [, , bundleDirectory = '', proxyUrl = ''] = process.argv;
const current = new AsyncLocalStorage<InvocationFacts>();
const send = (message: RunnerMessage) => void process.send?.(message);
const facts = () => {
  const running = current.getStore();
  if (!running) throw new Error('Forge runtime not found: the call was made outside of an invocation.');
  return running;
};

for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'log'] as const)
  console[level] = (...args: unknown[]) =>
    send({
      type: 'log',
      invocationId: current.getStore()?.invocationId ?? null,
      level: level === 'log' ? 'info' : level,
      message: format(...args),
    });

const noTimer = { measure: () => ({ stop: () => undefined }) };
const noCounter = { incr: () => undefined, incrBy: () => undefined, decr: () => undefined, decrBy: () => undefined };
const metrics = { timing: () => noTimer, counter: () => noCounter, gauge: () => ({ set: () => undefined }) };

function runtimeOf(running: InvocationFacts) {
  const { appId, appVersion, environmentId, environmentType, invocationId, installationId, functionKey, moduleKey } =
    running;
  const contexts = [{ cloudId: running.contextAri.split('/').pop(), toString: () => running.contextAri }];
  return {
    proxy: { token: running.token, url: proxyUrl },
    contextAri: running.contextAri,
    container: {},
    appContext: {
      appId,
      appVersion,
      environmentId,
      environmentType,
      invocationId,
      installationId,
      functionKey,
      moduleKey,
      moduleType: running.moduleType,
      installation: {
        ari: { installationId, toString: () => `ari:cloud:ecosystem::installation/${installationId}` },
        contexts,
      },
      permissions: running.permissions,
    },
    aaid: running.accountId ?? undefined,
    lambdaContext: {
      awsRequestId: invocationId,
      getRemainingTimeInMillis: () => Math.max(0, running.deadline - Date.now()),
    },
    tracing: { traceId: invocationId.replaceAll('-', ''), spanId: invocationId.slice(0, 8) },
    realtime: {},
    metrics,
    featureFlags: () => false,
  };
}

const wire = { send: globalThis.fetch, proxyUrl, token: () => facts().token };
Object.defineProperty(globalThis, '__forge_runtime__', {
  get: () => {
    const running = current.getStore();
    return running && runtimeOf(running);
  },
});
Object.defineProperty(globalThis, '__forge_fetch__', { value: createForgeFetch(wire) });
// `@forge/api` takes hold of the global when it is loaded, so it is replaced before the bundle is.
globalThis.fetch = createEgressFetch(wire);

const load = createRequire(join(bundleDirectory, 'index.cjs'));

function isCallable(value: unknown): value is (...args: readonly unknown[]) => unknown {
  return typeof value === 'function';
}

async function run(message: InvokeMessage): Promise<RunnerMessage> {
  const { invocationId } = message.facts;
  try {
    const loaded: unknown = load(join(bundleDirectory, `${message.file}.cjs`));
    const exports = typeof loaded === 'object' && loaded !== null ? Object.entries(loaded) : [];
    const exported: unknown = exports.find(([name]) => name === message.exportName)?.[1];
    if (!isCallable(exported)) throw new Error(`${message.file}.${message.exportName} is not a function`);
    const value = await current.run(message.facts, () => exported(...message.args));
    return { type: 'done', invocationId, ok: true, json: JSON.stringify(value) };
  } catch (error) {
    const { name, message: text, stack } = error instanceof Error ? error : new Error(format(error));
    return { type: 'done', invocationId, ok: false, error: { name, message: text, stack } };
  }
}

process.on('message', (message: InvokeMessage) => void run(message).then(send));
// The platform is gone: functions don't outlive it.
process.on('disconnect', () => process.exit(0));

try {
  load(join(bundleDirectory, 'index.cjs'));
} catch (error) {
  console.error(error);
}
send({ type: 'ready' });
