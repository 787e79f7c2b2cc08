import * as z from 'zod';
import { OUTCOMES } from '../contract/vocabulary';
import type { BackfillOrder } from '../features/backfill/backfill';
import type { BackfillProgress } from '../features/backfill/backfill-progress';
import { readOne, storageKeys, writeOne } from './storage';
import { storedPosition } from './stored-position';

const moment = z.iso.datetime({ offset: true });
const outcome = z.enum(OUTCOMES);

const storedOrder = z.object({
  v: z.literal(1),
  id: z.string().min(1),
  jql: z.string(),
  mode: z.enum(['dry-run', 'record', 'field']),
  issueIds: z.array(z.string()).nullable(),
  orderedAt: moment,
  total: z.number().nullable(),
  wish: z.enum(['run', 'pause', 'cancel']),
  wishedAt: moment,
});

const storedProgress = z.object({
  v: z.literal(1),
  id: z.string().min(1),
  afterId: z.string().nullable(),
  position: storedPosition.nullable(),
  looked: z.number(),
  kept: z.number(),
  outcomes: z.partialRecord(outcome, z.number()),
  fieldsWritten: z.number(),
  fieldsLeft: z.number(),
  failures: z.array(
    z.object({ kind: z.string(), sentence: z.string(), alerts: z.number(), issueIds: z.array(z.string()) }),
  ),
  questions: z.number(),
  examples: z.array(z.object({ key: z.string(), outcome, host: z.string().nullable() })),
  pace: z.array(z.tuple([moment, z.number()])),
  movedAt: moment,
  endedAt: moment.nullable(),
  hindrance: z
    .object({
      kind: z.string(),
      sentence: z.string(),
      since: moment,
      issueId: z.string().nullable(),
      times: z.number(),
    })
    .nullable(),
});

/** The order as it is stored; what an older app stored in another shape counts as none. */
export async function readBackfillOrder(): Promise<BackfillOrder | null> {
  return storedOrder.safeParse(await readOne(storageKeys.backfill)).data ?? null;
}

export async function writeBackfillOrder(order: BackfillOrder): Promise<void> {
  await writeOne(storageKeys.backfill, order);
}

export async function readBackfillProgress(): Promise<BackfillProgress | null> {
  const stored = await readOne(storageKeys.backfillProgress);
  const parsed = storedProgress.safeParse(stored);
  if (parsed.success) return parsed.data;
  // An older version went by id and stored no position. What ended stays; what did not begins again, and the records say
  // what is done.
  const former = storedProgress.omit({ position: true }).safeParse(stored);
  return former.success && former.data.endedAt !== null ? { ...former.data, position: null } : null;
}

export async function writeBackfillProgress(progress: BackfillProgress): Promise<void> {
  await writeOne(storageKeys.backfillProgress, progress);
}
