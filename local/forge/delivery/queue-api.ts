import * as z from 'zod';
import { limitOf, type AppManifest } from '../manifest';
import type { Meter } from '../meter';
import type { Invocation } from '../runtime/invoker';
import { createWindow } from './window';
import type { Jobs } from './jobs';
import type { QueueEvent } from './queue';

const EVENT = z.object({
  body: z.record(z.string(), z.unknown()),
  // Forge queue limit: a delay of 0 to 900 seconds.
  delayInSeconds: z.number().min(0).max(900).optional(),
  concurrency: z.object({ key: z.string().min(1), limit: z.number().int().min(1) }).optional(),
});
const PUSH = z.object({ queueName: z.string(), jobId: z.string(), payload: z.array(z.unknown()) });
const JOB = z.object({ queueName: z.string(), jobId: z.string() });

/** Forge queue limits: 50 events and 200 KB per push, 100 KB per event for long consumers, 500 events a minute, chains of 1000 pushes. */
const EVENTS_PER_PUSH = 50;
const PUSH_BYTES = 200 * 1024;
const LONG_CONSUMER_EVENT_BYTES = 100 * 1024;
const LONG_CONSUMER_MS = 55_000;
const EVENTS_PER_MINUTE = 500;
const PUSHES_PER_CHAIN = 1000;

/** Answers what `@forge/events` sends: push, job statistics, cancel. */
export function createQueueApi(options: {
  manifest: AppManifest;
  meter: Meter;
  jobs: Jobs;
  /** Platform clock: the rate window passes with the other waits. */
  now: () => number;
  accept: (queue: string, jobId: string, events: QueueEvent[], invocation: Invocation) => void;
}): { handle(request: Request, path: string, invocation: Invocation): Promise<Response>; clear(): void } {
  const { manifest, meter, jobs } = options;
  const accepted = createWindow(60_000, options.now);

  const refuse = (status: number, body: Record<string, unknown>) => {
    meter.refused();
    return Response.json(body, { status });
  };

  const push = (json: unknown, invocation: Invocation): Response => {
    const { queueName, jobId, payload } = PUSH.parse(json);
    const consumer = manifest.consumers.find(candidate => candidate.queue === queueName);
    const fn = consumer && manifest.functions.get(consumer.functionKey);
    if (!fn)
      return refuse(400, {
        code: 'QUEUE_NOT_FOUND',
        message: `no consumer of the manifest reads the queue ${queueName}`,
      });
    if (payload.length === 0) return refuse(400, { code: 'NO_EVENTS', message: 'No events pushed.' });
    if (payload.length > EVENTS_PER_PUSH)
      return refuse(400, {
        code: 'TOO_MANY_EVENTS',
        message: `This push contains more than the ${EVENTS_PER_PUSH} events allowed.`,
      });
    if (Buffer.byteLength(JSON.stringify(payload)) > PUSH_BYTES)
      return refuse(413, { errorMessage: 'The maximum payload size is 200KB.' });
    invocation.chain.pushes++;
    if (invocation.chain.pushes > PUSHES_PER_CHAIN)
      return refuse(405, { message: 'The limit on cyclic invocation has been reached.' });
    if (accepted.count() + payload.length > EVENTS_PER_MINUTE) return refuse(429, { message: 'Too many requests.' });

    const good: QueueEvent[] = [];
    const failedEvents: { index: string; errorMessage: string }[] = [];
    const mostBytes = limitOf(fn, 'consumer') > LONG_CONSUMER_MS ? LONG_CONSUMER_EVENT_BYTES : PUSH_BYTES;
    payload.forEach((item, index) => {
      const event = EVENT.safeParse(item);
      if (!event.success) failedEvents.push({ index: String(index), errorMessage: z.prettifyError(event.error) });
      else if (Buffer.byteLength(JSON.stringify(item)) > mostBytes)
        failedEvents.push({ index: String(index), errorMessage: `The maximum event size is ${mostBytes / 1024}KB.` });
      else
        good.push({
          body: event.data.body,
          ...(event.data.delayInSeconds === undefined ? {} : { delayInSeconds: event.data.delayInSeconds }),
          ...(event.data.concurrency === undefined ? {} : { concurrency: event.data.concurrency }),
        });
    });
    meter.push(good.length);
    accepted.add(good.length);
    if (good.length > 0) options.accept(queueName, jobId, good, invocation);
    if (failedEvents.length === 0) return new Response(null, { status: 201 });
    return good.length > 0
      ? refuse(202, { failedEvents })
      : refuse(413, { errorMessage: failedEvents[0]?.errorMessage });
  };

  return {
    clear: () => accepted.clear(),
    async handle(request, path, invocation) {
      if (path === '/app/report-accounts') return reportAccounts(await request.json());
      const [, action] = /^\/webhook\/queue\/(publish|stats|cancel)\//.exec(path) ?? [];
      const json: unknown = await request.json();
      switch (action) {
        case 'publish':
          return push(json, invocation);
        case 'stats': {
          const { queueName, jobId } = JOB.parse(json);
          const stats = jobs.stats(queueName, jobId);
          return stats ? Response.json(stats) : Response.json({ message: 'job not found' }, { status: 404 });
        }
        case 'cancel': {
          const { queueName, jobId } = JOB.parse(json);
          return new Response(null, { status: jobs.cancel(queueName, jobId) ? 204 : 404 });
        }
        default:
          throw new Error(`The local platform does not simulate ${path}`);
      }
    },
  };
}

const ACCOUNTS = z.object({
  accounts: z.array(z.object({ accountId: z.string(), updatedAt: z.string() })).max(90),
});

/** Personal data reporting: nobody of a local site closes an account, so there is never something to erase. */
function reportAccounts(json: unknown): Response {
  ACCOUNTS.parse(json);
  return new Response(null, { status: 204 });
}
