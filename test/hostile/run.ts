import type { AxoniusClient } from '../../src/sources/axonius/client';
import { findAssets } from '../../src/sources/axonius/find-assets';
import type { FactSetting } from '../../src/contract/settings';
import { QUEUED_PRESS } from '../../src/features/panel/persons-run';
import { requestRun } from '../../src/runs/queued-alert';
import { run } from '../../src/runs/run';
import type { ContextWrite, EnrichmentPorts, RunEnding, RunRequest, Setup } from '../../src/runs/ports';
import { composeTarget } from '../../src/jira/block/compose-target';
import { toAlert } from '../../src/jira/read-alert';
import { issueSchema } from '../../src/jira/schemas';
import { defaultSettings } from '../../src/settings/settings';

export const TENANT = 'https://demo.on.axonius.com';
export const NOW = Date.parse('2026-11-24T08:00:00Z');

const facts: FactSetting[] = [
  { label: 'Owner', axoniusField: 'specific_data.data.owner', personal: true, shown: true },
  { label: 'Agents', axoniusField: 'specific_data.data.agent_versions', personal: false, shown: true },
];

export const setup: Setup = {
  settings: {
    ...defaultSettings,
    address: TENANT,
    output: { ...defaultSettings.output, facts },
    naming: {
      ...defaultSettings.naming,
      suffixes: ['corp.example.com'],
      windowsDomains: { CORP: 'corp.example.com' },
    },
  },
  issueTypeIds: ['10010'],
  sourceFields: [
    { id: 'source', kind: 'hostname' },
    { id: 'other', kind: 'auto' },
  ],
  targetField: { id: 'target', holds: 'document' },
  timeFieldId: null,
  problems: [],
};

export interface World {
  /** `fields` and `properties` of the issue, as Jira would answer them. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly record?: unknown;
  /** Devices as the tenant would answer them, to every question. */
  readonly devices: readonly unknown[];
  readonly request?: Partial<RunRequest>;
  /** A real client in place of `devices`. */
  readonly client?: Pick<AxoniusClient, 'queryDevices'>;
}

export interface Ran {
  readonly result: RunEnding;
  readonly write: ContextWrite | null;
  readonly request: RunRequest;
}

/** One run over the real parts, from what Jira and Axonius answer to what is written. */
export async function runIn(world: World): Promise<Ran> {
  const request = requestRun({ issueId: '10001', trigger: 'manual', ...world.request });
  const issue = issueSchema.parse({
    id: '10001',
    key: 'SEC-1',
    fields: {
      created: '2026-11-24T07:59:00.000+0000',
      project: { id: '10000' },
      issuetype: { id: '10010' },
      ...world.fields,
    },
    properties: world.record === undefined ? {} : { 'axonius-asset-intelligence': world.record },
  });
  let write: ContextWrite | null = null;
  const now = () => new Date(NOW);
  const ports: EnrichmentPorts = {
    readSite: async () => ({ ok: true, value: { setup, pausedUntil: null, jiraPausedUntil: null } }),
    readAlert: async () => toAlert(issue, setup),
    ask: (observables, { settings }) =>
      findAssets(
        { observables, naming: settings.naming, facts, freshFromAxonius: false, way: 'together', withinMs: 60_000 },
        {
          address: TENANT,
          now,
          client: world.client ?? {
            queryDevices: async ({ offset, limit }) => {
              const assets = world.devices.slice(offset, offset + limit);
              const hasMore = offset + assets.length < world.devices.length;
              return { ok: true, value: { assets, total: world.devices.length, hasMore } };
            },
          },
        },
      ),
    askContext: () => Promise.resolve([]),
    compose: composeTarget,
    claim: async () => ({ ok: true, value: true }),
    release: () => Promise.resolve(),
    write: async written => {
      write = written;
      return { ok: true, value: written.record };
    },
    rememberNotVisible: async () => undefined,
    enterStep: () => undefined,
    now,
    random: () => 0.5,
    remainingMs: () => 200_000,
  };
  return { result: await run(request, QUEUED_PRESS, ports), write, request };
}
