import { randomUUID } from 'node:crypto';
import type { OrderPorts } from '../features/backfill/backfill-orders';
import type { Result } from '../domain/pacing/failure';
import { restrictToCount } from '../jira/jql';
import { pushBackfillStep } from './backfill-queue';
import { readBackfillOrder, readBackfillProgress, writeBackfillOrder } from './backfill-store';
import { claimAndStore, releaseClaim } from './claims';
import { jiraAsUser } from './jira-request';
import { readStoredSite } from './site';
import { readSetup, scopeOf } from './site-names';

/** Ports of the calls that the tab *Backfill* makes. */
export function orderPorts(): OrderPorts {
  return {
    readOrder: readBackfillOrder,
    readProgress: readBackfillProgress,
    holdOrder,
    writeOrder: writeBackfillOrder,
    count: countAlerts,
    findSeen: async keys => {
      const seen = await jiraAsUser().bulkFetch(keys, { fields: ['summary'] });
      return new Set(seen.ok ? seen.value.issues.map(({ key }) => key) : []);
    },
    isConnected: async () => {
      const site = await readStoredSite();
      return site.ok && site.value.settings.address !== null;
    },
    startStep,
    now: () => new Date(),
    newId: randomUUID,
  };
}

/** Two storage operations and a push, and a margin. */
const ORDERING_MS = 15_000;

async function holdOrder(): Promise<Result<(() => Promise<void>) | null>> {
  const owner = randomUUID();
  const request = { key: 'backfill-order', owner, now: Date.now(), heldForMs: ORDERING_MS };
  const claimed = await claimAndStore(request, []);
  if (!claimed.ok) return claimed;
  return { ok: true, value: claimed.value ? () => releaseClaim('backfill-order', owner) : null };
}

/** Starts a step where a backfill is under way: the schedule's part of it. */
export async function continueBackfill(): Promise<void> {
  const order = await readBackfillOrder();
  if (order?.wish !== 'run') return;
  const progress = await readBackfillProgress();
  if (progress?.id === order.id && progress.endedAt !== null) return;
  await startStep();
}

async function startStep(): Promise<void> {
  const site = await readStoredSite();
  await pushBackfillStep(site.ok ? site.value.settings.advanced.backfillConcurrency : 1);
}

async function countAlerts(jql: string): Promise<Result<number>> {
  const setup = await readSetup();
  if (!setup.ok) return setup;
  const restricted = restrictToCount(jql, { ...scopeOf(setup.value), withinMinutes: null });
  if (restricted === null) return unreadable;
  // As the person: any query can be asked here, and a count alone would answer it about what issue security hides.
  return jiraAsUser().approximateCount(restricted);
}

const unreadable: Result<never> = {
  ok: false,
  failure: { kind: 'bad-query', side: 'jira', sentence: 'The JQL can’t be read.', retryAfterMs: null, status: null },
};
