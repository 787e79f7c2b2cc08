import { join } from 'node:path';
import { createKvs } from '../kvs/api';
import { readManifest } from '../manifest';
import { createMeter } from '../meter';
import { DEFAULT_READINGS, type Readings } from '../../readings';

/** The app's storage by Forge's rules, without the rest of the platform: the real `@forge/kvs` of this process talks to it. */
export interface TestStorage {
  /** How what no source decides behaves; the defaults at first. */
  readings: Readings;
  /** Answers in place of storage: null lets the call through. */
  intercept: (path: string, body: unknown) => Response | null | Promise<null>;
  /** Paths of the calls, in their order. */
  readonly calls: string[];
  read(key: string): Promise<unknown>;
  end(): void;
}

const APP = join(__dirname, '../../..');

/** Installs storage behind the global that `@forge/kvs` calls. */
export function installStorage(manifest = readManifest(APP)): TestStorage {
  const kvs = createKvs({
    manifest,
    meter: createMeter(),
    now: Date.now,
    wall: Date.now,
    readings: () => storage.readings,
  });
  const send = (path: string, body: unknown) =>
    kvs.handle(new Request('http://storage', { method: 'POST', body: JSON.stringify(body) }), path);
  const storage: TestStorage = {
    readings: DEFAULT_READINGS,
    intercept: () => null,
    calls: [],
    read: async key => {
      const answer = await send('/api/v1/get', { key });
      return answer.ok ? ((await answer.json()) as { value: unknown }).value : undefined;
    },
    end: () => {
      Reflect.deleteProperty(globalThis, '__forge_fetch__');
    },
  };
  Object.assign(globalThis, {
    __forge_fetch__: async (_: unknown, path: string, init: { body: string }) => {
      storage.calls.push(path);
      const body: unknown = JSON.parse(init.body);
      return (await storage.intercept(path, body)) ?? send(path, body);
    },
  });
  return storage;
}
