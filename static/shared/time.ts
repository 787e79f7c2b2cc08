const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number): string => String(value).padStart(2, '0');

/** `24 Nov 2026 01:52 UTC`: the form that stands in the issue, too. */
export function writeUtc(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`;
  return `${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())} UTC`;
}

/** To the second, and in the reader's own time where that differs: for hover and screen readers. */
export function writeExactly(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const exact = writeUtc(iso).replace(' UTC', `:${two(date.getUTCSeconds())} UTC`);
  if (date.getTimezoneOffset() === 0) return exact;
  const local = date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
  return `${exact} (${local} your time)`;
}

/** `6 min`, `3 h`, `12 days`: in the largest whole unit, as the issue says it. */
export function writeDuration(milliseconds: number): string {
  if (milliseconds < HOUR_MS) return `${Math.floor(milliseconds / MINUTE_MS)} min`;
  if (milliseconds < DAY_MS) return `${Math.floor(milliseconds / HOUR_MS)} h`;
  const days = Math.floor(milliseconds / DAY_MS);
  return days === 1 ? '1 day' : `${days} days`;
}

/** `6 min before the alert`; null where a time can't be read. */
export function againstAlert(iso: string, alertTime: string): string | null {
  const distance = Date.parse(iso) - Date.parse(alertTime);
  if (Number.isNaN(distance)) return null;
  if (Math.abs(distance) < MINUTE_MS) return 'at the time of the alert';
  return `${writeDuration(Math.abs(distance))} ${distance < 0 ? 'before' : 'after'} the alert`;
}

/** `3 min ago`. Clocks that differ a little don't make it the future. */
export function writeAgo(iso: string, now: number): string {
  const age = now - Date.parse(iso);
  if (Number.isNaN(age) || age < MINUTE_MS) return 'just now';
  return `${writeDuration(age)} ago`;
}
