import type { Settings } from '../contract/settings';
import type { Result } from '../domain/pacing/failure';
import { migrate, refuse } from './migrate';
import { defaultSettings, settingsSchema } from './settings';

/**
 * Reads settings as they lie in storage. Nothing stored means the defaults. What an older app wrote is migrated; what a
 * newer one wrote, or what is damaged, is refused with a sentence and never half-read.
 */
export function parseStoredSettings(raw: unknown): Result<Settings> {
  if (raw === undefined || raw === null) return { ok: true, value: defaultSettings };
  const migrated = migrate(raw);
  if (!migrated.ok) return migrated;
  const parsed = settingsSchema.safeParse(migrated.value);
  if (parsed.success) return { ok: true, value: parsed.data };
  return refuse('The stored settings don’t fit this version of the app and can’t be read.');
}
