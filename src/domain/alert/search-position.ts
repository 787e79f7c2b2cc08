/** A search under way: its page token belongs to its text. */
export interface SearchCursor {
  readonly jql: string;
  readonly token: string;
  /** The text reaches back so many milliseconds from the moment it is asked; null where it has no such bound. */
  readonly backMs: number | null;
}

/**
 * How far a search in order of creation has come. It goes on by its token, and where the token is refused by the creation
 * time of the last issue seen: no issue must exist, or lie where it lay, for that.
 */
export interface SearchPosition {
  /** What brings the page that is under way or next; null: ask anew. */
  readonly cursor: SearchCursor | null;
  /** Creation time of the newest issue seen (epoch milliseconds); null before the first. */
  readonly createdAt: number | null;
  /** Issues seen that were created at about that time, with their times. */
  readonly seen: readonly (readonly [id: string, createdAt: number])[];
}

export interface FoundIssue {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** Jira's search may order by less than the millisecond: what was created so close together is told apart by id. */
const TIE_MS = 60_000;
/** A position is stored: 1,000 entries are about 30 KB. */
const MOST_SEEN = 1_000;

export const START: SearchPosition = { cursor: null, createdAt: null, seen: [] };

/** Whether the search has come past this issue. */
export function isSeen({ createdAt, seen }: SearchPosition, issue: FoundIssue): boolean {
  if (createdAt === null) return false;
  return issue.createdAt < createdAt - TIE_MS || seen.some(([id]) => id === issue.id);
}

/** The position after these issues. */
export function goOn(
  position: SearchPosition,
  issues: readonly FoundIssue[],
  cursor: SearchCursor | null,
): SearchPosition {
  const times = issues.map(({ createdAt }) => createdAt);
  const createdAt = times.reduce((newest, time) => Math.max(newest, time), position.createdAt ?? -Infinity);
  if (createdAt === -Infinity) return { ...position, cursor };
  const seen = [...position.seen, ...issues.map(issue => [issue.id, issue.createdAt] as const)];
  return { cursor, createdAt, seen: seen.filter(([, at]) => at >= createdAt - TIE_MS).slice(-MOST_SEEN) };
}

/** Since when a search that is asked anew must look (epoch milliseconds); null for all. */
export function resumesAt({ createdAt }: SearchPosition): number | null {
  return createdAt === null ? null : createdAt - TIE_MS;
}

/**
 * The cursor, while its text, whose start moves on with the time, still covers what was not seen.
 *
 * @param from nothing created before is wanted (epoch milliseconds); null: everything is
 */
export function usableCursor(position: SearchPosition, from: number | null, now: number): SearchCursor | null {
  const { cursor } = position;
  const since = resumesAt(position) ?? from;
  if (cursor === null || cursor.backMs === null) return cursor;
  return since !== null && now - cursor.backMs > since ? null : cursor;
}
