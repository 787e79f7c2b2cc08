import type { AcceptPorts } from '../features/events/accept-event';
import { pushAlerts } from './enrichment-queue';
import { readStoredSite } from './site';

/** The ports of the trigger: one storage read, one push. */
export function acceptPorts(): AcceptPorts {
  return {
    readSite: async () => {
      const stored = await readStoredSite();
      if (!stored.ok) return stored;
      const { settings, names } = stored.value;
      return {
        ok: true,
        value: {
          settings,
          issueTypeIds: names?.issueTypeIds ?? null,
          sourceFieldIds: names?.sourceFields.map(({ id }) => id) ?? null,
        },
      };
    },
    push: (alert, concurrency) => pushAlerts([alert], concurrency),
    now: () => new Date(),
  };
}
