import { fetch } from '@forge/api';
import { kvs } from '@forge/kvs';
import * as z from 'zod';
import { createAxoniusClient, type AxoniusClient } from '../sources/axonius/client';
import type { Credentials } from '../settings/credentials';
import { remainingMs } from './invocation';
import { storageKeys } from './storage';

const credentials = z.object({ address: z.string(), key: z.string(), secret: z.string() });

/** Key and secret of the service account, or null where none are stored. */
export async function readCredentials(): Promise<Credentials | null> {
  const parsed = credentials.safeParse(await kvs.getSecret(storageKeys.credentials));
  return parsed.success ? parsed.data : null;
}

export async function writeCredentials(value: Credentials): Promise<void> {
  await kvs.setSecret(storageKeys.credentials, value);
}

/**
 * A client for a tenant; `given` are credentials that are not stored yet. Credentials go to the address that they were
 * entered for and nowhere else.
 */
export function connectAxonius(address: string, given?: Credentials): AxoniusClient {
  let known: Promise<Credentials | null> | null = given === undefined ? null : Promise.resolve(given);
  return createAxoniusClient({
    address,
    fetch: (url, init) => fetch(url, init),
    authorize: async () => {
      known ??= readCredentials();
      const found = await known;
      return found?.address === address ? { 'api-key': found.key, 'api-secret': found.secret } : {};
    },
    remainingMs,
    now: () => new Date(),
  });
}
