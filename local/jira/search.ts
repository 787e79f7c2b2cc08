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
  readonly count: (actor: Actor, jql: string) => number;
  /** Throws Jira's 400 when the query is wrong. */
  readonly check: (actor: Actor, jql: string) => void;
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
      isIndexed: state.readings().indexed,
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

  function createTest(actor: Actor, query: CompiledQuery, reconcile: ReadonlySet<string>): (issue: Issue) => boolean {
    const mayBrowse = permissions.browser(actor);
    const at = now();
    return issue => {
      const seen: IndexedIssue | null = reconcile.has(issue.id) ? issue : state.issues.indexed(issue, at);
      return seen !== null && query.test(seen) && mayBrowse(issue);
    };
  }

  function candidates(query: CompiledQuery): readonly Issue[] {
    if (query.ids !== null) {
      const issues = [...new Set(query.ids)].flatMap(id => state.issues.find(id) ?? []);
      return issues.sort(
        (left, right) => left.created.getTime() - right.created.getTime() || Number(left.id) - Number(right.id),
      );
    }
    const all = state.issues.all();
    return query.createdFrom === -Infinity ? all : all.slice(firstCreatedFrom(all, query.createdFrom));
  }

  return {
    find(actor, { jql, maxResults, token, reconcile }) {
      const query = compileBounded(actor, jql);
      const test = createTest(actor, query, new Set(reconcile));
      const cursor = token === null ? null : readToken(token, jql, now(), state.switches.searchTokenMs);
      const compare = comparer(query.descending);
      const isAfter = (issue: Issue): boolean => cursor === null || compare(query.sortKeys(issue), cursor.keys) > 0;
      const ordered = query.byCreation
        ? walk(candidates(query), query.descending[0] === true, cursor)
        : candidates(query)
            .filter(test)
            .map(issue => ({ issue, keys: query.sortKeys(issue) }))
            .sort((left, right) => compare(left.keys, right.keys))
            .map(({ issue }) => issue);
      const page: Issue[] = [];
      for (const issue of ordered) {
        // One more than asked for tells whether there is another page.
        if (page.length > maxResults) break;
        if (isAfter(issue) && (!query.byCreation || test(issue))) page.push(issue);
      }
      const issues = page.slice(0, maxResults);
      const last = issues.at(-1);
      return {
        issues,
        nextPageToken:
          page.length <= maxResults || last === undefined
            ? null
            : writeToken({ jql, keys: query.sortKeys(last), at: now().getTime() }),
      };
    },
    count(actor, jql) {
      const query = compileBounded(actor, jql);
      return candidates(query).filter(createTest(actor, query, new Set())).length;
    },
    check(actor, jql) {
      compile(actor, jql);
    },
  };
}

/** Issues in order of creation, or against it, from about where the cursor is. */
function* walk(issues: readonly Issue[], descending: boolean, cursor: Cursor | null): Generator<Issue> {
  const [created] = cursor?.keys ?? [];
  const time = typeof created === 'number' ? created : null;
  const first = time === null || descending ? 0 : firstCreatedFrom(issues, time);
  const end = time === null || !descending ? issues.length : firstCreatedFrom(issues, time + 1);
  for (let at = 0; at < end - first; at += 1) {
    const issue = issues[descending ? end - 1 - at : first + at];
    if (issue !== undefined) yield issue;
  }
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
