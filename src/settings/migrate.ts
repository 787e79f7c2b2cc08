import type { Result } from '../domain/pacing/failure';

/** Turns settings of one version into those of the next. */
type Migration = (settings: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** One step for each version that an older app may have stored: the first turns version 1 into version 2. */
const migrations: readonly Migration[] = [];

/**
 * Brings stored settings to this app's version. What a newer app wrote, or what says no version, is refused with a
 * sentence.
 */
export function migrate(raw: unknown, steps: readonly Migration[] = migrations): Result<unknown> {
  const current = steps.length + 1;
  const version = versionOf(raw);
  if (version === null) return refuse('The stored settings are damaged and can’t be read.');
  if (version > current) {
    return refuse(
      `The stored settings were written by a newer version of this app (${version}; this one reads ${current}). Update the app.`,
    );
  }
  const settings = steps
    .slice(version - 1)
    // A version was found in it, so it is an object.
    .reduce((before, step, at) => ({ ...step(before), v: version + at + 1 }), raw as Readonly<Record<string, unknown>>);
  return { ok: true, value: settings };
}

function versionOf(raw: unknown): number | null {
  if (typeof raw !== 'object' || raw === null || !('v' in raw)) return null;
  return typeof raw.v === 'number' && Number.isInteger(raw.v) && raw.v >= 1 ? raw.v : null;
}

export function refuse(sentence: string): Result<never> {
  return {
    ok: false,
    failure: { kind: 'not-configured', side: 'app', sentence, retryAfterMs: null, status: null },
  };
}
