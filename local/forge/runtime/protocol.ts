/** What the platform and the process of a function say to each other (Node's IPC channel, JSON). */

/** Facts about one invocation that `@forge/api` reads from `__forge_runtime__`. */
export interface InvocationFacts {
  invocationId: string;
  /** Identifies the invocation to the platform's proxy; worthless once the invocation has ended. */
  token: string;
  /** Epoch milliseconds at which the invocation is ended. */
  deadline: number;
  functionKey: string;
  moduleKey: string;
  moduleType: string;
  accountId: string | null;
  appId: string;
  appVersion: string;
  environmentId: string;
  environmentType: string;
  installationId: string;
  contextAri: string;
  permissions: unknown;
}

export interface InvokeMessage {
  type: 'invoke';
  file: string;
  exportName: string;
  args: readonly unknown[];
  facts: InvocationFacts;
}

export type RunnerMessage =
  | { type: 'ready' }
  | { type: 'log'; invocationId: string | null; level: 'trace' | 'debug' | 'info' | 'warn' | 'error'; message: string }
  | { type: 'done'; invocationId: string; ok: true; json: string | undefined }
  | {
      type: 'done';
      invocationId: string;
      ok: false;
      error: { name: string; message: string; stack: string | undefined };
    };

/** Header of the proxy's answers that tells why the platform itself refused or failed a request, as in `@forge/api`. */
export const PROXY_ERROR_HEADER = 'forge-proxy-error';
export const TOKEN_HEADER = 'x-local-token';
export const TARGET_HEADER = 'x-local-target';
export const PROVIDER_HEADER = 'x-local-provider';
export const ACCOUNT_HEADER = 'x-local-account';
/** Marks what the app sends, for the fault injectors of site and tenant. */
export const APP_HEADER = 'x-forge-app';
