/** A piece of JQL; made by this module only, from parts that were checked or quoted. */
export type Jql = string & { readonly __jql: true };

/** Text as a JQL string: always quoted, backslash and quote escaped, controls as spaces (JQL strings hold none). */
export function quote(text: string): string {
  const plain = text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ').replace(/\p{Surrogate}/gu, '\ufffd');
  return `"${plain.replace(/[\\"]/g, '\\$&')}"`;
}

/** Ids as a JQL list: `(10000, 10001)`. Whatever isn't only digits is left out; null where nothing is left. */
export function idList(ids: readonly string[]): string | null {
  const digits = ids.filter(id => /^\d{1,18}$/.test(id));
  return digits.length === 0 ? null : `(${digits.join(', ')})`;
}

/** A condition: the record has this outcome, by the alias that the manifest indexes. */
export function hasOutcome(outcome: string): Jql {
  return asJql(`axoniusOutcome = ${quote(outcome)}`);
}

/** A condition: open, and the record's time for another look (whole minutes since 1970) has come. */
export function dueBy(now: number): Jql {
  return asJql(`axoniusDue <= ${Math.floor(now / 60_000)} AND statusCategory != Done`);
}

export interface AlertScope {
  /** Empty means every project that the app may see. */
  readonly projectIds: readonly string[];
  readonly issueTypeIds: readonly string[];
}

/** Alerts whose record has this outcome; null where no issue type is known. */
export function alertsWithOutcome(outcome: string, scope: AlertScope): Jql | null {
  const clauses = scopeClauses(scope);
  return clauses === null ? null : asJql(`${[...clauses, hasOutcome(outcome)].join(' AND ')} ORDER BY id ASC`);
}

/** The newest alerts, newest first; null where no issue type is known. */
export function newestAlerts(scope: AlertScope): Jql | null {
  const clauses = scopeClauses(scope);
  return clauses === null ? null : asJql(`${clauses.join(' AND ')} ORDER BY created DESC`);
}

/** Alerts created in a window of minutes before now, all or with one outcome; for counting, so without an order. */
export function alertsToCount(
  scope: AlertScope,
  window: { readonly from: number; readonly to: number },
  outcome: string | null,
): Jql | null {
  const clauses = scopeClauses(scope);
  if (clauses === null) return null;
  const within = [
    `created >= -${minutes(window.from)}m`,
    ...(window.to > 0 ? [`created < -${minutes(window.to)}m`] : []),
    ...(outcome === null ? [] : [hasOutcome(outcome)]),
  ];
  return asJql([...clauses, ...within].join(' AND '));
}

/** Alerts that the asking person created within these minutes, oldest first; null where no issue type is known. */
export function ownAlertsWithin(scope: AlertScope, withinMinutes: number): Jql | null {
  const clauses = scopeClauses(scope);
  if (clauses === null) return null;
  const own = ['creator = currentUser()', `created >= -${minutes(withinMinutes)}m`];
  return asJql(`${[...clauses, ...own].join(' AND ')} ORDER BY created ASC`);
}

/** One alert, if its record has this outcome: whether JQL finds records at all. */
export function alertWithOutcome(issueId: string, outcome: string): Jql | null {
  const list = idList([issueId]);
  return list === null ? null : asJql(`id in ${list} AND ${hasOutcome(outcome)}`);
}

function scopeClauses({ projectIds, issueTypeIds }: AlertScope): readonly string[] | null {
  const types = idList(issueTypeIds);
  const projects = projectIds.length === 0 ? null : idList(projectIds);
  if (types === null || (projectIds.length > 0 && projects === null)) return null;
  return [...(projects === null ? [] : [`project in ${projects}`]), `issuetype in ${types}`];
}

export interface Restriction {
  readonly projectIds: readonly string[];
  readonly issueTypeIds: readonly string[];
  /** Only issues created within so many minutes before now. Relative: an absolute time is read in somebody's time zone. */
  readonly withinMinutes: number | null;
}

/**
 * An admin's own JQL, narrowed to alerts and in order of creation, so that a long job can go on where it was. Null where the
 * text's quotes or parentheses don't close: it could reach beyond the parentheses that it is put into. An order that the
 * admin gave is dropped.
 */
export function restrict(adminJql: string, restriction: Restriction): Jql | null {
  const condition = conditionOf(adminJql);
  const types = idList(restriction.issueTypeIds);
  const projects = restriction.projectIds.length === 0 ? null : idList(restriction.projectIds);
  if (condition === null || types === null || (restriction.projectIds.length > 0 && projects === null)) return null;
  const clauses = [
    ...(condition === '' ? [] : [`(${condition})`]),
    ...(projects === null ? [] : [`project in ${projects}`]),
    `issuetype in ${types}`,
    ...(restriction.withinMinutes === null ? [] : [`created >= -${minutes(restriction.withinMinutes)}m`]),
  ];
  return asJql(`${clauses.join(' AND ')}${ORDER}`);
}

/** The same for counting, without an order: what only counts need not take one. */
export function restrictToCount(adminJql: string, restriction: Restriction): Jql | null {
  const jql = restrict(adminJql, restriction);
  return jql === null ? null : asJql(jql.slice(0, jql.lastIndexOf(ORDER)));
}

const ORDER = ' ORDER BY created ASC, key ASC';

/** The text before a top-level `ORDER BY`; null where quotes or parentheses don't close. */
function conditionOf(jql: string): string | null {
  let depth = 0;
  let open: string | null = null;
  let end = jql.length;
  for (let at = 0; at < jql.length; at += 1) {
    const sign = jql.charAt(at);
    if (sign === '\\') at += 1;
    else if (open !== null) open = sign === open ? null : open;
    else if (sign === '"' || sign === "'") open = sign;
    else if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    else if (depth === 0 && end === jql.length && isOrderBy(jql, at)) end = at;
    if (depth < 0) return null;
  }
  // A text that ends in a backslash would escape the parenthesis that closes it.
  return depth === 0 && open === null && !/\\$/.test(jql.trimEnd()) ? jql.slice(0, end).trim() : null;
}

function isOrderBy(jql: string, at: number): boolean {
  return (at === 0 || /[\s)"']/.test(jql.charAt(at - 1))) && /^order\s+by\b/i.test(jql.slice(at, at + 40));
}

function minutes(value: number): number {
  return Number.isFinite(value) ? Math.max(0, Math.ceil(value)) : 0;
}

function asJql(text: string): Jql {
  // The brand's only maker: every part above is a literal, a quoted string, digits, or a closed condition.
  return text as Jql;
}
