/** Jira's own time format: `2025-01-31T10:00:00.000+0000`, milliseconds and an offset without a colon. */
export function formatTime(date: Date): string {
  return date.toISOString().replace('Z', '+0000');
}

/** Reads Jira's format and ISO 8601; null when it is neither. */
export function parseTime(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}(T|$)/.test(text)) return null;
  const date = new Date(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(date.getTime()) ? null : date;
}
