import { CHANNEL, isHostMessage, type FrameMessage } from './bridge-messages';
import { createFrameHistory, isHistoryState } from './frame-history';
import { reportHeight } from './frame-height';
import { enableTheme } from './frame-theme';
import { applyTheme } from './src/app/theme-state';

/*
 * Runs inside a Custom UI frame before the app's own scripts and defines what `@forge/bridge` looks for at import:
 * `globalThis.__bridge.callBridge(command, data)`.
 */

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

const hostOrigin = window.location.origin;
const waiting = new Map<number, Waiting>();
const callbacks = new Map<number, (...args: readonly unknown[]) => unknown>();
let lastId = 0;

// Omit over a union keeps the common keys only, so the channel is left out member by member.
type Unaddressed<M> = M extends FrameMessage ? Omit<M, 'channel'> : never;

function send(message: Unaddressed<FrameMessage>): void {
  window.parent.postMessage({ channel: CHANNEL, ...message }, hostOrigin);
}

function isFunction(value: unknown): value is (...args: readonly unknown[]) => unknown {
  return typeof value === 'function';
}

/** Replaces functions by references, at any depth. */
function withoutFunctions(value: unknown): unknown {
  if (isFunction(value)) {
    lastId += 1;
    callbacks.set(lastId, value);
    return { __function: lastId };
  }
  if (Array.isArray(value)) return value.map(withoutFunctions);
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutFunctions(inner)]));
  }
  return value;
}

function callHost(command: string, data: unknown): Promise<unknown> {
  lastId += 1;
  const id = lastId;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    send({ kind: 'call', id, command, data: withoutFunctions(data) });
  });
}

async function callBridge(command: string, data?: unknown): Promise<unknown> {
  const value = await callHost(command, data);
  switch (command) {
    case 'enableTheming':
      await enableTheme(value);
      return undefined;
    case 'on':
    case 'onPublic':
      return { unsubscribe: () => void callHost('off', value) };
    case 'createHistory': {
      if (!isHistoryState(value)) throw new Error('The host gave no location.');
      return createFrameHistory(value, callHost);
    }
    default:
      return value;
  }
}

window.addEventListener('message', event => {
  if (event.source !== window.parent || event.origin !== hostOrigin || !isHostMessage(event.data)) return;
  const message = event.data;
  switch (message.kind) {
    case 'value':
      waiting.get(message.id)?.resolve(message.value);
      waiting.delete(message.id);
      return;
    case 'error': {
      const error = new Error(message.message);
      error.name = message.name;
      if (message.status !== undefined) Object.assign(error, { status: message.status });
      waiting.get(message.id)?.reject(error);
      waiting.delete(message.id);
      return;
    }
    case 'callback':
      callbacks.get(message.function)?.(...message.args);
      return;
    case 'theme':
      applyTheme(message.attributes);
      return;
  }
});

reportHeight(height => send({ kind: 'height', height }));

Object.defineProperty(globalThis, '__bridge', { value: Object.freeze({ callBridge }), writable: false });
