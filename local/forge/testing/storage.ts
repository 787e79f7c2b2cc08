import { join } from 'node:path';
import { createKvs } from '../kvs/api';
import { readManifest } from '../manifest';
import { createMeter } from '../meter';
import { DEFAULT_READINGS, type Readings } from '../../readings';

/**
 * The app's storage by Forge's rules, without the rest of the platform: the real `@forge/kvs` of this process talks to it,
 * and the real `@forge/api` and `@forge/events` to what the test answers in Jira's and the queue's place.
 */
export interface TestStorage {
  /** How what no source decides behaves; the defaults at first. */
  readings: Readings;
  /** Answers in place of storage: null lets the call through. */
  intercept: (path: string, body: unknown) => Response | null | Promise<null>;
  /** Answers in Jira's place; Jira has nothing at first. */
  jira: (request: { readonly as: 'app' | 'user'; readonly method: string; readonly path: string }) => Response;
  /** Answers in the queue's place, which takes everything at first. */
  queue: () => Response;
  /** Bodies of the events that were pushed, in their order. */
  readonly pushed: unknown[];
  /** Paths of the calls to storage, in their order. */
  readonly calls: string[];
  read(key: string): Promise<unknown>;
  end(): void;
}

const APP = join(__dirname, '../../..');

interface ForgeCall {
  readonly type: string;
  readonly provider?: 'app' | 'user';
}

/** What `@forge/api` reads of an invocation: who is called what, and ten seconds that are left. */
const invocation = {
  appContext: {
    appId: 'app',
    environmentId: 'environment',
    installationId: 'installation',
    invocationId: 'invocation',
  },
  lambdaContext: { getRemainingTimeInMillis: () => 10_000 },
};

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
    jira: () => new Response('{}', { status: 404 }),
    queue: () => Response.json({}, { status: 201 }),
    pushed: [],
    calls: [],
    read: async key => {
      const answer = await send('/api/v1/get', { key });
      return answer.ok ? ((await answer.json()) as { value: unknown }).value : undefined;
    },
    end: () => {
      Reflect.deleteProperty(globalThis, '__forge_fetch__');
      Reflect.deleteProperty(globalThis, '__forge_runtime__');
    },
  };
  Object.assign(globalThis, {
    __forge_runtime__: invocation,
    __forge_fetch__: async (
      { type, provider = 'app' }: ForgeCall,
      path: string,
      init: { method?: string; body?: string },
    ) => {
      if (path.startsWith('/webhook/queue/publish')) {
        const { payload } = JSON.parse(init.body ?? '{}') as { payload: { body: unknown }[] };
        storage.pushed.push(...payload.map(event => event.body));
        return storage.queue();
      }
      if (type === 'fpp') return storage.jira({ as: provider, method: init.method ?? 'GET', path });
      storage.calls.push(path);
      const body: unknown = JSON.parse(init.body ?? 'null');
      return (await storage.intercept(path, body)) ?? send(path, body);
    },
  });
  return storage;
}
