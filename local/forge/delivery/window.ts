/** Counts what happened within the last `lengthMs`. */
export interface SlidingWindow {
  add(amount: number): void;
  count(): number;
  clear(): void;
}

export function createWindow(lengthMs: number, now: () => number): SlidingWindow {
  let entries: { at: number; amount: number }[] = [];
  let total = 0;
  const expire = () => {
    const limit = now() - lengthMs;
    let gone = 0;
    for (; gone < entries.length; gone++) {
      const entry = entries[gone];
      if (!entry || entry.at > limit) break;
      total -= entry.amount;
    }
    if (gone > 0) entries = entries.slice(gone);
  };
  return {
    add(amount) {
      expire();
      entries.push({ at: now(), amount });
      total += amount;
    },
    count() {
      expire();
      return total;
    },
    clear() {
      entries = [];
      total = 0;
    },
  };
}
