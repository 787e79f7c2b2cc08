import { join } from 'node:path';
import type { FaultInjector } from '../http/faults';
import type { SiteEvent } from '../jira/types';
import { DEFAULT_READINGS, type Readings } from '../readings';
import { BUILD_DIRECTORY, buildApp } from './bundle/build';
import { createPlatformClock } from './clock';
import { createJobs } from './delivery/jobs';
import { createDeliveryFaults, type DeliveryFaults } from './delivery/plan';
import { createQueue } from './delivery/queue';
import { createQueueApi } from './delivery/queue-api';
import { createSchedules } from './delivery/schedules';
import { createTriggers } from './delivery/triggers';
import { createWork } from './delivery/work';
import { createKvs } from './kvs/api';
import { createLogs, type Logs } from './logs';
import { readManifest, type AppManifest } from './manifest';
import { createMeter, type Meter } from './meter';
import { createEgressProxy } from './proxy/egress';
import { createEgressGroups, type EgressGroups } from './proxy/egress-groups';
import { createJiraProxy, type SiteFetch } from './proxy/jira';
import { serveProxy } from './proxy/proxy';
import { compileScript } from './runtime/compile';
import { createInvoker, type Installation } from './runtime/invoker';
import { createPool } from './runtime/pool';
import { createScreenCalls, type ModuleAnswer, type ModuleCall } from './screens';

export interface PlatformOptions {
  /** Folder with `manifest.yml` and `src/`. */
  appDirectory: string;
  /** Another name of the manifest within the folder. */
  manifestName?: string;
  site: SiteFetch;
  /** Base of the URLs that the site sees in requests of the app. */
  siteUrl: () => string;
  /** Where the tenant listens, for hosts that the admin approved. */
  tenantUrl: string;
  /** Names of the internet that exist here: host name to URL. */
  hosts: Readonly<Record<string, string>>;
  /** Faults and latency of Jira, for calls of the app. */
  jiraFaults: FaultInjector;
  /** How what no source decides behaves now; the defaults if left out. */
  readings?: () => Readings;
  /** Processes that run functions at the same time. */
  processes?: number;
  /** Wall clock, epoch milliseconds. */
  now?: () => number;
}

export interface Platform {
  readonly manifest: AppManifest;
  readonly installation: Installation;
  /** Takes an event of the site; returns at once. */
  deliver(event: SiteEvent): void;
  invokeModule(call: ModuleCall): Promise<ModuleAnswer>;
  readonly egressGroups: EgressGroups;
  /** Blocks hosts although manifest or admin approve them. */
  denyEgress(patterns: readonly string[]): void;
  /** Where the machine behind a URL of the internet listens; undefined where it doesn't exist here. */
  locate(url: URL): string | undefined;
  readonly delivery: Pick<DeliveryFaults, 'set'>;
  setTimeScale(scale: number): void;
  idle(): { idle: boolean; waiting: number; nextDueMs: number | null };
  /** Runs the scheduled functions now and waits for them. */
  sweep(): Promise<void>;
  readonly meter: Pick<Meter, 'read' | 'reset'>;
  readonly logs: Pick<Logs, 'all'>;
  /** Back to a fresh installation: storage, queues, approvals, delivery faults, time scale, meter and logs. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

const DEFAULT_PROCESSES = 8;
const CLOUD_ID = '5d1c7a52-6b0e-4f8e-9a57-2f1f3d0c9b11';

/** Builds the app, starts the proxy and warm processes, and begins to count the schedules. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const now = options.now ?? Date.now;
  const readings = options.readings ?? (() => DEFAULT_READINGS);
  const manifest = readManifest(options.appDirectory, options.manifestName);
  const bundle = await buildApp(options.appDirectory, manifest);
  const installation: Installation = {
    appId: manifest.appId,
    appVersion: '1.0.0',
    environmentId: '8b2f3c1d-7d3e-4f0a-8c55-1c0f4e6b7a21',
    environmentType: 'DEVELOPMENT',
    installationId: 'c0a8e5d4-2b7f-4a39-9d6e-5f1b3c7e8d42',
    cloudId: CLOUD_ID,
  };
  const meter = createMeter();
  const logs = createLogs(() => new Date(now()));
  const clock = createPlatformClock(now);
  const work = createWork(clock);
  const faults = createDeliveryFaults();
  const groups = createEgressGroups(readings);
  const jobs = createJobs();
  const context = () => ({
    installContext: `ari:cloud:jira::site/${CLOUD_ID}`,
    installation: { ari: { installationId: installation.installationId }, contexts: [{ cloudId: CLOUD_ID }] },
  });

  const kvs = createKvs({ manifest, meter, readings, now: clock.now, wall: now });
  const egress = createEgressProxy({
    manifest,
    groups,
    hosts: options.hosts,
    tenantUrl: options.tenantUrl,
    meter,
    now,
  });
  const jira = createJiraProxy({
    manifest,
    site: options.site,
    siteUrl: options.siteUrl,
    faults: options.jiraFaults,
    meter,
  });
  const queueApi = createQueueApi({
    manifest,
    meter,
    jobs,
    now: clock.now,
    accept: (...accepted) => queue.accept(...accepted),
  });
  const proxy = await serveProxy(token => invoker.find(token), {
    jira,
    kvs: (request, path) => kvs.handle(request, path),
    stargate: (request, path, invocation) => queueApi.handle(request, path, invocation),
    egress: (request, _path, invocation) => egress.handle(request, invocation),
  });
  const pool = createPool({
    size: options.processes ?? DEFAULT_PROCESSES,
    script: compileScript(join(__dirname, 'runtime/runner.ts'), BUILD_DIRECTORY),
    bundle,
    proxyUrl: proxy.url,
    env: {},
    stray: (level, text) => logs.add('platform', level, text),
  });
  const invoker = createInvoker({
    manifest,
    installation,
    pool,
    meter,
    logs,
    now,
    permissions: () => ({
      scopes: manifest.scopes,
      external: { fetch: { backend: [...manifest.backendEgress, ...groups.backendDomains()] } },
    }),
  });
  const queue = createQueue({ manifest, invoker, clock, wall: now, work, jobs, meter, logs, faults, context });
  const schedules = createSchedules({ manifest, invoker, clock, work, faults, cloudId: CLOUD_ID, context });
  const deliver = createTriggers({ manifest, readings, invoker, work, logs, faults, context });
  const invokeModule = createScreenCalls({ manifest, invoker, work, installation, context });
  const usual = [...manifest.functions.values()][0]?.memoryMB;
  if (usual !== undefined) await pool.warm(usual, 2);
  schedules.start();

  return {
    manifest,
    installation,
    deliver,
    invokeModule,
    egressGroups: groups,
    denyEgress: patterns => egress.deny(patterns),
    locate: url => egress.locate(url),
    delivery: faults,
    setTimeScale: scale => clock.setScale(scale),
    idle: () => ({ idle: work.open() === 0, waiting: work.open(), nextDueMs: work.nextDueMs() }),
    sweep: () => schedules.runNow(),
    meter,
    logs,
    async reset() {
      clock.clear();
      clock.setScale(1);
      work.clear();
      await pool.killAll();
      queue.clear();
      queueApi.clear();
      jobs.clear();
      kvs.clear();
      groups.clear();
      egress.deny([]);
      faults.set({});
      meter.reset();
      logs.clear();
      schedules.start();
    },
    async close() {
      clock.clear();
      work.clear();
      pool.close();
      await proxy.close();
    },
  };
}
