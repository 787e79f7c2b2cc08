import type { SettingsInput } from '../contract/admin';
import type { Problem } from '../contract/reply';
import type { Settings } from '../contract/settings';
import type { Result } from '../domain/pacing/failure';
import { explainInvalid } from './explain-invalid';
import { settingsSchema } from './settings';

export interface SettingsStore {
  readonly readSettings: () => Promise<Settings>;
  /**
   * Stores what `change` makes of the settings, with the next revision, if they still have `revision` and nobody else
   * saves at this moment.
   *
   * @returns false where somebody else was faster, a failure where storage did not take it; nothing was stored then
   */
  readonly replace: (revision: number, change: (current: Settings) => Promise<Settings>) => Promise<Result<boolean>>;
}

export interface SettingsPorts extends SettingsStore {
  /** Why this site can't work with these fields, or null. */
  readonly refuseAlerts: (alerts: Settings['alerts']) => Promise<Problem | null>;
}

/** Saves everything but the connection. @returns the problem, or null where it was saved */
export async function saveSettings(input: SettingsInput, ports: SettingsPorts): Promise<Problem | null> {
  const stored = await ports.readSettings();
  if (stored.revision !== input.revision) return changedMeanwhile;
  const parsed = parseSettings(input, stored);
  if (!parsed.ok) return parsed.problem;
  const refused = await ports.refuseAlerts(parsed.settings.alerts);
  if (refused !== null) return { ...refused, sentence: `${refused.sentence} Nothing was saved.` };
  const saved = await ports.replace(stored.revision, current =>
    Promise.resolve({ ...parsed.settings, address: current.address }),
  );
  return problemOf(saved);
}

/** What a replacement that did not happen tells the admin. */
export function problemOf(saved: Result<boolean>): Problem | null {
  if (saved.ok) return saved.value ? null : changedMeanwhile;
  const { kind, sentence } = saved.failure;
  const isPassing = kind === 'unavailable';
  return {
    kind,
    sentence: isPassing ? 'Forge’s storage did not answer just now. Nothing was saved.' : sentence,
    nextStep: isPassing
      ? 'Save again in a moment; what you entered is still here.'
      : 'Send this sentence to whoever deployed the app; what you entered is still here.',
  };
}

/** The settings that a form amounts to, checked. */
export function parseSettings(
  input: Omit<SettingsInput, 'revision'>,
  stored: Settings,
): { readonly ok: true; readonly settings: Settings } | { readonly ok: false; readonly problem: Problem } {
  const { alerts, output, naming, advanced } = input;
  const parsed = settingsSchema.safeParse({ ...stored, alerts, output, naming, advanced });
  if (parsed.success) return { ok: true, settings: parsed.data };
  return { ok: false, problem: explainInvalid(parsed.error) };
}

export const changedMeanwhile: Problem = {
  kind: 'conflict',
  sentence:
    'Another admin saved the settings after you opened this page. Theirs are kept; yours are still in this form, not saved.',
  nextStep: 'Load what they saved, then save again.',
};
