import type { Settings } from '../contract/settings';
import type { Result } from '../domain/failure';
import { defaultSettings, settingsSchema } from './settings';

/**
 * Reads settings as they lie in storage. Nothing stored means the defaults. What another version of the app wrote, or what
 * is damaged, is refused with a sentence and never half-read.
 */
export function parseStoredSettings(raw: unknown): Result<Settings> {
  if (raw === undefined || raw === null) return { ok: true, value: defaultSettings };
  const parsed = settingsSchema.safeParse(raw);
  if (parsed.success) return { ok: true, value: parsed.data };
  return {
    ok: false,
    failure: {
      kind: 'not-configured',
      side: 'app',
      sentence:
        'The stored settings were written by another version of this app and can’t be read. A Jira admin must open the app’s configuration and save them again.',
      retryAfterMs: null,
      status: null,
    },
  };
}
