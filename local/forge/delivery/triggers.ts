import type { SiteEvent } from '../../jira/types';
import type { Logs } from '../logs';
import type { AppManifest, AppTrigger } from '../manifest';
import { DEFAULT_READINGS, type Readings } from '../../readings';
import type { Invoker } from '../runtime/invoker';
import type { DeliveryFaults } from './plan';
import { backOff, judge } from './retry';
import type { Work } from './work';

/** Forge: "events above 200 kB are dropped". */
const LARGEST_EVENT_BYTES = 200 * 1024;
/** Forge: a trigger may ask for at most four retries; the platform's own are not among them. */
const MOST_RETRIES = 4;
/** How often the platform tries after errors of its own is said nowhere. */
const MOST_PLATFORM_RETRIES = 20;

/** Delivers a site's events to the triggers of the manifest. */
export function createTriggers(options: {
  manifest: AppManifest;
  invoker: Invoker;
  work: Work;
  logs: Logs;
  faults: DeliveryFaults;
  readings?: () => Readings;
  context: () => Record<string, unknown>;
}): (event: SiteEvent) => void {
  const { manifest, invoker, work, logs, faults, readings = () => DEFAULT_READINGS } = options;

  const deliver = (trigger: AppTrigger, payload: Record<string, unknown>, firstWait: number) => {
    const task = work.begin();
    let retries = 0;
    let failures = 0;
    let last: { reason: string; data: unknown } | undefined;
    const drop = (tries: number) => {
      logs.add('platform', 'error', `An event for ${trigger.key} was dropped after ${tries} retries.`);
      task.end();
    };
    const again = (afterMs: number, reason: string, data: unknown) => {
      last = { reason, data };
      task.sleep(afterMs, () => void run());
    };
    const run = async () => {
      const retryContext = last && { retryCount: retries, retryReason: last.reason, retryData: last.data };
      const verdict = judge(
        await invoker.invoke({
          functionKey: trigger.functionKey,
          kind: 'trigger',
          moduleKey: trigger.key,
          args: [{ ...payload, ...(retryContext && { retryContext }) }, options.context()],
          accountId: null,
          chain: { pushes: 0 },
          killAtStep: faults.killAtStep(),
        }),
      );
      switch (verdict.kind) {
        case 'done':
          return task.end();
        case 'retry':
          if (verdict.note) logs.add('platform', 'error', verdict.note);
          retries++;
          if (retries > MOST_RETRIES) return drop(MOST_RETRIES);
          return again(verdict.afterMs, verdict.reason, verdict.data);
        case 'failed':
          // Forge retries what the platform did wrong; a runtime error, a time-out and a full memory are the app's own loss.
          if (verdict.side === 'app') return task.end();
          failures++;
          if (failures > MOST_PLATFORM_RETRIES) return drop(MOST_PLATFORM_RETRIES);
          return again(backOff(failures), verdict.retryReason, last?.data);
      }
    };
    task.sleep(firstWait, () => void run());
  };

  return event => {
    const payload = { ...event.payload, eventType: event.name, selfGenerated: event.by.kind === 'app' };
    for (const trigger of manifest.triggers) {
      if (!trigger.events.includes(event.name) || (trigger.ignoreSelf && event.by.kind === 'app')) continue;
      if (Buffer.byteLength(JSON.stringify(payload)) > LARGEST_EVENT_BYTES) {
        logs.add('platform', 'warn', `An event for ${trigger.key} was dropped: it exceeds 200 kB.`);
        continue;
      }
      for (const wait of faults.waits()) deliver(trigger, payload, wait + readings().eventDelayMs);
    }
  };
}
