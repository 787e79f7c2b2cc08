import type { Settings } from '../contract/settings';
import type { Answer } from '../domain/matching/answer';
import { findObservables } from '../domain/observables/find-observables';
import type { Observable } from '../domain/observables/observable';
import type { Result } from '../domain/pacing/failure';
import type { AxoniusClient } from '../sources/axonius/client';
import { wellKnownFields } from '../sources/axonius/fields';
import { axoniusInventory } from '../sources/axonius/inventory';
import type { Budget } from '../sources/source';

/** No machine has this name; it is asked where the tenant tells none of its own. */
const NO_MACHINE = 'axonius-asset-intelligence-check';

interface Tenant {
  readonly client: AxoniusClient;
  readonly address: string;
}

/** Asks what a run asks: with its fields and the facts that are shown, exact spellings and the expression. */
export function askAsRun(
  observables: readonly Observable[],
  settings: Settings,
  { client, address }: Tenant,
  budget: Budget,
): Promise<Result<Answer>> {
  const tenant = { client, now: () => new Date(), way: () => 'apart' as const };
  return axoniusInventory({ ...settings, address }, tenant).find(observables, budget);
}

/** A name of the tenant's own, or one that no machine has. */
export async function sampleObservables(client: AxoniusClient, { naming }: Settings): Promise<readonly Observable[]> {
  const names = await client.sampleHostnames(1);
  const texts = [(names.ok ? names.value[0] : undefined) ?? NO_MACHINE];
  return findObservables([{ field: 'check', kind: 'hostname', texts }], naming).observables;
}

/** Labels of the facts that are shown and whose fields the tenant does not know; none where the tenant can't tell. */
export async function findUnknownFacts(client: AxoniusClient, { output }: Settings): Promise<readonly string[]> {
  const names = await client.deviceFieldNames('');
  // Nothing but names that the app offers by itself: the tenant did not list its own.
  if (!names.ok || names.value.every(name => wellKnownFields.includes(name))) return [];
  const known = new Set(names.value);
  const isKnown = (field: string): boolean => {
    // The list leaves out the parts of what it names.
    for (let name = field; name.includes('.'); name = name.slice(0, name.lastIndexOf('.'))) {
      if (known.has(name)) return true;
    }
    return known.has(field);
  };
  return output.facts.filter(({ shown, axoniusField }) => shown && !isKnown(axoniusField)).map(({ label }) => label);
}
