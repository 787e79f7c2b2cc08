import type { AcceptPorts } from '../features/events/accept-event';
import { pushAlerts } from './enrichment-queue';
import { toEventMark, toWatch, writeEventMark } from './check-store';
import { siteKeys, toSite } from './site';
import { readMany, storageKeys } from './storage';

/**
 * The ports of the trigger: one storage read, one push. `actor` is the account that caused the event: the one event whose
 * alert that person watches is noted, and no other costs anything.
 */
export function acceptPorts(actor: string | null): AcceptPorts {
  const arrivedAt = new Date().toISOString();
  let watchId: string | null = null;
  return {
    readSite: async () => {
      const stored = await readMany([...siteKeys, storageKeys.watch, storageKeys.watchEvent]);
      if (!stored.ok) return stored;
      const site = toSite(stored.value);
      if (!site.ok) return site;
      const watch = toWatch(stored.value);
      const isFirst = toEventMark(stored.value)?.watchId !== watch?.id;
      if (watch !== null && watch.by === actor && !watch.isStopped && isFirst) watchId = watch.id;
      const { settings, names } = site.value;
      return {
        ok: true,
        value: {
          settings,
          issueTypeIds: names?.issueTypeIds ?? null,
          sourceFieldIds: names?.sourceFields.map(({ id }) => id) ?? null,
        },
      };
    },
    push: async (alert, concurrency) => {
      const outcome = await pushAlerts([alert], concurrency);
      if (watchId !== null && alert.trigger === 'created') {
        const queuedAt = outcome === 'pushed' ? new Date().toISOString() : null;
        // The alert goes its way whether or not somebody can watch it.
        await writeEventMark({ watchId, issueId: alert.issueId, arrivedAt, queuedAt }).catch(() => undefined);
      }
      return outcome;
    },
    now: () => new Date(),
  };
}
