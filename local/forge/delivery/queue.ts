import { randomUUID } from 'node:crypto';
import type { PlatformClock } from '../clock';
import type { Logs } from '../logs';
import type { AppManifest } from '../manifest';
import type { Meter } from '../meter';
import type { Invocation, Invoker, PushChain } from '../runtime/invoker';
import { createConcurrency } from './concurrency';
import type { Jobs } from './jobs';
import type { DeliveryFaults } from './plan';
import { backOff, judge } from './retry';
import type { Work } from './work';

export interface QueueEvent {
  body: Record<string, unknown>;
  delayInSeconds?: number;
  concurrency?: { key: string; limit: number };
}

interface Item {
  event: QueueEvent;
  queue: string;
  jobId: string;
  eventId: string;
  chain: PushChain;
  /** Platform time. */
  pushedAt: number;
  /** Retries after what the app did: asked for, runtime error, time-out, out of memory. After platform errors none is counted. */
  retryCount: number;
  failures: number;
  lastReason: string | null;
  lastData: unknown;
}

export interface Queue {
  accept(queue: string, jobId: string, events: QueueEvent[], invocation: Invocation): void;
  clear(): void;
}

/** Forge: an event is kept for 24 hours. */
const RETENTION_MS = 24 * 3_600_000;

/** Delivers items to consumers: at least once, in no promised order, until they are done or their retention ends. */
export function createQueue(options: {
  manifest: AppManifest;
  invoker: Invoker;
  clock: PlatformClock;
  wall: () => number;
  work: Work;
  jobs: Jobs;
  meter: Meter;
  logs: Logs;
  faults: DeliveryFaults;
  context: () => Record<string, unknown>;
}): Queue {
  const { manifest, invoker, clock, work, jobs, meter, logs, faults } = options;
  const concurrency = createConcurrency();
  const consumers = new Map(manifest.consumers.map(consumer => [consumer.queue, consumer]));

  const retryContext = (item: Item) => {
    if (item.lastReason === null) return undefined;
    const remainingTimeMs = Math.max(0, Math.round(item.pushedAt + RETENTION_MS - clock.now()));
    return {
      retryCount: item.retryCount,
      retryReason: item.lastReason,
      retryData: item.lastData,
      // Told in the app's own time: a scaled wait has used up the scaled share of the window.
      retentionWindow: {
        startTime: new Date(options.wall() + remainingTimeMs - RETENTION_MS).toISOString(),
        remainingTimeMs,
      },
    };
  };

  const attempt = async (item: Item) => {
    const consumer = consumers.get(item.queue);
    if (!consumer) throw new Error(`no consumer reads the queue ${item.queue}`);
    meter.delivery();
    return judge(
      await invoker.invoke({
        functionKey: consumer.functionKey,
        kind: 'consumer',
        moduleKey: consumer.key,
        args: [
          {
            ...item.event,
            queueName: item.queue,
            jobId: item.jobId,
            eventId: item.eventId,
            retryContext: retryContext(item),
          },
          options.context(),
        ],
        accountId: null,
        chain: item.chain,
        killAtStep: faults.killAtStep(),
      }),
    );
  };

  const deliver = (item: Item, firstWait: number) => {
    const task = work.begin();
    const finish = (how: 'succeed' | 'fail' | 'cancel') => {
      if (how !== 'succeed') jobs.fail(item.queue, item.jobId);
      else jobs.succeed(item.queue, item.jobId);
      task.end();
    };
    const again = (afterMs: number) => {
      if (clock.now() + afterMs >= item.pushedAt + RETENTION_MS) {
        logs.add('platform', 'error', `An event of the queue ${item.queue} was dropped at the end of its 24 hours.`);
        return finish('fail');
      }
      task.sleep(afterMs, ready);
    };
    const ready = () => {
      if (jobs.cancelled(item.queue, item.jobId)) return finish('cancel');
      const { concurrency: group } = item.event;
      if (group) concurrency.enter(group.key, group.limit, leave => void run(leave));
      else void run(() => undefined);
    };
    const run = async (leave: () => void) => {
      if (jobs.cancelled(item.queue, item.jobId)) {
        leave();
        return finish('cancel');
      }
      const verdict = await attempt(item);
      leave();
      switch (verdict.kind) {
        case 'done':
          return finish('succeed');
        case 'retry':
          if (verdict.note) logs.add('platform', 'error', verdict.note);
          item.retryCount++;
          item.lastReason = verdict.reason;
          item.lastData = verdict.data;
          return again(verdict.afterMs);
        case 'failed':
          item.failures++;
          if (verdict.side === 'app') item.retryCount++;
          item.lastReason = verdict.retryReason;
          return again(backOff(item.failures));
      }
    };
    task.sleep(firstWait, ready);
  };

  return {
    accept(queue, jobId, events, invocation) {
      const copies = events.map(event => ({ event, eventId: randomUUID(), waits: faults.waits() }));
      jobs.add(
        queue,
        jobId,
        copies.reduce((sum, copy) => sum + copy.waits.length, 0),
      );
      for (const { event, eventId, waits } of copies)
        for (const wait of waits)
          deliver(
            {
              event,
              queue,
              jobId,
              eventId,
              chain: invocation.chain,
              pushedAt: clock.now(),
              retryCount: 0,
              failures: 0,
              lastReason: null,
              lastData: undefined,
            },
            (event.delayInSeconds ?? 0) * 1000 + wait,
          );
    },
    clear: () => concurrency.clear(),
  };
}
