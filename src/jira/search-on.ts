import {
  goOn,
  isSeen,
  resumesAt,
  usableCursor,
  type FoundIssue,
  type SearchCursor,
  type SearchPosition,
} from '../domain/alert/search-position';
import type { Failure, Result } from '../domain/pacing/failure';
import type { JiraClient } from './client';
import type { Jql } from './jql';
import { readMoment } from './moments';
import type { JiraIssue } from './schemas';

export interface OnwardSearch {
  /**
   * The query for what was created in the last so many minutes; null: for all. It must ask `ORDER BY created ASC, key ASC`.
   */
  readonly compose: (withinMinutes: number | null) => Jql | null;
  /** Nothing created before is wanted (epoch milliseconds); null: everything is. */
  readonly from: number | null;
  readonly fields: readonly string[];
  readonly properties: readonly string[];
}

export interface OnwardPage {
  /** What was not seen before, oldest first. */
  readonly issues: readonly JiraIssue[];
  /** How to come to this page once more. */
  readonly here: SearchCursor | null;
  /** How to come to the next one; null after the last. */
  readonly next: SearchCursor | null;
}

const PAGE = 100;
const MINUTE_MS = 60_000;
/**
 * Relative times (`-90m`) move on while a token's text has to stay as it is, and absolute ones would be read in the time
 * zone of the asking account. So the text reaches back further than it must.
 */
const SLACK_MS = 15 * MINUTE_MS;
/** Pages without anything new that one call passes over. */
const MOST_EMPTY = 20;

/**
 * The next page of a search in order of creation that has something new. A page may hold fewer issues than asked for, also
 * none, and whether it is the last says the token alone (Jira REST v3, search/jql:
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/). `id >` is no way through several
 * projects: it means the same project and a larger number.
 *
 * @returns null where the query can't be made
 */
export async function searchOn(
  search: OnwardSearch,
  position: SearchPosition,
  client: Pick<JiraClient, 'searchIssues'>,
  now: number,
): Promise<Result<OnwardPage> | null> {
  const kept = usableCursor(position, search.from, now);
  let asked: Asked | null = kept ?? begin(search, position, now);
  let mayBeginAnew = kept !== null;
  let empty: OnwardPage | null = null;
  for (let pages = 0; pages < MOST_EMPTY; pages += 1) {
    if (asked === null) return null;
    const { jql, token, backMs }: Asked = asked;
    const found = await client.searchIssues({
      jql,
      fields: [...new Set(['created', ...search.fields])],
      properties: search.properties,
      maxResults: PAGE,
      ...(token === null ? {} : { nextPageToken: token }),
    });
    if (!found.ok) {
      // assumption: search-token-refused
      // Jira answers 400 to a token that it doesn't know any more, as it does to a query that it doesn't understand.
      const isRefused = token !== null && found.failure.kind === 'bad-query';
      if (!isRefused) return found;
      if (!mayBeginAnew) return { ok: false, failure: stuck(found.failure) };
      mayBeginAnew = false;
      asked = begin(search, position, now);
      continue;
    }
    const { issues, nextPageToken } = found.value;
    const fresh = issues.filter(issue => isWanted(issue, search.from, position));
    const here = token === null ? null : { jql, token, backMs };
    const next = nextPageToken === null ? null : { jql, token: nextPageToken, backMs };
    empty = { issues: fresh, here, next };
    if (fresh.length > 0 || next === null) break;
    asked = next;
  }
  return empty === null ? null : { ok: true, value: empty };
}

interface Asked {
  readonly jql: string;
  readonly token: string | null;
  readonly backMs: number | null;
}

function begin(search: OnwardSearch, position: SearchPosition, now: number): Asked | null {
  const since = resumesAt(position) ?? search.from;
  const minutes = since === null ? null : Math.max(1, Math.ceil((now - since + SLACK_MS) / MINUTE_MS));
  const jql = search.compose(minutes);
  return jql === null ? null : { jql, token: null, backMs: minutes === null ? null : minutes * MINUTE_MS };
}

function isWanted(issue: JiraIssue, from: number | null, position: SearchPosition): boolean {
  const found = toFound(issue);
  if (found === null) return !position.seen.some(([id]) => id === issue.id);
  return (from === null || found.createdAt >= from) && !isSeen(position, found);
}

function toFound({ id, fields }: JiraIssue): FoundIssue | null {
  const created = readMoment(fields['created']);
  return created === null ? null : { id, createdAt: Date.parse(created) };
}

/** The position after a page, or after a part of it. */
export function after(
  position: SearchPosition,
  issues: readonly JiraIssue[],
  cursor: SearchCursor | null,
): SearchPosition {
  return goOn(
    position,
    issues.flatMap(issue => toFound(issue) ?? []),
    cursor,
  );
}

function stuck(failure: Failure): Failure {
  return {
    ...failure,
    kind: 'unexpected-answer',
    sentence: 'Jira refused to go on with a search that it had begun. Nothing was skipped; the app tries again.',
  };
}
