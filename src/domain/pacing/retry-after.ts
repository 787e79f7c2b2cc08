/**
 * Milliseconds that a `Retry-After` header asks to wait: either seconds or an HTTP date (RFC 9110, 10.2.3). Null where
 * there is no header or it is neither. Never negative and never more than `longestMs`, so that a mad value parks nothing.
 */
export function readRetryAfter(header: string | null, now: Date, longestMs: number): number | null {
  const text = header?.trim() ?? '';
  const wait = /^\d{1,12}(\.\d+)?$/.test(text) ? Number(text) * 1000 : waitUntil(text, now);
  return wait === null ? null : Math.min(Math.max(Math.ceil(wait), 0), longestMs);
}

/** HTTP dates start with a weekday; `Date.parse` alone would take `-5` for a year. */
function waitUntil(text: string, now: Date): number | null {
  if (!/^[A-Za-z]{3,9},? /.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at - now.getTime();
}
