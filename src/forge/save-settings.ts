import { AXONIUS } from '../sources/axonius/inventory';
import { randomUUID } from 'node:crypto';
import type { ConnectionInput, SettingsInput } from '../contract/admin';
import type { Problem } from '../contract/reply';
import type { Settings } from '../contract/settings';
import { ownerWhoMakes } from '../domain/pacing/claim-owner';
import { parseTenantAddress } from '../sources/axonius/address';
import { readFindings } from '../jira/alert-findings';
import { refuseFields } from '../settings/refuse-fields';
import { saveConnection } from '../settings/save-connection';
import { parseSettings, saveSettings, type SettingsStore } from '../settings/save-settings';
import { defaultSettings } from '../settings/settings';
import { parseStoredSettings } from '../settings/stored-settings';
import { connectAxonius, readCredentials, writeCredentials } from './axonius-connection';
import { jiraAsApp } from './jira-request';
import { readSettings, writePause, writeSettings } from './site';
import { resolveAndKeepNames } from './site-names';
import { claimAndStore } from './claims';
import { readOne, storageKeys } from './storage';
import { explainStorage } from './storage-failure';

/** A save holds the settings for so long at most: two writes and a margin. */
const SAVING_MS = 10_000;

const store: SettingsStore = {
  readSettings,
  replace: async (revision, change) => {
    const claimed = await claimAndStore(
      {
        key: 'settings',
        owner: ownerWhoMakes(revision + 1, randomUUID()),
        now: Date.now(),
        heldForMs: SAVING_MS,
        made: revision,
      },
      [],
    );
    if (!claimed.ok || !claimed.value) return claimed;
    let changed: Settings;
    try {
      const current = await readSettings();
      if (current.revision !== revision) return { ok: true, value: false };
      changed = { ...(await change(current)), revision: revision + 1 };
      await writeSettings(changed);
    } catch (error) {
      return { ok: false, failure: explainStorage(error) };
    }
    // What names stand for is found out now, so that the trigger knows it from the first event on.
    await resolveAndKeepNames(changed);
    return { ok: true, value: true };
  },
};

/** What an admin typed as address, as a use case takes it. */
export function parseAddress(
  input: string,
): { readonly ok: true; readonly address: string } | { readonly ok: false; readonly sentence: string } {
  const parsed = parseTenantAddress(input);
  return parsed.ok ? { ok: true, address: parsed.origin } : parsed;
}

/** See `settings/save-connection.ts`. A connection that works ends the shared pause: alerts need not wait any more. */
export async function storeConnection(input: ConnectionInput): Promise<Problem | null> {
  const problem = await saveConnection(input, {
    ...store,
    parseAddress,
    readCredentials,
    writeCredentials,
    test: async credentials => {
      const tested = await connectAxonius(credentials.address, credentials).testConnection();
      return tested.ok ? null : tested.failure;
    },
  });
  if (problem === null) await writePause(AXONIUS.id, null);
  return problem;
}

/** See `settings/save-settings.ts`. */
export function storeSettings(input: SettingsInput): Promise<Problem | null> {
  return saveSettings(input, { ...store, refuseAlerts });
}

/** Settings as they stand in a form, checked against what may be stored. */
export async function draftSettings(draft: Omit<SettingsInput, 'revision'>) {
  return parseSettings(draft, await readSettings());
}

/** The stored settings with another part *Alerts*, checked likewise. */
export async function draftAlerts(alerts: Settings['alerts']) {
  const { output, naming, advanced, ...stored } = await readSettings();
  return parseSettings({ alerts, output, naming, advanced }, { ...stored, output, naming, advanced });
}

/** Settings to show: the stored ones, or the defaults with the reason why the stored ones can't be read. */
export async function readForScreen(): Promise<{ readonly settings: Settings; readonly unreadable: string | null }> {
  const stored = parseStoredSettings(await readOne(storageKeys.settings));
  return stored.ok
    ? { settings: stored.value, unreadable: null }
    : { settings: defaultSettings, unreadable: stored.failure.sentence };
}

/** Replaces settings that can't be read; those that can be read stay. */
export async function startOver(): Promise<void> {
  const { unreadable } = await readForScreen();
  if (unreadable !== null) await writeSettings(defaultSettings);
}

async function refuseAlerts(alerts: Settings['alerts']): Promise<Problem | null> {
  const findings = await readFindings(alerts, jiraAsApp());
  if (findings.ok) return refuseFields(findings.value.fields);
  return { kind: findings.failure.kind, sentence: findings.failure.sentence, nextStep: 'Try again.' };
}
