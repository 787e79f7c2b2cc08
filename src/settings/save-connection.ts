import type { ConnectionInput } from '../contract/admin';
import type { Problem } from '../contract/reply';
import type { Settings } from '../contract/settings';
import type { Failure } from '../domain/pacing/failure';
import { completeCredentials, credentialsNeeded, type Credentials } from './credentials';
import { changedMeanwhile, problemOf, type SettingsStore } from './save-settings';

export interface ConnectionPorts extends SettingsStore {
  readonly parseAddress: (
    input: string,
  ) => { readonly ok: true; readonly address: string } | { readonly ok: false; readonly sentence: string };
  readonly readCredentials: () => Promise<Credentials | null>;
  /** Asks the tenant the smallest real question with these credentials. */
  readonly test: (credentials: Credentials) => Promise<Failure | null>;
  readonly writeCredentials: (credentials: Credentials) => Promise<void>;
}

/**
 * Connects the site to a tenant. Nothing is saved that is invalid, that the tenant refuses, or that overwrites what another
 * admin saved in the meantime.
 *
 * @returns the problem, or null where everything was saved
 */
export async function saveConnection(input: ConnectionInput, ports: ConnectionPorts): Promise<Problem | null> {
  const parsed = ports.parseAddress(input.address);
  if (!parsed.ok) return notSaved('bad-address', parsed.sentence, 'Correct the address and save again.');
  const { address } = parsed;
  const settings = await ports.readSettings();
  if (settings.revision !== input.revision) return changedMeanwhile;
  const stored = await ports.readCredentials();
  const credentials = completeCredentials(input, address, stored);
  if (credentials === null) {
    const { kind, sentence, nextStep } = credentialsNeeded(stored !== null);
    return notSaved(kind, sentence, nextStep);
  }
  const failure = await ports.test(credentials);
  if (failure !== null) return notSaved(failure.kind, failure.sentence, 'Press Test connection to see what to do.');
  const saved = await ports.replace(settings.revision, async (current: Settings) => {
    // Credentials name their address, so that a crash between the two writes leaves neither with the other's.
    await ports.writeCredentials(credentials);
    return { ...current, address };
  });
  return problemOf(saved);
}

function notSaved(kind: string, sentence: string, nextStep: string | null): Problem {
  return { kind, sentence: `${sentence} Nothing was saved.`, nextStep };
}
