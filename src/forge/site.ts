import { kvs } from '@forge/kvs';
import * as z from 'zod';
import type { Settings } from '../contract/settings';
import { FIELD_KINDS } from '../contract/vocabulary';
import { FIRST_ASKING_MODE, type AskingMode } from '../domain/pacing/asking-mode';
import type { Result } from '../domain/pacing/failure';
import type { JiraPause } from '../domain/pacing/jira-pause';
import type { Pause } from '../domain/pacing/pause';
import type { SiteNames } from '../domain/alert/site-names';
import { parseStoredSettings } from '../settings/stored-settings';
import { readMany, readOne, storageKeys, writeOne, type TimedEntry } from './storage';

/** Fields and issue types of a site change rarely; a refused write forgets them earlier. */
const NAMES_STAY_VALID_MS = 24 * 3_600_000;

const storedNames = z.object({
  revision: z.number(),
  /** Epoch milliseconds. */
  resolvedAt: z.number(),
  names: z.object({
    issueTypeIds: z.array(z.string()),
    sourceFields: z.array(z.object({ id: z.string(), kind: z.enum(FIELD_KINDS), name: z.string().optional() })),
    targetField: z.object({ id: z.string(), holds: z.enum(['document', 'line']) }).nullable(),
    timeFieldId: z.string().nullable(),
    problems: z.array(z.string()),
  }),
});

const storedPause = z.object({
  failures: z.number(),
  until: z.number(),
  kind: z.enum(['throttled', 'outage']),
  since: z.string(),
});

const storedJiraPause = z.object({
  tenant: z.number().optional(),
  read: z.number().optional(),
  write: z.number().optional(),
  search: z.number().optional(),
});

const storedAskingMode = z.object({
  /** Of the tenant that this was learnt of. */
  address: z.string(),
  way: z.enum(['apart', 'together']),
  quick: z.number(),
  changedAt: z.number().nullable(),
});

/** What one storage read tells about a site. */
export interface StoredSite {
  readonly settings: Settings;
  /** Null until names are resolved for these settings. */
  readonly names: SiteNames | null;
  readonly pause: Pause | null;
  readonly jiraPause: JiraPause;
  readonly askingMode: AskingMode;
}

/** Settings, resolved names and the shared pause, in one storage read. */
export async function readStoredSite(): Promise<Result<StoredSite>> {
  const stored = await readMany(siteKeys);
  return stored.ok ? toSite(stored.value) : stored;
}

/** Keys that `toSite` reads: for those who read more in the same operation. */
export const siteKeys = [
  storageKeys.settings,
  storageKeys.setup,
  storageKeys.pause,
  storageKeys.jiraPause,
  storageKeys.askingMode,
] as const;

/** A site from what was read of storage. */
export function toSite(stored: ReadonlyMap<string, unknown>): Result<StoredSite> {
  const settings = parseStoredSettings(stored.get(storageKeys.settings));
  if (!settings.ok) return settings;
  const names = storedNames.safeParse(stored.get(storageKeys.setup));
  const isCurrent =
    names.success &&
    names.data.revision === settings.value.revision &&
    Date.now() - names.data.resolvedAt < NAMES_STAY_VALID_MS;
  return {
    ok: true,
    value: {
      settings: settings.value,
      names: isCurrent ? names.data.names : null,
      pause: parsePause(stored.get(storageKeys.pause)),
      jiraPause: parseJiraPause(stored.get(storageKeys.jiraPause)),
      askingMode: parseAskingMode(stored.get(storageKeys.askingMode), settings.value.address),
    },
  };
}

function parseAskingMode(value: unknown, tenant: string | null): AskingMode {
  const parsed = storedAskingMode.safeParse(value);
  if (!parsed.success || parsed.data.address !== tenant) return FIRST_ASKING_MODE;
  const { address: _, ...mode } = parsed.data;
  return mode;
}

/** What a tenant needs no second look at for a month is looked at again then. */
const ASKING_MODE_MINUTES = 30 * 24 * 60;

/** The mode as it is stored, together with whatever else a run stores. */
export function askingModeEntry(mode: AskingMode, address: string): TimedEntry {
  return { key: storageKeys.askingMode, value: { address, ...mode }, ttlMinutes: ASKING_MODE_MINUTES };
}

/** The pause that Jira asked for, as it was stored; empty where there is none. */
export function parseJiraPause(value: unknown): JiraPause {
  const parsed = storedJiraPause.safeParse(value);
  if (!parsed.success) return {};
  const known = Object.entries(parsed.data).filter(([, until]) => until !== undefined);
  return Object.fromEntries(known);
}

/** Settings as they are stored; throws where they can't be read, so that nothing overwrites them unseen. */
export async function readSettings(): Promise<Settings> {
  const settings = parseStoredSettings(await readOne(storageKeys.settings));
  if (!settings.ok) throw new Error(settings.failure.sentence);
  return settings.value;
}

export async function writeSettings(settings: Settings): Promise<void> {
  await writeOne(storageKeys.settings, settings);
}

function parsePause(value: unknown): Pause | null {
  const parsed = storedPause.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** A source's shared pause as it is now; none where it can't be read: an answer counts more than what it says about a pause. */
export async function readPause(sourceId: string): Promise<Pause | null> {
  return parsePause(await kvs.get(storageKeys.pauseOf(sourceId)).catch(() => undefined));
}

/** Keeps a source's shared pause for the runs that come, or ends it. Where that fails, the next run's answer says it again. */
export async function writePause(sourceId: string, pause: Pause | null): Promise<void> {
  const key = storageKeys.pauseOf(sourceId);
  const kept = pause === null ? kvs.delete(key) : kvs.set(key, pause, { ttl: { value: 1, unit: 'DAYS' } });
  await kept.catch(() => undefined);
}
