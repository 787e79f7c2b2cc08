import { JiraError } from './errors';
import { compileJql, type CompiledQuery, type SortKey } from './jql/compile';
import type { IndexedIssue } from './jql/field';
import { parseJql } from './jql/query';
import type { Permissions } from './permissions';
import type { SiteState } from './state';
import type { Actor, IndexedProperty, Issue } from './types';

export interface SearchPage {
  readonly issues: readonly Issue[];
  readonly nextPageToken: string | null;
}

export interface Search {
  /** One page of the issues that the caller may see, after the issue that the token names. */
  find(
    actor: Actor,
    query: { jql: string; maxResults: number; token: string | null; reconcile: readonly string[] },
  ): SearchPage;
  count(actor: Actor, jql: string): number;
  /** Throws Jira's 400 when the query is wrong. */
  check(actor: Actor, jql: string): void;
}

interface Cursor {
  readonly jql: string;
  readonly keys: readonly SortKey[];
  readonly at: number;
}

export function createSearch(
  state: SiteState,
  permissions: Permissions,
  indexed: readonly IndexedProperty[],
  now: () => Date,
): Search {
  function compile(actor: Actor, jql: string): CompiledQuery {
    const parsed = parseJql(jql);
    return compileJql(parsed, indexed, {
      state,
      now: now(),
      currentUser: permissions.accountOf(actor),
      canBrowse: issue => permissions.hasOnIssue(actor, 'BROWSE_PROJECTS', issue),
    });
  }

  function compileBounded(actor: Actor, jql: string): CompiledQuery {
    // Jira REST v3, search/jql: "The query must be bounded", that is, have a restriction.
    if (parseJql(jql).where === null) {
      throw new JiraError(400, [
        'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
      ]);
    }
    return compile(actor, jql);
  }

  function matching(actor: Actor, query: CompiledQuery, reconcile: ReadonlySet<string>): Issue[] {
    const mayBrowse = permissions.browser(actor);
    return candidates(query).filter(issue => {
      const seen: IndexedIssue | null = reconcile.has(issue.id) ? issue : state.issues.indexed(issue, now());
      return seen !== null && query.test(seen) && mayBrowse(issue);
    });
  }

  function candidates(query: CompiledQuery): readonly Issue[] {
    if (query.ids !== null) {
      return [...new Set(query.ids)].flatMap(id => state.issues.find(id) ?? []);
    }
    const all = state.issues.all();
    return query.createdFrom === -Infinity ? all : all.slice(firstCreatedFrom(all, query.createdFrom));
  }

  return {
    find(actor, { jql, maxResults, token, reconcile }) {
      const query = compileBounded(actor, jql);
      const compare = comparer(query.descending);
      const found = matching(actor, query, new Set(reconcile)).map(issue => ({ issue, keys: query.sortKeys(issue) }));
      found.sort((left, right) => compare(left.keys, right.keys));
      const cursor = token === null ? null : readToken(token, jql, now(), state.switches.searchTokenMs);
      const start = cursor === null ? 0 : found.findIndex(({ keys }) => compare(keys, cursor.keys) > 0);
      const page = start === -1 ? [] : found.slice(start, start + maxResults);
      const last = page.at(-1);
      const isLast = last === undefined || last === found.at(-1);
      return {
        issues: page.map(({ issue }) => issue),
        nextPageToken: isLast ? null : writeToken({ jql, keys: last.keys, at: now().getTime() }),
      };
    },
    count: (actor, jql) => matching(actor, compileBounded(actor, jql), new Set()).length,
    check(actor, jql) {
      compile(actor, jql);
    },
  };
}

/** `all` is in order of creation, so that a window of time needs no scan of what is older. */
function firstCreatedFrom(all: readonly Issue[], time: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const issue = all[middle];
    if (issue !== undefined && issue.created.getTime() < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Issues without a value come last, in either direction. */
function comparer(descending: readonly boolean[]): (left: readonly SortKey[], right: readonly SortKey[]) => number {
  return (left, right) => {
    for (const [at, down] of descending.entries()) {
      const [one, other] = [left[at] ?? null, right[at] ?? null];
      if (one === other) continue;
      if (one === null) return 1;
      if (other === null) return -1;
      return one < other === down ? 1 : -1;
    }
    return 0;
  };
}

function writeToken(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function readToken(token: string, jql: string, now: Date, lifetimeMs: number | null): Cursor {
  const refuse = (): never => {
    throw new JiraError(400, ['The provided next page token is invalid or has expired.']);
  };
  let cursor: unknown;
  try {
    cursor = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch {
    return refuse();
  }
  if (typeof cursor !== 'object' || cursor === null || !('jql' in cursor && 'keys' in cursor && 'at' in cursor)) {
    return refuse();
  }
  const { keys, at } = cursor;
  const expired = typeof at !== 'number' || (lifetimeMs !== null && now.getTime() - at > lifetimeMs);
  // A token belongs to its query: Jira refuses it with another.
  if (cursor.jql !== jql || !Array.isArray(keys) || expired) return refuse();
  const readable = keys.filter(key => key === null || typeof key === 'string' || typeof key === 'number');
  return { jql, keys: readable, at };
}
