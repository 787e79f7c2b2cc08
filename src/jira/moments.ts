/**
 * A time as Jira writes it (`2025-01-31T10:00:00.000+0000`, or a bare date, read as UTC midnight) in ISO 8601 UTC; null
 * for anything else. ECMAScript guarantees only offsets with a colon, so one is put in.
 */
export function readMoment(value: unknown): string | null {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}(T|$)/.test(value)) return null;
  const moment = new Date(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}
