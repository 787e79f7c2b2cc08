import { kvs } from '@forge/kvs';
import type { Settings } from '../contract/settings';
import type { Result } from '../domain/pacing/failure';
import type { SiteNames } from '../domain/alert/site-names';
import { resolveNames } from '../jira/resolve-names';
import { jiraAsApp } from './jira-request';
import { storageKeys } from './storage';

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
