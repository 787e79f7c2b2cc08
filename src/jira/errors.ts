import * as z from 'zod';
import type { Failure, FailureKind } from '../domain/pacing/failure';
import { readRetryAfter } from '../domain/pacing/retry-after';

/**
 * Jira's longest limit, the quota, ends with its hour (https://developer.atlassian.com/cloud/jira/platform/rate-limiting/):
 * after that the app asks again, whatever a gateway says.
 */
const LONGEST_WAIT_MS = 60 * 60 * 1000;

/** What an answer says in its headers. */
export interface AnswerHeaders {
  get(name: string): string | null;
}

/** Error bodies of Jira REST v3; each part is optional, gateways send HTML or nothing. */
const errorBody = z.object({ errors: z.record(z.string(), z.unknown()).catch({}) });

/** What the request was for: a 400 means different things to a query and to a write. */
export type Purpose = 'read' | 'query' | 'write';

/** Translates an answer that isn't a success. Decides on the status and on the keys of `errors`, never on a message. */
export function translateStatus(
  answer: { readonly status: number; readonly headers: AnswerHeaders; readonly body: string },
  purpose: Purpose,
  now: Date,
): Failure {
  const { status, headers } = answer;
  // assumption: retry-after-passed-on — what the app asks of Jira through Forge brings Jira's own header back.
  const retryAfter = status === 429 || status >= 500 ? headers.get('Retry-After') : null;
  const retryAfterMs = readRetryAfter(retryAfter, now, LONGEST_WAIT_MS);
  const scope = status === 429 ? readScope(readReason(headers), retryAfterMs) : undefined;
  const fields = status === 400 && purpose === 'write' ? readRefusedFields(answer.body) : [];
  const kind = status === 422 && purpose === 'write' ? 'not-editable' : kindOf(status, fields);
  return {
    kind,
    side: 'jira',
    sentence: sentenceOf(kind, fields),
    retryAfterMs,
    status,
    ...(scope === undefined ? {} : { scope }),
    ...(fields.length === 0 ? {} : { fields }),
  };
}

/** A failure without an answer: the connection broke, or the time was up. */
export function translateLoss(kind: 'unavailable' | 'timeout' | 'unexpected-answer', status: number | null): Failure {
  return { kind, side: 'jira', sentence: sentenceOf(kind, []), retryAfterMs: null, status };
}

/** An address that can't be made: an id that is no id names nothing that Jira has. */
export function noSuchThing(): Failure {
  return {
    kind: 'not-visible',
    side: 'jira',
    sentence: sentenceOf('not-visible', []),
    retryAfterMs: null,
    status: null,
  };
}

/** A property that Jira would refuse is never sent. */
export function tooLarge(): Failure {
  return {
    kind: 'bad-query',
    side: 'jira',
    sentence: 'What the app wanted to store in the issue is larger than Jira takes, so nothing was written.',
    retryAfterMs: null,
    status: null,
  };
}

function kindOf(status: number, fields: readonly string[]): FailureKind {
  if (status === 400) return fields.length > 0 ? 'not-editable' : 'bad-query';
  if (status === 401) return 'auth';
  if (status === 403) return 'forbidden';
  // "Does not exist or not visible": Jira doesn't tell these apart, so neither does the app.
  if (status === 404 || status === 410) return 'not-visible';
  if (status === 408) return 'timeout';
  if (status === 409) return 'conflict';
  if (status === 422) return 'forbidden';
  if (status === 429) return 'throttled';
  return status >= 500 ? 'unavailable' : 'unexpected-answer';
}

function readRefusedFields(body: string): string[] {
  try {
    const parsed = errorBody.safeParse(JSON.parse(body));
    return parsed.success ? Object.keys(parsed.data.errors).map(id => id.slice(0, 255)) : [];
  } catch {
    return [];
  }
}

/**
 * The documented name, the legacy one of the beta (both on
 * https://developer.atlassian.com/cloud/jira/platform/rate-limiting/), and one by the pattern of the other headers.
 */
const REASON_HEADERS = ['RateLimit-Reason', 'X-RateLimit-Reason', 'X-Beta-RateLimit-Reason', 'Beta-RateLimit-Reason'];

function readReason(headers: AnswerHeaders): string | null {
  for (const name of REASON_HEADERS) {
    const reason = headers.get(name)?.trim().toLowerCase();
    if (reason !== undefined && reason !== '') return reason;
  }
  return null;
}

/**
 * Jira's reasons: quotas hold for the tenant, bursts for an endpoint, write limits for an issue. Where no reason is known but
 * a time to wait, that kind of request waits: what stands behind Jira limits more than one issue.
 */
function readScope(reason: string | null, retryAfterMs: number | null): Failure['scope'] {
  // assumption: rate-limit-without-reason
  switch (reason) {
    case 'jira-quota-global-based':
    case 'jira-quota-tenant-based':
      return 'tenant';
    case 'jira-burst-based':
      return 'endpoint';
    case 'jira-per-issue-on-write':
      return 'issue';
    default:
      return retryAfterMs === null ? undefined : 'endpoint';
  }
}

function sentenceOf(kind: FailureKind, fields: readonly string[]): string {
  switch (kind) {
    case 'auth':
      return 'Jira did not accept the app’s access. A Jira admin can approve the app again under Connected apps.';
    case 'forbidden':
      return 'Jira does not allow the app to do this. A Jira admin can check the app’s permissions in this project.';
    case 'throttled':
      return 'Jira asks the app to wait because too many requests came at once.';
    case 'unavailable':
      return 'Jira could not be reached or had an error of its own.';
    case 'timeout':
      return 'Jira did not answer in time.';
    case 'conflict':
      return 'Somebody else changed the issue at the same moment.';
    case 'not-editable':
      // Jira REST v3, Edit issue: 422 means that a configuration problem keeps the issue from being updated.
      if (fields.length === 0) {
        return 'A problem in Jira’s configuration keeps the issue from being changed. A Jira admin can check the field’s configuration and the issue’s workflow.';
      }
      return `Jira refused ${fields.join(', ')}. A Jira admin can check that the field exists and is on the issue’s edit screen.`;
    case 'not-visible':
      return 'Jira has no such thing, or the app may not see it. A Jira admin can check permissions and issue security.';
    case 'bad-query':
      return 'Jira did not understand the request. A Jira admin can check the app’s settings.';
    default:
      return 'Jira sent an answer that the app does not understand.';
  }
}
