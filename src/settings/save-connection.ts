import type { ConnectionInput } from '../contract/admin';
import type { Problem } from '../contract/reply';
import type { Settings } from '../contract/settings';
import type { Failure } from '../domain/failure';

export interface Credentials {
  readonly key: string;
  readonly secret: string;
}

export interface ConnectionPorts {
  readonly parseAddress: (
    input: string,
  ) => { readonly ok: true; readonly address: string } | { readonly ok: false; readonly sentence: string };
  readonly readSettings: () => Promise<Settings>;
  readonly readCredentials: () => Promise<Credentials | null>;
  /** Asks the tenant the smallest real question with these credentials. */
  readonly test: (address: string, credentials: Credentials) => Promise<Failure | null>;
  readonly writeCredentials: (credentials: Credentials) => Promise<void>;
  readonly writeSettings: (settings: Settings) => Promise<void>;
}

/**
 * Connects the site to a tenant. Nothing is saved that is invalid, that the tenant refuses, or that overwrites what another
 * admin saved in the meantime.
 *
 * @returns the problem, or null where everything was saved
 */
export async function saveConnection(input: ConnectionInput, ports: ConnectionPorts): Promise<Problem | null> {
  const parsed = ports.parseAddress(input.address);
  if (!parsed.ok) return problem('invalid', parsed.sentence, 'Correct the address and save again.');
  const settings = await ports.readSettings();
  if (settings.revision !== input.revision) return changedMeanwhile;
  const stored = await ports.readCredentials();
  const mayKeepSecret = settings.address === parsed.address && stored !== null;
  const secret = input.secret ?? (mayKeepSecret ? stored.secret : undefined);
  if (secret === undefined) {
    return problem(
      'secret-needed',
      'Another address needs the API secret again. Nothing was saved.',
      'Enter the secret.',
    );
  }
  const credentials = { key: input.key, secret };
  const failure = await ports.test(parsed.address, credentials);
  if (failure !== null) return problem(failure.kind, `${failure.sentence} Nothing was saved.`, null);
  await ports.writeCredentials(credentials);
  await ports.writeSettings({ ...settings, address: parsed.address, revision: settings.revision + 1 });
  return null;
}

export const changedMeanwhile: Problem = {
  kind: 'conflict',
  sentence: 'Another admin saved the settings after you opened this page. Yours were not saved, theirs are kept.',
  nextStep: 'Load the page again and repeat your change.',
};

function problem(kind: string, sentence: string, nextStep: string | null): Problem {
  return { kind, sentence, nextStep };
}
