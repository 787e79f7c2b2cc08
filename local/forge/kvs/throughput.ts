import { KvsError } from './errors';

/** Forge KVS: 12 MB/s read and 1 MB/s write per key, sizes rounded up to 10 KB. */
const READ_BYTES_PER_SECOND = 12 * 1024 * 1024;
const WRITE_BYTES_PER_SECOND = 1024 * 1024;
const UNIT = 10 * 1024;

export interface Throughput {
  /** @throws KvsError RATE_LIMIT_EXCEEDED when the key moved too much within the running second */
  read(key: string, bytes: number): void;
  write(key: string, bytes: number): void;
}

/** Watches the throughput per key. `now` is the wall clock: bandwidth isn't a wait, so it isn't scaled. */
export function createThroughput(now: () => number): Throughput {
  let second = 0;
  let moved = new Map<string, number>();
  const move = (key: string, bytes: number, most: number) => {
    const current = Math.floor(now() / 1000);
    if (current !== second) {
      second = current;
      moved = new Map();
    }
    const total = (moved.get(key) ?? 0) + Math.ceil(Math.max(bytes, 1) / UNIT) * UNIT;
    if (total > most) throw new KvsError('RATE_LIMIT_EXCEEDED', 'Too many requests', 429);
    moved.set(key, total);
  };
  return {
    read: (key, bytes) => move(`read ${key}`, bytes, READ_BYTES_PER_SECOND),
    write: (key, bytes) => move(`write ${key}`, bytes, WRITE_BYTES_PER_SECOND),
  };
}
