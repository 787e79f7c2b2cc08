import { startContainer, type Container, type LogLevel } from './container';

export interface Pool {
  /** Gives a warm process to the task, starts one if all are busy, or waits; people in front of a screen go first. */
  use<T>(memoryMB: number, urgent: boolean, task: (container: Container) => Promise<T>): Promise<T>;
  /** Starts processes ahead of need. */
  warm(memoryMB: number, count: number): Promise<void>;
  /** Ends whatever runs; what waits is abandoned. Resolves when all processes that ran something are gone. */
  killAll(): Promise<void>;
  close(): void;
}

interface Waiting {
  memoryMB: number;
  start: (container: Container) => void;
  abandon: () => void;
}

/** The invocation was called off before a process was free for it. */
export class Abandoned extends Error {}

/** Keeps up to `size` processes; invocations beyond that wait for a free one. */
export function createPool(options: {
  size: number;
  script: string;
  bundle: string;
  proxyUrl: string;
  env: Readonly<Record<string, string>>;
  stray: (level: LogLevel, text: string) => void;
}): Pool {
  const idle: Container[] = [];
  const all = new Set<Container>();
  let urgent: Waiting[] = [];
  let patient: Waiting[] = [];
  let closed = false;

  const start = (memoryMB: number) => {
    const container = startContainer({ ...options, memoryMB });
    all.add(container);
    return container;
  };

  const take = (memoryMB: number): Container | undefined => {
    for (let i = idle.length - 1; i >= 0; i--) {
      const container = idle[i];
      if (!container?.alive()) {
        idle.splice(i, 1);
        if (container) all.delete(container);
      } else if (container.memoryMB === memoryMB) {
        idle.splice(i, 1);
        return container;
      }
    }
    if (all.size >= options.size) {
      const other = idle.shift();
      if (!other) return undefined;
      other.kill('killed');
      all.delete(other);
    }
    return start(memoryMB);
  };

  const dispatch = () => {
    while (!closed) {
      const queue = urgent.length > 0 ? urgent : patient;
      const next = queue[0];
      if (!next) return;
      const container = take(next.memoryMB);
      if (!container) return;
      queue.shift();
      next.start(container);
    }
  };

  const giveBack = (container: Container) => {
    if (container.alive() && !closed) idle.push(container);
    else all.delete(container);
    dispatch();
  };

  return {
    use(memoryMB, isUrgent, task) {
      return new Promise((resolve, reject) => {
        const waiting: Waiting = {
          memoryMB,
          start: container => {
            container.ready
              .then(() => task(container))
              .finally(() => giveBack(container))
              .then(resolve, reject);
          },
          abandon: () => reject(new Abandoned()),
        };
        (isUrgent ? urgent : patient).push(waiting);
        dispatch();
      });
    },
    async warm(memoryMB, count) {
      const started = Array.from({ length: Math.min(count, options.size - all.size) }, () => start(memoryMB));
      await Promise.all(started.map(container => container.ready));
      for (const container of started) giveBack(container);
    },
    async killAll() {
      const waiting = [...urgent, ...patient];
      urgent = [];
      patient = [];
      for (const { abandon } of waiting) abandon();
      const busy = [...all].filter(container => !idle.includes(container));
      for (const container of busy) container.kill('killed');
      await Promise.all(busy.map(container => container.gone));
    },
    close() {
      closed = true;
      for (const container of all) container.kill('killed');
    },
  };
}
