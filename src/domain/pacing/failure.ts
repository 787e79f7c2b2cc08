import type { FAILURE_KINDS } from '../../contract/vocabulary';

/**
 * Everything that can go wrong outside the app, as a closed set. Retrying is decided from `kind`, `retryAfterMs` and the
 * time that is left, never from a text.
 */
export type FailureKind = (typeof FAILURE_KINDS)[number];

export interface Failure {
  readonly kind: FailureKind;
  readonly side: 'axonius' | 'jira' | 'app';
  /** One or two sentences for people: what happened and who can mend it. Never a secret, never a payload. */
  readonly sentence: string;
  /** What the other side asked for (`Retry-After`), in milliseconds. */
  readonly retryAfterMs: number | null;
  /** HTTP status where there was one; for logs. */
  readonly status: number | null;
  /** For `throttled`: what has to pause. Left out where the other side didn't say. */
  readonly scope?: 'tenant' | 'endpoint' | 'issue';
  /** For `unexpected-answer`: the answer was larger than the app reads; a smaller part of it can be asked for. */
  readonly tooLarge?: true;
  /** For `not-editable`: ids of the fields that were refused. */
  readonly fields?: readonly string[];
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };
