/** Forge: "concurrency counters are scoped to the installation across queues". */
export interface Concurrency {
  /** Calls `start` once fewer than `limit` holders of the key are running; `start` gets the function that ends its turn. */
  enter(key: string, limit: number, start: (leave: () => void) => void): void;
  clear(): void;
}

interface Counter {
  running: number;
  waiting: { limit: number; start: (leave: () => void) => void }[];
}

export function createConcurrency(): Concurrency {
  let counters = new Map<string, Counter>();
  return {
    enter(key, limit, start) {
      const mine = counters;
      const counter = mine.get(key) ?? { running: 0, waiting: [] };
      mine.set(key, counter);
      counter.waiting.push({ limit, start });
      const dispatch = () => {
        for (let next = counter.waiting[0]; next && counter.running < next.limit; next = counter.waiting[0]) {
          counter.waiting.shift();
          counter.running++;
          let left = false;
          next.start(() => {
            if (left) return;
            left = true;
            counter.running--;
            if (counter.running === 0 && counter.waiting.length === 0) mine.delete(key);
            else dispatch();
          });
        }
      };
      dispatch();
    },
    clear() {
      counters = new Map();
    },
  };
}
