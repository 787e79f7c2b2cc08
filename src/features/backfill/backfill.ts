import type { BackfillCommand, BackfillMode } from '../../contract/backfill';
import type { AlertRecord } from '../../contract/record';
import { toSecond } from '../../domain/record/record-moments';
import { startProgress, type BackfillProgress } from './backfill-progress';

/** What an admin ordered. Only the admin page writes it; times are ISO 8601. */
export interface BackfillOrder {
  readonly v: 1;
  readonly id: string;
  readonly jql: string;
  readonly mode: BackfillMode;
  /** Alerts to run again; null means those that the JQL finds. */
  readonly issueIds: readonly string[] | null;
  readonly orderedAt: string;
  readonly total: number | null;
  readonly wish: 'run' | 'pause' | 'cancel';
  readonly wishedAt: string;
}

interface Under {
  readonly order: BackfillOrder;
  readonly progress: BackfillProgress;
}

/** Where a backfill stands. Order and progress have one writer each, so nothing that one stores overwrites the other. */
export type Backfill =
  | { readonly kind: 'none' }
  | ({ readonly kind: 'running' } & Under)
  | ({ readonly kind: 'paused' } & Under)
  | ({ readonly kind: 'cancelled' } & Under)
  | ({ readonly kind: 'finished' } & Under);

/** The state that stored order and progress say; progress of another order counts for nothing. */
export function backfillOf(order: BackfillOrder | null, stored: BackfillProgress | null): Backfill {
  if (order === null) return { kind: 'none' };
  const progress = stored?.id === order.id ? stored : startProgress(order.id, order.orderedAt);
  if (progress.endedAt !== null) return { kind: 'finished', order, progress };
  switch (order.wish) {
    case 'run':
      return { kind: 'running', order, progress };
    case 'pause':
      return { kind: 'paused', order, progress };
    case 'cancel':
      return { kind: 'cancelled', order, progress };
  }
}

/** The order after an admin's command, or null where this state does not take it. */
export function command(backfill: Backfill, wish: BackfillCommand, wishedAt: string): BackfillOrder | null {
  switch (backfill.kind) {
    case 'none':
    case 'finished':
    case 'cancelled':
      return null;
    case 'running':
      return wish === 'resume' ? null : { ...backfill.order, wish, wishedAt };
    case 'paused':
      if (wish === 'pause') return null;
      return { ...backfill.order, wish: wish === 'resume' ? 'run' : wish, wishedAt };
  }
}

/** One backfill at a time: a new one waits until this one is at its end. */
export function mayStart(backfill: Backfill): boolean {
  return backfill.kind !== 'running' && backfill.kind !== 'paused';
}

/** A dry run looks at so many alerts. */
export const DRY_RUN_SAMPLE = 200;

export type Need = 'run' | 'done' | 'keep';

/**
 * Whether an alert needs a run of this backfill. What has a result stays as it is, unless the field was asked for and an
 * earlier backfill wrote the record alone; what this backfill wrote before it was interrupted is done.
 *
 * @param input `identifyInput` of what the alert says now
 */
export function needOf(record: AlertRecord | null, input: string, order: BackfillOrder): Need {
  if (record === null || record.input !== input) return 'run';
  const isOurs =
    record.trigger === 'backfill' && Date.parse(record.enrichedAt) >= Date.parse(toSecond(order.orderedAt));
  if (isOurs) return 'done';
  if (record.outcome === 'failed') return 'run';
  const lacksField = order.mode === 'field' && !record.written && record.notWritten === null;
  return lacksField ? 'run' : 'keep';
}
