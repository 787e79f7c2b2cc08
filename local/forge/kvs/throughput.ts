import { createWindow } from '../delivery/window';
import { KvsError } from './errors';

/** Forge KVS: 12 MB/s read and 1 MB/s write per key, sizes rounded up to 10 KB. */
const READ_BYTES_PER_SECOND = 12 * 1024 * 1024;
const WRITE_BYTES_PER_SECOND = 1024 * 1024;
const UNIT = 10 * 1024;
/**
 * For an installation: 1,000 requests a second, and 4,000 reads and 4,000 writes a minute in units of 10 KB. The page counts
 * a *request*'s size; the stricter reading is simulated, in which each item of a batch or transaction counts by itself.
 *
 * @see https://developer.atlassian.com/platform/forge/limits-kvs-ce
 */
const REQUESTS_PER_SECOND = 1000;
const UNITS_PER_MINUTE = 4000;

/** Each refuses with RATE_LIMIT_EXCEEDED what goes past a limit, and counts what does not. @throws KvsError */
export interface Throughput {
  request(): void;
  read(key: string, bytes: number): void;
  write(key: string, bytes: number): void;
  /** Several writes that happen together or not at all. */
  writeAll(items: readonly { readonly key: string; readonly bytes: number }[]): void;
  clear(): void;
}

/** Watches the throughput of storage. `now` is the wall clock: bandwidth isn't a wait, so it isn't scaled. */
export function createThroughput(now: () => number): Throughput {
  let second = 0;
  let moved = new Map<string, number>();
  const requests = createWindow(1000, now);
  const reads = createWindow(60_000, now);
  const writes = createWindow(60_000, now);

  const unitsOf = (bytes: number) => Math.ceil(Math.max(bytes, 1) / UNIT);
  const refuse = () => new KvsError('RATE_LIMIT_EXCEEDED', 'Too many requests', 429);

  const total = (key: string, bytes: number, most: number) => {
    const current = Math.floor(now() / 1000);
    if (current !== second) {
      second = current;
      moved = new Map();
    }
    const sum = (moved.get(key) ?? 0) + unitsOf(bytes) * UNIT;
    if (sum > most) throw refuse();
    return sum;
  };

  const write = (items: readonly { readonly key: string; readonly bytes: number }[]) => {
    const units = items.reduce((sum, { bytes }) => sum + unitsOf(bytes), 0);
    if (writes.count() + units > UNITS_PER_MINUTE) throw refuse();
    const totals = items.map(({ key, bytes }) => [
      `write ${key}`,
      total(`write ${key}`, bytes, WRITE_BYTES_PER_SECOND),
    ]);
    for (const [key, sum] of totals) moved.set(String(key), Number(sum));
    writes.add(units);
  };

  return {
    request() {
      if (requests.count() >= REQUESTS_PER_SECOND) throw refuse();
      requests.add(1);
    },
    read(key, bytes) {
      if (reads.count() + unitsOf(bytes) > UNITS_PER_MINUTE) throw refuse();
      moved.set(`read ${key}`, total(`read ${key}`, bytes, READ_BYTES_PER_SECOND));
      reads.add(unitsOf(bytes));
    },
    write: (key, bytes) => write([{ key, bytes }]),
    writeAll: write,
    clear() {
      moved = new Map();
      for (const window of [requests, reads, writes]) window.clear();
    },
  };
}
