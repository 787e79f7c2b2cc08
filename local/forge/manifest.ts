import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CSPProcessingService } from '@forge/csp';
import { parse } from 'yaml';
import * as z from 'zod';

/** What may call a function; each kind has its own time limit. */
export type ModuleKind = 'trigger' | 'consumer' | 'scheduledTrigger' | 'resolver';

export interface AppFunction {
  key: string;
  /** File and export of the bundle: `index` and `onIssueEvent` for `index.onIssueEvent`. */
  file: string;
  exportName: string;
  memoryMB: number;
  kinds: ReadonlySet<ModuleKind>;
  timeoutSeconds: number | undefined;
}

export interface AppTrigger {
  key: string;
  functionKey: string;
  events: readonly string[];
  ignoreSelf: boolean;
}

export interface AppConsumer {
  key: string;
  queue: string;
  functionKey: string;
}

export interface AppSchedule {
  key: string;
  functionKey: string;
  intervalMs: number;
}

export interface AppScreen {
  kind: string;
  key: string;
  title: string;
  /** Folder of the built page, relative to the app. */
  path: string;
  resolver: string | null;
  viewportSize: string | null;
  useAsConfig: boolean;
}

export interface EntityIndex {
  name: string;
  partition: readonly string[];
  range: readonly string[];
}

export interface AppEntity {
  name: string;
  attributes: Readonly<Record<string, string>>;
  indexes: readonly EntityIndex[];
}

export interface IndexedValue {
  propertyKey: string;
  path: string;
  type: 'string' | 'number' | 'date' | 'text' | 'user';
  searchAlias?: string;
}

export interface AppManifest {
  appId: string;
  functions: ReadonlyMap<string, AppFunction>;
  triggers: readonly AppTrigger[];
  consumers: readonly AppConsumer[];
  schedules: readonly AppSchedule[];
  screens: readonly AppScreen[];
  entities: ReadonlyMap<string, AppEntity>;
  properties: readonly IndexedValue[];
  scopes: readonly string[];
  /** Scopes with `allowImpersonation`, which lets the app act for a user who isn't there. */
  impersonation: ReadonlySet<string>;
  backendEgress: readonly string[];
  customerManagedEgress: boolean;
  /** `permissions` as written, for the content security policy. */
  permissions: CspPermissions;
}

/** What `@forge/csp` reads; that the manifest has Forge's shape is checked with `@forge/manifest` by the project's tests. */
export type CspPermissions = Parameters<CSPProcessingService['getCspDetails']>[1];

const MINUTE = 60_000;
const INTERVALS = { fiveMinute: 5 * MINUTE, hour: 60 * MINUTE, day: 1440 * MINUTE, week: 10_080 * MINUTE };
/** Forge: seconds a function may run when called by a module of the kind, without `timeoutSeconds`. */
const DEFAULT_SECONDS = { trigger: 25, resolver: 25, consumer: 55, scheduledTrigger: 55 };
const SCREEN_KINDS = [
  'jira:issuePanel',
  'jira:issueContext',
  'jira:issueAction',
  'jira:adminPage',
  'jira:dashboardGadget',
] as const;

const key = z.string().min(1);
const address = z.union([z.string(), z.object({ address: z.string() }).transform(value => value.address)]);
const screen = z.object({
  key,
  resource: z.string(),
  title: z.string(),
  resolver: z.object({ function: key }).optional(),
  viewportSize: z.string().optional(),
  useAsConfig: z.boolean().optional(),
});
const SCHEMA = z.object({
  app: z.object({
    id: z.string().regex(/^ari:cloud:ecosystem::app\//),
    runtime: z.object({ name: z.string(), memoryMB: z.number().default(512) }),
    storage: z
      .object({
        entities: z
          .array(
            z.object({
              name: key,
              attributes: z.record(z.string(), z.object({ type: z.string() })),
              indexes: z
                .array(
                  z.union([
                    z.string().transform(name => ({ name, partition: [], range: [name] })),
                    z.object({
                      name: key,
                      partition: z.array(z.string()).default([]),
                      range: z.array(z.string()).default([]),
                    }),
                  ]),
                )
                .default([]),
            }),
          )
          .default([]),
      })
      .optional(),
  }),
  modules: z.strictObject({
    function: z.array(
      z.object({
        key,
        handler: z.string().regex(/^[^.]+\.[^.]+$/),
        timeoutSeconds: z.number().min(1).max(900).optional(),
        runtime: z.object({ memoryMB: z.number() }).optional(),
      }),
    ),
    trigger: z
      .array(
        z.strictObject({
          key,
          function: key,
          events: z.array(z.string()),
          // `expression` isn't simulated: a manifest that uses it is refused rather than half obeyed.
          filter: z.strictObject({ ignoreSelf: z.boolean().optional() }).optional(),
        }),
      )
      .default([]),
    consumer: z
      .array(z.strictObject({ key, queue: z.string().regex(/^[a-zA-Z0-9-_]{1,36}$/), function: key }))
      .default([]),
    scheduledTrigger: z
      .array(z.strictObject({ key, function: key, interval: z.enum(['fiveMinute', 'hour', 'day', 'week']) }))
      .max(5)
      .default([]),
    'jira:issuePanel': z.array(screen).default([]),
    'jira:issueContext': z.array(screen).default([]),
    'jira:issueAction': z.array(screen).default([]),
    'jira:adminPage': z.array(screen).default([]),
    'jira:dashboardGadget': z.array(screen).default([]),
    'jira:entityProperty': z
      .array(
        z.object({
          propertyKey: key,
          entityType: z.literal('issue').default('issue'),
          values: z.array(
            z.object({
              path: z.string(),
              type: z.enum(['string', 'number', 'date', 'text', 'user']),
              searchAlias: z.string().optional(),
            }),
          ),
        }),
      )
      .default([]),
  }),
  resources: z.array(z.object({ key, path: z.string() })).default([]),
  permissions: z.object({
    scopes: z
      .union([
        z.array(z.string()),
        z.record(z.string(), z.object({ allowImpersonation: z.boolean().optional() }).nullable()),
      ])
      .default([]),
    external: z
      .object({
        fetch: z.object({ backend: z.array(address).default([]) }).optional(),
        configurable: z.object({ enabled: z.boolean() }).optional(),
      })
      .optional(),
  }),
});

/**
 * Reads `manifest.yml` of an app. Modules that the platform doesn't simulate, and rules that Forge's validation refuses
 * and that matter at run time, are errors that name the place.
 */
export function readManifest(appDirectory: string, name = 'manifest.yml'): AppManifest {
  const raw: unknown = parse(readFileSync(join(appDirectory, name), 'utf8'));
  const { app, modules, resources, permissions } = SCHEMA.parse(raw);
  const paths = new Map(resources.map(resource => [resource.key, resource.path]));

  const users = new Map<string, Set<ModuleKind>>();
  const use = (functionKey: string, kind: ModuleKind) => {
    if (!modules.function.some(candidate => candidate.key === functionKey))
      throw new Error(`manifest.yml: a ${kind} names function "${functionKey}", which isn't declared`);
    users.set(functionKey, (users.get(functionKey) ?? new Set()).add(kind));
  };
  for (const trigger of modules.trigger) use(trigger.function, 'trigger');
  for (const consumer of modules.consumer) use(consumer.function, 'consumer');
  for (const schedule of modules.scheduledTrigger) use(schedule.function, 'scheduledTrigger');

  const screens = SCREEN_KINDS.flatMap(kind =>
    modules[kind].map((module): AppScreen => {
      const path = paths.get(module.resource);
      if (path === undefined)
        throw new Error(`manifest.yml: ${module.key} names resource "${module.resource}", which isn't declared`);
      if (module.resolver) use(module.resolver.function, 'resolver');
      return {
        kind,
        key: module.key,
        title: module.title,
        path,
        resolver: module.resolver?.function ?? null,
        viewportSize: module.viewportSize ?? null,
        useAsConfig: module.useAsConfig ?? false,
      };
    }),
  );

  const functions = modules.function.map((declared): [string, AppFunction] => {
    const kinds = users.get(declared.key) ?? new Set<ModuleKind>();
    const { timeoutSeconds } = declared;
    if (timeoutSeconds !== undefined && timeoutSeconds > 55 && (kinds.has('trigger') || kinds.has('resolver')))
      throw new Error(
        `manifest.yml: function "${declared.key}" has timeoutSeconds ${timeoutSeconds}; more than 55 is allowed only for functions used solely by consumers or scheduled triggers`,
      );
    const [file = '', exportName = ''] = declared.handler.split('.');
    return [
      declared.key,
      {
        key: declared.key,
        file,
        exportName,
        memoryMB: declared.runtime?.memoryMB ?? app.runtime.memoryMB,
        kinds,
        timeoutSeconds,
      },
    ];
  });

  const scopes = Array.isArray(permissions.scopes) ? permissions.scopes : Object.keys(permissions.scopes);
  const impersonation = Array.isArray(permissions.scopes)
    ? []
    : Object.entries(permissions.scopes).flatMap(([scope, options]) => (options?.allowImpersonation ? [scope] : []));

  return {
    appId: app.id.slice('ari:cloud:ecosystem::app/'.length),
    functions: new Map(functions),
    triggers: modules.trigger.map(trigger => ({
      key: trigger.key,
      functionKey: trigger.function,
      events: trigger.events,
      ignoreSelf: trigger.filter?.ignoreSelf ?? false,
    })),
    consumers: modules.consumer.map(consumer => ({
      key: consumer.key,
      queue: consumer.queue,
      functionKey: consumer.function,
    })),
    schedules: modules.scheduledTrigger.map(schedule => ({
      key: schedule.key,
      functionKey: schedule.function,
      intervalMs: INTERVALS[schedule.interval],
    })),
    screens,
    entities: new Map(
      (app.storage?.entities ?? []).map(entity => [
        entity.name,
        {
          name: entity.name,
          attributes: Object.fromEntries(Object.entries(entity.attributes).map(([name, { type }]) => [name, type])),
          indexes: entity.indexes,
        },
      ]),
    ),
    properties: modules['jira:entityProperty'].flatMap(module =>
      module.values.map(({ path, type, searchAlias }) => ({
        propertyKey: module.propertyKey,
        path,
        type,
        ...(searchAlias === undefined ? {} : { searchAlias }),
      })),
    ),
    scopes,
    impersonation: new Set(impersonation),
    backendEgress: permissions.external?.fetch?.backend ?? [],
    customerManagedEgress: permissions.external?.configurable?.enabled ?? false,
    permissions: z.object({ permissions: z.custom<CspPermissions>() }).parse(raw).permissions,
  };
}

/** Milliseconds that a function may run when a module of the kind calls it: its own limit within the kind's. */
export function limitOf(fn: AppFunction, kind: ModuleKind): number {
  const own = fn.timeoutSeconds ?? DEFAULT_SECONDS[kind];
  const most = kind === 'trigger' || kind === 'resolver' ? 25 : 900;
  return Math.min(own, most) * 1000;
}
