import type { AlertChoice } from '../contract/admin';
import type { Result } from '../domain/pacing/failure';
import { digest, type AlertDigest } from '../domain/record/health-figures';
import type { JiraClient } from './client';
import { alertsWithOutcome, newestAlerts, type AlertScope } from './jql';
import { RECORD_KEY } from './read-alert';
import type { JiraIssue } from './schemas';
import { parseRecord } from './stored-record';

type Searcher = Pick<JiraClient, 'searchIssues'>;

/** A record is up to 30,000 characters: pages stay small so that memory does. */
const PAGE = 50;
/** Somebody waits. */
const MOST_PAGES = 25;

const nothing = { ok: true, value: { issues: [], isMore: false } } as const;

/** Alerts whose record says `failed`, with the moment of that record. */
export async function listFailedAlerts(scope: AlertScope, most: number, client: Searcher) {
  const found = await readPages(alertsWithOutcome('failed', scope), most, client, issue => ({
    issueId: issue.id,
    enrichedAt: parseRecord(issue.properties[RECORD_KEY], issue.id)?.enrichedAt ?? null,
  }));
  return found.ok ? { ok: true as const, value: { alerts: found.value.issues, isMore: found.value.isMore } } : found;
}

/** The newest alerts, newest first, reduced to what Health needs. */
export async function listNewestDigests(
  scope: AlertScope,
  most: number,
  client: Searcher,
): Promise<Result<readonly AlertDigest[]>> {
  const found = await readPages(newestAlerts(scope), most, client, issue =>
    digest(issue.key, parseRecord(issue.properties[RECORD_KEY], issue.id)),
  );
  return found.ok ? { ok: true, value: found.value.issues } : found;
}

/** The newest alerts to choose from, as the person may see them. */
export async function listAlertChoices(scope: AlertScope, client: Searcher): Promise<Result<readonly AlertChoice[]>> {
  const jql = newestAlerts(scope);
  if (jql === null) return { ok: true, value: [] };
  const found = await client.searchIssues({ jql, fields: ['summary'], maxResults: 20 });
  return found.ok ? { ok: true, value: found.value.issues.map(toChoice) } : found;
}

function toChoice({ id, key, fields }: JiraIssue): AlertChoice {
  const summary = fields['summary'];
  return { id, key, summary: typeof summary === 'string' ? summary : '' };
}

async function readPages<T>(
  jql: ReturnType<typeof newestAlerts>,
  most: number,
  client: Searcher,
  take: (issue: JiraIssue) => T,
): Promise<Result<{ readonly issues: readonly T[]; readonly isMore: boolean }>> {
  if (jql === null) return nothing;
  const issues: T[] = [];
  let token: string | null = null;
  let pages = 0;
  do {
    const page = await client.searchIssues({
      jql,
      fields: ['created'],
      properties: [RECORD_KEY],
      maxResults: Math.min(PAGE, most - issues.length),
      ...(token === null ? {} : { nextPageToken: token }),
    });
    if (!page.ok) return page;
    issues.push(...page.value.issues.map(take));
    // A page may be empty and not the last: the token alone says so.
    token = page.value.nextPageToken;
    pages += 1;
  } while (token !== null && issues.length < most && pages < MOST_PAGES);
  return { ok: true, value: { issues, isMore: token !== null } };
}
