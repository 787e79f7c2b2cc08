import type { Term } from './query';

const MINUTE = 60_000;
const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: 60 * MINUTE, d: 1440 * MINUTE, w: 10_080 * MINUTE };

/** Milliseconds of a JQL period such as `-2d` or `4w 2d`; null when it isn't one. The sign counts for all parts. */
export function readPeriod(text: string): number | null {
  const parts = /^([+-]?)((?:\d+[wdhm]\s*)+)$/.exec(text.trim());
  if (parts?.[2] === undefined) return null;
  const sum = [...parts[2].matchAll(/(\d+)([wdhm])/g)].reduce(
    (total, [, count, unit]) => total + Number(count) * (UNITS[unit ?? ''] ?? 0),
    0,
  );
  return parts[1] === '-' ? -sum : sum;
}

const EDGE = /^(start|end)of(day|week|month|year)$/;

function readFunction(name: string, argument: string | undefined, now: Date): number | null {
  if (name === 'now') return now.getTime();
  const [, edge, unit] = EDGE.exec(name) ?? [];
  if (edge === undefined || unit === undefined) return null;
  const shift = /^[+-]?\d+$/.test(argument ?? '') ? `${argument}${unit === 'week' ? 'w' : 'd'}` : argument;
  const period = shift === undefined ? 0 : readPeriod(shift);
  if (period === null) return null;
  // The period moves the edge itself; months and years by number of days are enough for a sweep's window.
  const start = startOf(unit, now, edge === 'end' ? 1 : 0);
  return start + period - (edge === 'end' ? 1 : 0);
}

function startOf(unit: string, now: Date, ahead: number): number {
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  switch (unit) {
    case 'week':
      return Date.UTC(year, month, day - now.getUTCDay() + 7 * ahead);
    case 'month':
      return Date.UTC(year, month + ahead, 1);
    case 'year':
      return Date.UTC(year + ahead, 0, 1);
    default:
      return Date.UTC(year, month, day + ahead);
  }
}

/**
 * A date of JQL as milliseconds, in the site's zone (UTC): `yyyy-MM-dd`, `yyyy/MM/dd`, with ` HH:mm`, a period from now,
 * or one of the date functions. null for everything else, ISO 8601 with `T` among it, as Jira has it.
 */
export function readJqlDate(term: Term, now: Date): number | null {
  if (term.kind === 'function') return readFunction(term.name, term.args[0], now);
  if (term.kind === 'empty') return null;
  const period = readPeriod(term.text);
  if (period !== null) return now.getTime() + period;
  const parts = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?: (\d{1,2}):(\d{2}))?$/.exec(term.text.trim());
  if (parts === null) return null;
  const [, year, , month, day, hour, minute] = parts;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour ?? 0), Number(minute ?? 0));
}
