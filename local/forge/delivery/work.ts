import type { PlatformClock, Wait } from '../clock';

/** What still has to be delivered, for `GET /__local/idle`. */
export interface Work {
  /** Counts something that has to be done until `end` is called. */
  begin(): { end(): void; sleep(ms: number, then: () => void): void };
  open(): number;
  /** Wall milliseconds until the next thing that sleeps is due; null when nothing sleeps. */
  nextDueMs(): number | null;
  /** Forgets everything; what sleeps never wakes. */
  clear(): void;
}

interface Task {
  dueAt: number | null;
  wait: Wait | null;
  ended: boolean;
}

export function createWork(clock: PlatformClock): Work {
  let tasks = new Set<Task>();
  return {
    begin() {
      const task: Task = { dueAt: null, wait: null, ended: false };
      const mine = tasks;
      mine.add(task);
      return {
        end() {
          task.ended = true;
          task.wait?.cancel();
          mine.delete(task);
        },
        sleep(ms, then) {
          if (task.ended || mine !== tasks) return;
          if (ms <= 0) return then();
          task.dueAt = clock.now() + ms;
          task.wait = clock.after(ms, () => {
            task.dueAt = null;
            task.wait = null;
            if (mine === tasks) then();
          });
        },
      };
    },
    open: () => tasks.size,
    nextDueMs() {
      let next: number | null = null;
      for (const { dueAt } of tasks) if (dueAt !== null && (next === null || dueAt < next)) next = dueAt;
      return next === null ? null : Math.ceil(clock.untilWall(next));
    },
    clear() {
      for (const task of tasks) task.wait?.cancel();
      tasks = new Set();
    },
  };
}
