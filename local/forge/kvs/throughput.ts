import { createWindow } from '../delivery/window';
import { KvsError } from './errors';

/** Forge KVS: 12 MB/s read and 1 MB/s write per key. */
const READ_BYTES_PER_SECOND = 12 * 1024 * 1024;
const WRITE_BYTES_PER_SECOND = 1024 * 1024;
/**
 * For an installation: 1,000 requests a second, and 4,000 reads and 4,000 writes a minute in units of 10 KB, to which the size
 * of a request is rounded up. A transaction is a single write
 * (https://developer.atlassian.com/platform/forge/storage-reference/transactions), and so a batch is taken for a single
 * request.
 *
 * @see https://developer.atlassian.com/platform/forge/limits-kvs-ce
 */
const REQUESTS_PER_SECOND = 1000;
const UNITS_PER_MINUTE = 4000;
const UNIT = 10 * 1024;

/** Each refuses with RATE_LIMIT_EXCEEDED what goes past a limit, and counts what does not. @throws KvsError */
export interface Throughput {
  /** Begins a request: what it reads and writes until the next one is rounded up together. */
  request(): void;
  read(key: string, bytes: number): void;
  write(key: string, bytes: number): void;
  /** Several writes that happen together or not at all. */
  writeAll(items: readonly { readonly key: string; readonly bytes: number }[]): void;
  clear(): void;
}

/**
 * Watches the throughput of storage. `wall` is the wall clock, which bandwidth follows; `now` the platform's, in which the
 * minute passes that a caller has to wait for.
 */
export function createThroughput(wall: () => number, now: () => number): Throughput {
  let second = 0;
  let moved = new Map<string, number>();
  const requests = createWindow(1000, wall);
  const reads = createUnits(now);
  const writes = createUnits(now);

  const total = (key: string, bytes: number, most: number) => {
    const current = Math.floor(wall() / 1000);
    if (current !== second) {
      second = current;
      moved = new Map();
    }
    const sum = (moved.get(key) ?? 0) + bytes;
    if (sum > most) throw refuse();
    return sum;
  };

  const write = (items: readonly { readonly key: string; readonly bytes: number }[]) => {
    const totals = items.map(
      ({ key, bytes }) => [`write ${key}`, total(`write ${key}`, bytes, WRITE_BYTES_PER_SECOND)] as const,
    );
    writes.add(items.reduce((sum, { bytes }) => sum + bytes, 0));
    for (const [key, sum] of totals) moved.set(key, sum);
  };

  return {
    request() {
      if (requests.count() >= REQUESTS_PER_SECOND) throw refuse();
      requests.add(1);
      reads.begin();
      writes.begin();
    },
    read(key, bytes) {
      const sum = total(`read ${key}`, bytes, READ_BYTES_PER_SECOND);
      reads.add(bytes);
      moved.set(`read ${key}`, sum);
    },
    write: (key, bytes) => write([{ key, bytes }]),
    writeAll: write,
    clear() {
      moved = new Map();
      for (const window of [requests, reads, writes]) window.clear();
    },
  };
}

/** Units of the last minute; the bytes of one request are rounded up together. */
function createUnits(now: () => number) {
  const window = createWindow(60_000, now);
  let bytes = 0;
  let counted = 0;
  return {
    begin() {
      bytes = 0;
      counted = 0;
    },
    add(more: number) {
      const units = Math.ceil(Math.max(bytes + more, 1) / UNIT) - counted;
      if (units > 0 && window.count() + units > UNITS_PER_MINUTE) throw refuse();
      window.add(units);
      bytes += more;
      counted += units;
    },
    clear: () => window.clear(),
  };
}

function refuse(): KvsError {
  return new KvsError('RATE_LIMIT_EXCEEDED', 'Too many requests', 429);
}
