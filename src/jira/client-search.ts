import type { Result } from '../domain/pacing/failure';
import { path } from './path';
import { type JiraIssue, bulkFetchSchema, countSchema, searchSchema } from './schemas';
import type { Send } from './send';

export interface Search {
  /** Made by `jql.ts`; Jira refuses unbounded queries. */
  readonly jql: string;
  readonly fields?: readonly string[];
  /** At most five keys. */
  readonly properties?: readonly string[];
  readonly maxResults?: number;
  readonly nextPageToken?: string;
}

export interface FoundIssues {
  readonly issues: readonly JiraIssue[];
  /** Null on the last page. assumption: search-token-refused — Jira keeps a token for days, and may refuse it before. */
  readonly nextPageToken: string | null;
}

export interface FetchedIssues {
  readonly issues: readonly JiraIssue[];
  /** Asked for and not answered: gone, or not visible to this principal. */
  readonly missing: readonly string[];
}

export interface SearchCalls {
  searchIssues(search: Search): Promise<Result<FoundIssues>>;
  /** Roughly how many issues a query finds. */
  approximateCount(jql: string): Promise<Result<number>>;
  /** Up to 100 issues by id. */
  bulkFetch(
    ids: readonly string[],
    wanted: { readonly fields: readonly string[]; readonly properties?: readonly string[] },
  ): Promise<Result<FetchedIssues>>;
}

/** Jira REST v3, issue/bulkfetch: at most 100 ids. */
const MOST_FETCHED = 100;

export function createSearchCalls(send: Send): SearchCalls {
  return {
    searchIssues: async search => {
      const answer = await send({
        method: 'POST',
        path: path`/rest/api/3/search/jql`,
        body: search,
        purpose: 'query',
        schema: searchSchema,
      });
      if (!answer.ok) return answer;
      const { issues, nextPageToken, isLast } = answer.value;
      return { ok: true, value: { issues, nextPageToken: isLast === true ? null : (nextPageToken ?? null) } };
    },
    approximateCount: async jql => {
      const answer = await send({
        method: 'POST',
        path: path`/rest/api/3/search/approximate-count`,
        body: { jql },
        purpose: 'query',
        schema: countSchema,
      });
      return answer.ok ? { ok: true, value: answer.value.count } : answer;
    },
    bulkFetch: async (ids, { fields, properties }) => {
      const asked = ids.slice(0, MOST_FETCHED);
      if (asked.length === 0) return { ok: true, value: { issues: [], missing: [] } };
      const answer = await send({
        method: 'POST',
        path: path`/rest/api/3/issue/bulkfetch`,
        body: { issueIdsOrKeys: asked, fields, ...(properties === undefined ? {} : { properties }) },
        purpose: 'query',
        schema: bulkFetchSchema,
      });
      if (!answer.ok) return answer;
      const { issues } = answer.value;
      // Jira leaves invisible issues out and lists them as errors only sometimes.
      const answered = new Set(issues.flatMap(issue => [issue.id, issue.key]));
      return { ok: true, value: { issues, missing: ids.filter(id => !answered.has(id)) } };
    },
  };
}
