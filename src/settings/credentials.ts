import type { ConnectionInput } from '../contract/admin';
import type { Problem } from '../contract/reply';

/** Key and secret of a service account, bound to the tenant that they were entered for. */
export interface Credentials {
  /** Origin of the tenant: they are sent nowhere else. */
  readonly address: string;
  readonly key: string;
  readonly secret: string;
}

/**
 * What an admin entered, completed by what is stored for the same address. The secret never comes back to a screen, and it
 * never goes to another address than the one that it was entered for: whoever could make the app send it elsewhere would
 * have it.
 */
export function completeCredentials(
  input: Pick<ConnectionInput, 'key' | 'secret'>,
  address: string,
  stored: Credentials | null,
): Credentials | null {
  const kept = stored?.address === address ? stored : null;
  const key = input.key ?? kept?.key;
  const secret = input.secret ?? kept?.secret;
  return key === undefined || secret === undefined ? null : { address, key, secret };
}

export function credentialsNeeded(hasStored: boolean): Problem {
  return hasStored
    ? {
        kind: 'credentials-needed',
        sentence:
          'Another address needs key and secret again: they are never sent to an address that they were not entered for.',
        nextStep: 'Enter key and secret.',
      }
    : {
        kind: 'credentials-needed',
        sentence: 'Key and secret of a service account are needed.',
        nextStep: 'Create them in Axonius under System Settings, Service Accounts, and enter them here.',
      };
}
