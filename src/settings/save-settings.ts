import type { SettingsInput } from '../contract/admin';
import type { Problem } from '../contract/reply';
import type { Settings } from '../contract/settings';
import { changedMeanwhile } from './save-connection';
import { settingsSchema } from './settings';

export interface SettingsPorts {
  readonly readSettings: () => Promise<Settings>;
  readonly writeSettings: (settings: Settings) => Promise<void>;
}

/** Saves everything but the connection. @returns the problem, or null where it was saved */
export async function saveSettings(input: SettingsInput, ports: SettingsPorts): Promise<Problem | null> {
  const stored = await ports.readSettings();
  if (stored.revision !== input.revision) return changedMeanwhile;
  const parsed = settingsSchema.safeParse({ ...stored, ...input, revision: stored.revision + 1 });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join(' › ') ?? '';
    return {
      kind: 'invalid',
      sentence: `${where} ${issue?.message ?? 'is invalid'}. Nothing was saved.`,
      nextStep: null,
    };
  }
  await ports.writeSettings(parsed.data);
  return null;
}
