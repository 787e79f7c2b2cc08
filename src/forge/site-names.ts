import { kvs } from '@forge/kvs';
import type { Settings } from '../contract/settings';
import type { Result } from '../domain/pacing/failure';
import type { SiteNames } from '../domain/alert/site-names';
import type { AlertScope } from '../jira/jql';
import { resolveNames } from '../jira/resolve-names';
import type { Setup } from '../runs/ports';
import { jiraAsApp } from './jira-request';
import { readStoredSite, type StoredSite } from './site';
import { storageKeys } from './storage';

/** Settings with what their names stand for: as it was stored, or asked of the site. */
export async function setupOf({ settings, names }: Pick<StoredSite, 'settings' | 'names'>): Promise<Result<Setup>> {
  const resolved = names === null ? await resolveAndKeepNames(settings) : { ok: true as const, value: names };
  return resolved.ok ? { ok: true, value: { settings, ...resolved.value } } : resolved;
}

/** The stored settings with what their names stand for. */
export async function readSetup(): Promise<Result<Setup>> {
  const stored = await readStoredSite();
  return stored.ok ? setupOf(stored.value) : stored;
}

/** Which issues are alerts, as JQL takes it. */
export function scopeOf({ settings, issueTypeIds }: Setup): AlertScope {
  return { projectIds: settings.alerts.projects, issueTypeIds };
}

/** Asks the site what the settings' names stand for, and keeps the answer for later runs. */
export async function resolveAndKeepNames(settings: Settings): Promise<Result<SiteNames>> {
  const names = await resolveNames(settings.alerts, jiraAsApp());
  if (names.ok) {
    const kept = { revision: settings.revision, resolvedAt: Date.now(), names: names.value };
    // Names that can't be kept are asked for again.
    await kvs.set(storageKeys.setup, kept).catch(() => undefined);
  }
  return names;
}

/** After Jira no longer knew a field: the next run asks the site again. */
export async function forgetNames(): Promise<void> {
  await kvs.delete(storageKeys.setup).catch(() => undefined);
}
