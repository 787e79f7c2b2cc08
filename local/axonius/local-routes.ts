import { Hono } from 'hono';
import * as z from 'zod';
import { parseFaultPlan, type FaultInjector } from '../http/faults';
import { readAssetId, type WireAsset } from './asset';
import { readDevices } from './read-devices';
import { SHAPES } from './shapes';
import type { TenantState } from './state';

const CREDENTIALS = z.strictObject({ key: z.string().min(1), secret: z.string().min(1) });
const LATENCY = z.strictObject({ ms: z.number().min(0).default(0), expressionMs: z.number().min(0).default(0) });
const NO_CONTENT = 204;

/** What drives the tenant from outside, below `/__local`. These paths exist on the local platform only and need no key. */
export function createLocalRoutes(state: TenantState, faults: FaultInjector): Hono {
  const local = new Hono();
  const done = (): Response => new Response(null, { status: NO_CONTENT });

  local.put('/credentials', async context => {
    state.credentials = await readBody(context.req.raw, body => CREDENTIALS.parse(body));
    return done();
  });

  local.get('/devices', () => Response.json(state.devices()));
  local.put('/devices', async context => {
    const devices = await readBody(context.req.raw, readDevices);
    state.replaceDevices(devices);
    return Response.json({ devices: devices.length });
  });
  local.post('/devices', async context => {
    const devices = await readBody(context.req.raw, readDevices);
    state.replaceDevices(addDevices(state.devices(), devices));
    return Response.json({ devices: state.devices().length });
  });

  local.put('/faults', async context => {
    faults.set(await readBody(context.req.raw, parseFaultPlan));
    return done();
  });
  local.get('/faults', () => Response.json(faults.counts()));
  local.delete('/faults', () => {
    faults.clear();
    return done();
  });
  local.put('/latency', async context => {
    const { ms, expressionMs } = await readBody(context.req.raw, body => LATENCY.parse(body));
    faults.setLatency(ms);
    state.expressionMs = expressionMs;
    return done();
  });

  local.get('/shapes', () => Response.json(state.shapes));
  local.put('/shapes', async context => {
    state.shapes = await readBody(context.req.raw, body => SHAPES.parse(body));
    return done();
  });
  local.delete('/shapes', () => {
    state.shapes = SHAPES.parse({});
    return done();
  });

  local.get('/meter', () => Response.json(state.meter.read()));
  local.delete('/meter', () => {
    state.meter.clear();
    return done();
  });

  local.post('/reset', () => {
    state.reset();
    faults.clear();
    faults.setLatency(0);
    return done();
  });

  local.onError((error, context) => {
    if (error instanceof BadBody) return context.json({ error: error.message }, 400);
    throw error;
  });
  local.all('*', context =>
    context.json({ error: `There is no ${context.req.method} ${context.req.path} here.` }, 404),
  );
  return local;
}

class BadBody extends Error {}

async function readBody<T>(request: Request, parse: (body: unknown) => T): Promise<T> {
  let body: unknown;
  try {
    body = await request.json();
  } catch {
    throw new BadBody('The body is no JSON.');
  }
  try {
    return parse(body);
  } catch (error) {
    throw error instanceof z.ZodError ? new BadBody(z.prettifyError(error)) : error;
  }
}

/** An asset that is added takes the place of one with the same id. */
function addDevices(present: readonly WireAsset[], added: readonly WireAsset[]): WireAsset[] {
  const ids = new Set(added.map(readAssetId));
  return [...present.filter(device => !ids.has(readAssetId(device))), ...added];
}
