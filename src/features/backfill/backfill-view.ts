import type { BackfillView } from '../../contract/backfill';
import type { Backfill } from './backfill';
import type { BackfillProgress } from './backfill-progress';

const MINUTE_MS = 60_000;
/** The schedule comes every five minutes: after so long without progress a step was missed. */
const SILENT_MS = 12 * MINUTE_MS;

/** A backfill as the admin page shows it: counts, rate, and why nothing moves where nothing does. */
export function viewBackfill(backfill: Backfill, now: Date): BackfillView | null {
  if (backfill.kind === 'none') return null;
  const { order, progress } = backfill;
  const stalledBecause = backfill.kind === 'running' ? whyStalled(order.wishedAt, progress, now) : null;
  const rate = backfill.kind === 'running' ? rateOf(progress) : null;
  const left = order.total === null ? null : Math.max(0, order.total - progress.looked);
  return {
    state: stalledBecause === null ? backfill.kind : 'stalled',
    id: order.id,
    jql: order.jql,
    mode: order.mode,
    isAgain: order.issueIds !== null,
    orderedAt: order.orderedAt,
    endedAt: progress.endedAt,
    // Counted as the person, run as the app: there may be more than was counted.
    total: order.total === null ? null : Math.max(order.total, progress.looked),
    looked: progress.looked,
    outcomes: progress.outcomes,
    kept: progress.kept,
    fieldsWritten: progress.fieldsWritten,
    fieldsLeft: progress.fieldsLeft,
    failures: progress.failures.map(({ kind, sentence, alerts }) => ({ kind, sentence, alerts })),
    questions: progress.questions,
    examples: progress.examples,
    alertsPerMinute: rate === null ? null : Math.round(rate),
    minutesLeft: rate === null || left === null || rate === 0 ? null : Math.ceil(left / rate),
    stalledBecause,
  };
}

function whyStalled(wishedAt: string, { hindrance, movedAt }: BackfillProgress, now: Date): string | null {
  if (hindrance !== null) return hindrance.sentence;
  const silentMs = now.getTime() - Math.max(Date.parse(movedAt), Date.parse(wishedAt));
  if (silentMs < SILENT_MS) return null;
  return 'No step has run for more than ten minutes. Forge may be slow to start the app’s schedule; the backfill then continues on its own.';
}

/** Alerts a minute over the last steps, or null where there were too few to tell. */
function rateOf({ pace }: BackfillProgress): number | null {
  const [first, last] = [pace[0], pace.at(-1)];
  if (first === undefined || last === undefined) return null;
  const minutes = (Date.parse(last[0]) - Date.parse(first[0])) / MINUTE_MS;
  const alerts = last[1] - first[1];
  return minutes <= 0 || alerts <= 0 ? null : alerts / minutes;
}
