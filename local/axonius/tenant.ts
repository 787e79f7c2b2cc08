import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { createFaultInjector } from '../http/faults';
import { serve } from '../http/serve';
import { answerError, ApiError } from './api/errors';
import { APP_HEADER, createApiRoutes } from './api/routes';
import { createLocalRoutes } from './local-routes';
import { createPageRoutes } from './pages/routes';
import { createState } from './state';

const DEFAULT_SEED = 1;

/** A simulated Axonius tenant. */
export interface Tenant {
  /** Answers one request. @throws ConnectionReset where a fault closes the connection without an answer */
  fetch(request: Request): Promise<Response>;
  /** Generates the inventory now instead of with the first question. */
  prepare(): void;
}

export interface TenantOptions {
  readonly now: () => Date;
  /** Of the generated inventory; 1 if left out. */
  readonly seed?: number;
}

export function createTenant(options: TenantOptions): Tenant {
  const state = createState({ now: options.now, seed: options.seed ?? DEFAULT_SEED });
  const faults = createFaultInjector();
  const app = new Hono();
  app.route('/api', createApiRoutes(state, options.now));
  app.route('/__local', createLocalRoutes(state, faults));
  app.route('/', createPageRoutes(state, options.now));
  app.onError(error => {
    if (error instanceof ApiError) return answerError(error, state.shapes.errorBody, randomUUID());
    throw error;
  });
  const handle = async (request: Request): Promise<Response> => app.fetch(request);
  return {
    fetch: request => {
      const path = new URL(request.url).pathname;
      if (!request.headers.has(APP_HEADER) || path.startsWith('/__local/')) return handle(request);
      return faults.apply({ method: request.method, path }, () => handle(request));
    },
    prepare: () => state.prepare(),
  };
}

/** Starts a tenant on 127.0.0.1, its inventory ready; port 0 picks a free one. */
export async function startTenant(
  options: TenantOptions & { readonly port: number },
): Promise<{ url: string; close: () => Promise<void> }> {
  const tenant = createTenant(options);
  tenant.prepare();
  const { url, close } = await serve(request => tenant.fetch(request), options.port);
  return { url, close };
}
