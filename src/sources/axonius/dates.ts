import { asTexts } from './values';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Before this, a date stands for "never" (the epoch, the year 1). */
const earliest = Date.UTC(1990, 0, 1);
const latest = Date.UTC(2100, 0, 1);

// assumption: axonius-dates — last_seen comes as an HTTP date or ISO 8601, in UTC where it names no zone.

/** The newest date in a value or list as ISO 8601 in UTC with seconds, or null. */
export function newestDate(value: unknown): string | null {
  return pick(value, times => Math.max(...times));
}

/** The oldest date in a value or list as ISO 8601 in UTC with seconds, or null. */
export function oldestDate(value: unknown): string | null {
  return pick(value, times => Math.min(...times));
}

function pick(value: unknown, choose: (times: readonly number[]) => number): string | null {
  const times = asTexts(value)
    .map(parseTime)
    .filter(time => time !== null);
  return times.length === 0 ? null : new Date(choose(times)).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** Milliseconds since the epoch of any form in which Axonius writes a date, or null. */
function parseTime(text: string): number | null {
  const time = parseEpoch(text) ?? parseHttpDate(text) ?? parseIso(text);
  return time !== null && time >= earliest && time < latest ? time : null;
}

function parseEpoch(text: string): number | null {
  if (!/^\d{9,16}(\.\d+)?$/.test(text)) return null;
  const number = Number(text);
  if (number < 1e11) return number * 1000;
  return number < 1e14 ? number : number / 1000;
}

/** `Thu, 27 Nov 2025 04:43:39 GMT`. The weekday is not read: published data carries wrong ones. */
function parseHttpDate(text: string): number | null {
  const found =
    /^(?:[a-z]{3,9},? )?(\d{1,2})[ -]([a-z]{3})[a-z]*[ -](\d{4})(?:,? (\d{1,2}):(\d{2})(?::(\d{2}))?)?(?: ?(?:GMT|UTC|Z|([+-])(\d{2}):?(\d{2})))?$/i.exec(
      text,
    );
  if (found === null) return null;
  const [
    ,
    day = '',
    month = '',
    year = '',
    hours = '0',
    minutes = '0',
    seconds = '0',
    sign,
    offsetHours,
    offsetMinutes,
  ] = found;
  const monthIndex = months.indexOf(month.toLowerCase());
  if (monthIndex < 0 || Number(day) < 1 || Number(day) > 31 || Number(hours) > 23 || Number(minutes) > 59) return null;
  const offset = (Number(offsetHours ?? 0) * 60 + Number(offsetMinutes ?? 0)) * (sign === '-' ? -60_000 : 60_000);
  return Date.UTC(Number(year), monthIndex, Number(day), Number(hours), Number(minutes), Number(seconds)) - offset;
}

/** ISO 8601, with a blank for the `T` as well. A time without zone is UTC, which is what Axonius keeps. */
function parseIso(text: string): number | null {
  const found =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d{1,9}))?)? ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i.exec(
      text,
    );
  if (found === null) return null;
  const [, day = '', clock = '00:00', fraction = '0', zone = 'Z'] = found;
  const offset = /^[+-]/.test(zone) ? zone.replace(/^(...):?(..)$/, '$1:$2') : 'Z';
  const time = Date.parse(
    `${day}T${clock}${clock.length === 5 ? ':00' : ''}.${fraction.slice(0, 3).padEnd(3, '0')}${offset}`,
  );
  return Number.isNaN(time) ? null : time;
}
