import type { HealthDay, HealthView } from '../../contract/health';
import { OUTCOMES, type Outcome } from '../../contract/vocabulary';
import type { Result } from '../../domain/pacing/failure';
import { figuresOf, type AlertDigest } from '../../domain/record/health-figures';

/** A window of creation time in whole minutes before now: `from` is the older end. */
interface MinutesAgo {
  readonly from: number;
  readonly to: number;
}

export interface HealthPorts {
  readSite(): Promise<
    Result<{ readonly isConnected: boolean; readonly isAutomatic: boolean; readonly pausedUntil: number | null }>
  >;
  /** Roughly how many alerts were created in a window, all of them or with one outcome. */
  count(window: MinutesAgo, outcome: Outcome | null): Promise<Result<number>>;
  /** The newest alerts, newest first; at most `most`. */
  readNewest(most: number): Promise<Result<readonly AlertDigest[]>>;
  readHidden(): Promise<{ readonly alerts: HealthView['hidden']; readonly isMore: boolean }>;
  now(): Date;
}

const DAYS = 14;
const DAY_MINUTES = 1_440;
const MOST_READ = 500;
/** Requests to Jira at the same time. */
const AT_ONCE = 8;

/** How the site's alerts fare: counts of two weeks, and what the newest ones say. */
export async function readHealth(ports: HealthPorts): Promise<Result<HealthView>> {
  const [site, newest, hidden, days] = await Promise.all([
    ports.readSite(),
    ports.readNewest(MOST_READ),
    ports.readHidden(),
    countDays(ports),
  ]);
  if (!site.ok) return site;
  if (!newest.ok) return newest;
  if (!days.ok) return days;
  const { isConnected, isAutomatic, pausedUntil } = site.value;
  const isPaused = pausedUntil !== null && pausedUntil > ports.now().getTime();
  return {
    ok: true,
    value: {
      days: days.value,
      newest: figuresOf(newest.value, ports.now()),
      hidden: hidden.alerts,
      hasMoreHidden: hidden.isMore,
      pausedUntil: isPaused ? new Date(pausedUntil).toISOString() : null,
      isConnected,
      isAutomatic,
    },
  };
}

/** Days without alerts, and outcomes that the two weeks don't have, are not asked for one by one. */
async function countDays(ports: HealthPorts): Promise<Result<HealthDay[]>> {
  const windows = dayWindows(ports.now());
  const whole = { from: windows[0]?.from ?? 0, to: 0 };
  const questions = await inTurns(
    [
      ...windows.map(({ from, to }) => ({ window: { from, to }, outcome: null })),
      ...OUTCOMES.map(outcome => ({ window: whole, outcome })),
    ],
    ({ window, outcome }) => ports.count(window, outcome),
  );
  if (!questions.ok) return questions;
  const totals = questions.value.slice(0, windows.length);
  const occurring = OUTCOMES.filter((_, at) => (questions.value[windows.length + at] ?? 0) > 0);
  const busy = windows.filter((_, at) => (totals[at] ?? 0) > 0);
  const cells = busy.flatMap(window => occurring.map(outcome => ({ window, outcome })));
  const counted = await inTurns(cells, ({ window, outcome }) => ports.count(window, outcome));
  if (!counted.ok) return counted;
  const byCell = new Map(cells.map(({ window, outcome }, at) => [`${window.day} ${outcome}`, counted.value[at] ?? 0]));
  return {
    ok: true,
    value: windows.map(({ day }, at) => {
      const of = (outcome: Outcome) => byCell.get(`${day} ${outcome}`) ?? 0;
      const counts = recordOf(of);
      const known = OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);
      return { day, counts, without: Math.max(0, (totals[at] ?? 0) - known) };
    }),
  };
}

/** A number for every outcome. */
function recordOf(of: (outcome: Outcome) => number): Record<Outcome, number> {
  // fromEntries forgets which keys it was given: all of them.
  return Object.fromEntries(OUTCOMES.map(outcome => [outcome, of(outcome)])) as Record<Outcome, number>;
}

/** The last two weeks, a window per day in UTC, oldest first. JQL takes minutes, in whatever zone the app's account is. */
function dayWindows(now: Date): ({ readonly day: string } & MinutesAgo)[] {
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const today = Math.ceil((now.getTime() - midnight) / 60_000);
  return Array.from({ length: DAYS }, (_, at) => {
    const back = DAYS - 1 - at;
    return {
      day: new Date(midnight - back * DAY_MINUTES * 60_000).toISOString().slice(0, 10),
      from: today + back * DAY_MINUTES,
      to: back === 0 ? 0 : today + (back - 1) * DAY_MINUTES,
    };
  });
}

async function inTurns<T>(items: readonly T[], ask: (item: T) => Promise<Result<number>>): Promise<Result<number[]>> {
  const values: number[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    const answers = await Promise.all(items.slice(start, start + AT_ONCE).map(ask));
    for (const answer of answers) {
      if (!answer.ok) return answer;
      values.push(answer.value);
    }
  }
  return { ok: true, value: values };
}
