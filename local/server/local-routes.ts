import { Hono } from 'hono';
import * as z from 'zod';
import { parseDeliveryPlan } from '../forge/delivery/plan';
import type { Platform } from '../forge/platform';
import { parseFaultPlan, type FaultInjector } from '../http/faults';
import type { ReadingsStore } from '../readings';

const EGRESS = z.strictObject({ deny: z.array(z.string().min(1)) });
const TIME = z.strictObject({ scale: z.number().positive().max(100_000) });
const LATENCY = z.strictObject({ ms: z.number().min(0) });

/** What drives the platform from outside, below `/__local`. These paths exist on the local platform only and need no authentication. */
export function createLocalRoutes(options: {
  platform: Platform;
  jiraFaults: FaultInjector;
  readings: ReadingsStore;
  reset: () => Promise<void>;
}): Hono {
  const { platform, jiraFaults, readings } = options;
  const local = new Hono();
  const done = () => Response.json({});

  local.get('/idle', () => Response.json(platform.idle()));
  local.get('/meter', () => Response.json(platform.meter.read()));
  local.delete('/meter', () => {
    platform.meter.reset();
    return done();
  });
  local.get('/logs', () => Response.json(platform.logs.all()));
  local.post('/sweep', async () => {
    await platform.sweep();
    return done();
  });
  local.post('/reset', async () => {
    await options.reset();
    return done();
  });

  local.put('/egress', async context => {
    platform.denyEgress((await readBody(context.req.raw, body => EGRESS.parse(body))).deny);
    return done();
  });
  local.delete('/egress', () => {
    platform.denyEgress([]);
    return done();
  });
  local.put('/delivery', async context => {
    platform.delivery.set(await readBody(context.req.raw, parseDeliveryPlan));
    return done();
  });
  local.delete('/delivery', () => {
    platform.delivery.set({});
    return done();
  });
  local.put('/time', async context => {
    platform.setTimeScale((await readBody(context.req.raw, body => TIME.parse(body))).scale);
    return done();
  });
  local.delete('/time', () => {
    platform.setTimeScale(1);
    return done();
  });

  local.get('/readings', () => Response.json(readings.current()));
  local.put('/readings', async context => {
    await readBody(context.req.raw, body => readings.change(body));
    return done();
  });
  local.delete('/readings', () => {
    readings.restore();
    return done();
  });

  local.get('/faults', () => Response.json(jiraFaults.counts()));
  local.put('/faults', async context => {
    jiraFaults.set(await readBody(context.req.raw, parseFaultPlan));
    return done();
  });
  local.delete('/faults', () => {
    jiraFaults.clear();
    return done();
  });
  local.put('/latency', async context => {
    jiraFaults.setLatency((await readBody(context.req.raw, body => LATENCY.parse(body))).ms);
    return done();
  });
  local.delete('/latency', () => {
    jiraFaults.setLatency(0);
    return done();
  });

  local.onError((error, context) => {
    if (error instanceof BadBody) return context.json({ error: error.message }, 400);
    throw error;
  });
  return local;
}

class BadBody extends Error {}

/** Reads a JSON body with a parser; what is wrong with it is answered with 400. */
async function readBody<T>(request: Request, parse: (body: unknown) => T): Promise<T> {
  try {
    return parse(await request.json());
  } catch (error) {
    if (error instanceof z.ZodError) throw new BadBody(z.prettifyError(error));
    if (error instanceof SyntaxError) throw new BadBody('The body is no JSON.');
    throw error;
  }
}
