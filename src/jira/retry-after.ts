/**
 * Jira's longest limit, the quota, ends with its hour (https://developer.atlassian.com/cloud/jira/platform/rate-limiting/):
 * after that the app asks again, whatever a gateway says.
 */
const LONGEST = 60 * 60 * 1000;

// assumption: retry-after-passed-on — what the app asks of Jira through Forge brings Jira's own header back.

/** `Retry-After` (seconds, or an HTTP date) in milliseconds from now, at most an hour; null where it says nothing usable. */
export function readRetryAfter(header: string | null, now: Date): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Math.min(LONGEST, Math.ceil(Number(text) * 1000));
  // HTTP dates start with a weekday; Date.parse alone would take `-5` for a year.
  const moment = /^[A-Z][a-z]{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(moment) ? null : Math.min(LONGEST, Math.max(0, moment - now.getTime()));
}
