import type { PlatformClock } from '../clock';
import type { AppManifest, AppSchedule } from '../manifest';
import type { Invoker } from '../runtime/invoker';
import type { DeliveryFaults } from './plan';
import type { Work } from './work';

export interface Schedules {
  /** Starts to count; the first run is one interval from now. */
  start(): void;
  /** Runs every scheduled function now and waits for all of them. */
  runNow(): Promise<void>;
}

/** Runs scheduled functions: never retried, and sometimes twice. */
export function createSchedules(options: {
  manifest: AppManifest;
  invoker: Invoker;
  clock: PlatformClock;
  work: Work;
  faults: DeliveryFaults;
  cloudId: string;
  context: () => Record<string, unknown>;
}): Schedules {
  const { manifest, invoker, clock, work, faults } = options;

  const run = async (schedule: AppSchedule) => {
    const task = work.begin();
    try {
      await invoker.invoke({
        functionKey: schedule.functionKey,
        kind: 'scheduledTrigger',
        moduleKey: schedule.key,
        args: [{ context: { cloudId: options.cloudId, moduleKey: schedule.key } }, options.context()],
        accountId: null,
        chain: { pushes: 0 },
        killAtStep: null,
      });
    } finally {
      task.end();
    }
  };

  const arm = (schedule: AppSchedule) => {
    clock.after(schedule.intervalMs, () => {
      arm(schedule);
      for (const wait of faults.waits()) clock.after(wait, () => void run(schedule));
    });
  };

  return {
    start: () => manifest.schedules.forEach(arm),
    async runNow() {
      await Promise.all(manifest.schedules.map(run));
    },
  };
}
