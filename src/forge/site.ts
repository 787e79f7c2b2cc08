import { kvs } from '@forge/kvs';
import * as z from 'zod';
import type { Settings } from '../contract/settings';
import type { Result } from '../domain/failure';
import type { SiteNames } from '../domain/site-names';
import { resolveNames } from '../jira/resolve-names';
import { parseStoredSettings } from '../settings/stored-settings';
import { jiraAsApp } from './jira-request';
import { readMany, storageKeys } from './storage';

/** Fields and issue types of a site change rarely; a refused write forgets them earlier. */
const NAMES_STAY_VALID_MS = 24 * 3_600_000;

const storedNames = z.object({
  revision: z.number(),
  /** Epoch milliseconds. */
  resolvedAt: z.number(),
  names: z.object({
    issueTypeIds: z.array(z.string()),
    sourceFields: z.array(z.object({ id: z.string(), kind: z.enum(['hostname', 'ip', 'mac', 'auto']) })),
    targetField: z.object({ id: z.string(), holds: z.enum(['document', 'line']) }).nullable(),
    timeFieldId: z.string().nullable(),
    problems: z.array(z.string()),
  }),
});

const storedPause = z.object({ until: z.number() });

/** What one storage read tells about a site. */
export interface StoredSite {
  readonly settings: Settings;
  /** Null until names are resolved for these settings. */
  readonly names: SiteNames | null;
  /** Epoch milliseconds, or null. */
  readonly pausedUntil: number | null;
}

/** Settings, resolved names and the shared pause, in one storage read. */
export async function readStoredSite(): Promise<Result<StoredSite>> {
  const stored = await readMany([storageKeys.settings, storageKeys.setup, storageKeys.pause]);
  const settings = parseStoredSettings(stored.get(storageKeys.settings));
  if (!settings.ok) return settings;
  const names = storedNames.safeParse(stored.get(storageKeys.setup));
  const isCurrent =
    names.success &&
    names.data.revision === settings.value.revision &&
    Date.now() - names.data.resolvedAt < NAMES_STAY_VALID_MS;
  const pause = storedPause.safeParse(stored.get(storageKeys.pause));
  return {
    ok: true,
    value: {
      settings: settings.value,
      names: isCurrent ? names.data.names : null,
      pausedUntil: pause.success ? pause.data.until : null,
    },
  };
}

/** Asks the site what the settings' names stand for, and keeps the answer for later runs. */
export async function resolveAndKeepNames(settings: Settings): Promise<Result<SiteNames>> {
  const names = await resolveNames(settings.alerts, jiraAsApp());
  if (names.ok) {
    await kvs.set(storageKeys.setup, { revision: settings.revision, resolvedAt: Date.now(), names: names.value });
  }
  return names;
}

/** After Jira no longer knew a field: the next run asks the site again. */
export async function forgetNames(): Promise<void> {
  await kvs.delete(storageKeys.setup);
}

/** Settings as they are stored; throws where they can't be read, so that nothing overwrites them unseen. */
export async function readSettings(): Promise<Settings> {
  const settings = parseStoredSettings(await kvs.get(storageKeys.settings));
  if (!settings.ok) throw new Error(settings.failure.sentence);
  return settings.value;
}

export async function writeSettings(settings: Settings): Promise<void> {
  await kvs.set(storageKeys.settings, settings);
}

/** Holds back every question until `until` (epoch milliseconds). */
export async function writePause(until: number): Promise<void> {
  await kvs.set(storageKeys.pause, { until }, { ttl: { value: 1, unit: 'DAYS' } });
}
