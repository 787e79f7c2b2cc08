/** A wait that can be called off. */
export interface Wait {
  cancel(): void;
}

/**
 * The clock of the platform's waits (retries, delays, schedules, retention, rate windows). It can run faster than the
 * wall clock; what the app sees of time, and the time limits of functions, are never taken from it.
 */
export interface PlatformClock {
  /** Platform milliseconds since the epoch; equal to the wall clock until it is scaled. */
  now(): number;
  setScale(scale: number): void;
  scale(): number;
  /** Runs the action once `ms` platform milliseconds have passed. */
  after(ms: number, action: () => void): Wait;
  /** Wall milliseconds until the platform time `at`. */
  untilWall(at: number): number;
  /** Forgets all waits. */
  clear(): void;
}

interface Entry {
  at: number;
  order: number;
  action: (() => void) | null;
}

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Creates a clock with scale 1. `wall` reads the wall clock in milliseconds. */
export function createPlatformClock(wall: () => number): PlatformClock {
  let scale = 1;
  let baseWall = wall();
  let base = baseWall;
  let order = 0;
  let timer: NodeJS.Timeout | undefined;
  const heap = createHeap();

  const now = () => base + (wall() - baseWall) * scale;

  const arm = () => {
    if (timer) clearTimeout(timer);
    timer = undefined;
    const next = heap.peek();
    if (!next) return;
    const wait = Math.min(Math.max(0, Math.ceil((next.at - now()) / scale)), LONGEST_TIMER_MS);
    timer = setTimeout(fire, wait);
  };

  const fire = () => {
    const due: Entry[] = [];
    for (let next = heap.peek(); next && next.at <= now(); next = heap.peek()) {
      heap.pop();
      due.push(next);
    }
    arm();
    for (const entry of due) {
      const { action } = entry;
      entry.action = null;
      action?.();
    }
  };

  return {
    now,
    scale: () => scale,
    setScale(next) {
      base = now();
      baseWall = wall();
      scale = next;
      arm();
    },
    after(ms, action) {
      const entry: Entry = { at: now() + Math.max(0, ms), order: order++, action };
      heap.push(entry);
      if (heap.peek() === entry) arm();
      return {
        cancel() {
          entry.action = null;
        },
      };
    },
    untilWall: at => Math.max(0, (at - now()) / scale),
    clear() {
      heap.clear();
      arm();
    },
  };
}

/** A binary heap: earliest first, equal times in the order in which they were asked for. */
function createHeap() {
  let entries: Entry[] = [];
  const before = (a: number, b: number) => {
    const left = entries[a];
    const right = entries[b];
    if (!left || !right) return false;
    return left.at < right.at || (left.at === right.at && left.order < right.order);
  };
  const swap = (a: number, b: number) => {
    const left = entries[a];
    const right = entries[b];
    if (left && right) [entries[a], entries[b]] = [right, left];
  };
  return {
    peek: (): Entry | undefined => entries[0],
    clear() {
      entries = [];
    },
    push(entry: Entry) {
      let at = entries.push(entry) - 1;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (!before(at, parent)) break;
        swap(at, parent);
        at = parent;
      }
    },
    pop() {
      const last = entries.pop();
      if (!last || entries.length === 0) return;
      entries[0] = last;
      for (let at = 0; ;) {
        const left = 2 * at + 1;
        const right = left + 1;
        let least = at;
        if (left < entries.length && before(left, least)) least = left;
        if (right < entries.length && before(right, least)) least = right;
        if (least === at) return;
        swap(at, least);
        at = least;
      }
    },
  };
}
