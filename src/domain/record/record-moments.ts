const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** An ISO 8601 time as people read it: `24 Nov 2026 01:52 UTC`. A text that is no time is `not known`. */
export function writeMoment(iso: string): string {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return 'not known';
  const two = (value: number) => String(value).padStart(2, '0');
  const month = MONTHS[moment.getUTCMonth()] ?? '';
  const day = `${moment.getUTCDate()} ${month} ${moment.getUTCFullYear()}`;
  return `${day} ${two(moment.getUTCHours())}:${two(moment.getUTCMinutes())} UTC`;
}

/** A length of time in milliseconds in its largest whole unit: `6 min`, `5 h`, `3 days`. */
export function writeDuration(milliseconds: number): string {
  const length = Math.abs(milliseconds);
  if (length < HOUR) return `${Math.floor(length / MINUTE)} min`;
  if (length < DAY) return `${Math.floor(length / HOUR)} h`;
  const days = Math.floor(length / DAY);
  return days === 1 ? '1 day' : `${days} days`;
}

/** How far a time is from the alert: `6 min before the alert`, `3 days after the alert`, `at the time of the alert`. */
export function writeDistance(iso: string, alertTime: string): string | null {
  const distance = Date.parse(alertTime) - Date.parse(iso);
  if (Number.isNaN(distance)) return null;
  if (Math.abs(distance) < MINUTE) return 'at the time of the alert';
  return `${writeDuration(distance)} ${distance > 0 ? 'before' : 'after'} the alert`;
}

/** Moment and distance together: `24 Nov 2026 01:52 UTC, 6 min before the alert`; `not known` for null. */
export function writeLastSeen(iso: string | null, alertTime: string): string {
  if (iso === null) return 'not known';
  const distance = writeDistance(iso, alertTime);
  return distance === null ? writeMoment(iso) : `${writeMoment(iso)}, ${distance}`;
}

/** Clocks of Jira and of what wrote a record may differ by so much. */
const CLOCKS_DIFFER_MS = 5 * MINUTE;

/** A time of a record, unless it lies in the future: anybody who may edit the issue can have written it. */
export function notInFuture(time: number | null, now: number): number | null {
  return time === null || Number.isNaN(time) || time > now + CLOCKS_DIFFER_MS ? null : time;
}

/** The same of an ISO 8601 text, in epoch milliseconds. */
export function knownTime(iso: string | null | undefined, now: number): number | null {
  return iso == null ? null : notInFuture(Date.parse(iso), now);
}

/**
 * A time to the second, as Jira indexes dates of properties: the documented shapes have minutes, the example of
 * https://developer.atlassian.com/cloud/jira/platform/modules/entity-property/ seconds, and none milliseconds. Text that is
 * no time stays as it is.
 */
export function toSecond(iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : `${new Date(time).toISOString().slice(0, 19)}Z`;
}
