/** What `GET /__local/meter` answers. Byte counts are the real sizes; Forge bills each storage call rounded up to 10 KB. */
export interface MeterReading {
  invocations: Record<string, number>;
  gbSeconds: number;
  kvs: { reads: number; writes: number; readBytes: number; writtenBytes: number };
  queue: { pushes: number; events: number; deliveries: number };
  jira: Record<string, number>;
  egress: Record<string, number>;
  refused: number;
}

export interface Meter {
  invocation(functionKey: string): void;
  compute(memoryMB: number, ms: number): void;
  kvsRead(bytes: number): void;
  kvsWrite(bytes: number): void;
  push(events: number): void;
  delivery(): void;
  jira(endpoint: string): void;
  egress(host: string): void;
  /** Something that Forge refuses was refused. */
  refused(): void;
  read(): MeterReading;
  reset(): void;
}

const zero = (): MeterReading => ({
  invocations: {},
  gbSeconds: 0,
  kvs: { reads: 0, writes: 0, readBytes: 0, writtenBytes: 0 },
  queue: { pushes: 0, events: 0, deliveries: 0 },
  jira: {},
  egress: {},
  refused: 0,
});

/** Counts what a run costs on Forge. */
export function createMeter(): Meter {
  let reading = zero();
  const count = (counts: Record<string, number>, key: string) => {
    counts[key] = (counts[key] ?? 0) + 1;
  };
  return {
    invocation: functionKey => count(reading.invocations, functionKey),
    compute(memoryMB, ms) {
      reading.gbSeconds += (memoryMB / 1024) * (ms / 1000);
    },
    kvsRead(bytes) {
      reading.kvs.reads++;
      reading.kvs.readBytes += bytes;
    },
    kvsWrite(bytes) {
      reading.kvs.writes++;
      reading.kvs.writtenBytes += bytes;
    },
    push(events) {
      reading.queue.pushes++;
      reading.queue.events += events;
    },
    delivery() {
      reading.queue.deliveries++;
    },
    jira: endpoint => count(reading.jira, endpoint),
    egress: host => count(reading.egress, host),
    refused() {
      reading.refused++;
    },
    read: () => structuredClone(reading),
    reset() {
      reading = zero();
    },
  };
}
