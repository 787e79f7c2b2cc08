import { createAxoniusClient } from '../client';
import type { FindAssetsDependencies } from '../find-assets';
import type { AnswerServer } from './serve-answers';

/** A real client for served answers, whose tenant is called `demo` in links. */
export function tenantOf({ address }: Pick<AnswerServer, 'address'>, now: () => Date): FindAssetsDependencies {
  const client = createAxoniusClient({
    address,
    fetch,
    authorize: () => Promise.resolve({ 'api-key': 'k', 'api-secret': 's' }),
    remainingMs: () => 60_000,
    now,
  });
  return { client, address: 'https://demo.on.axonius.com', now };
}
