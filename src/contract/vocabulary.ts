/**
 * The closed sets of words that records, settings and screens are made of, each once: types, schemas and lists derive from
 * them. Their order is the order in which a person is told about them.
 */
export const OUTCOMES = ['matched', 'ambiguous', 'stale', 'not-found', 'no-observable', 'failed'] as const;
/** How one observable can end: an observable that is there is never *no observable*. */
export const OBSERVABLE_OUTCOMES = ['matched', 'ambiguous', 'stale', 'not-found', 'failed'] as const;
export const CONFIDENCES = ['high', 'medium', 'low'] as const;
/** What starts a run through the queue. */
export const QUEUED_TRIGGERS = ['created', 'updated', 'manual', 'sweep'] as const;
/** What can go wrong outside the app. */
export const FAILURE_KINDS = [
  'not-configured',
  'auth',
  'forbidden',
  'throttled',
  'unavailable',
  'timeout',
  'bad-query',
  'unexpected-answer',
  'egress-denied',
  'conflict',
  'not-editable',
  'not-visible',
  'storage-refused',
] as const;
export const FINDING_STATES = ['found', 'none', 'not-asked', 'failed', 'pending'] as const;
export const TRIGGERS = [...QUEUED_TRIGGERS, 'backfill'] as const;
/** Why the target field does not hold this run's block. */
export const NOT_WRITTEN = ['field-has-text', 'field-missing', 'field-not-editable', 'content-refused'] as const;
export const MATCH_RULES = [
  'full-name',
  'short-of-full',
  'short-name',
  'name-only',
  'truncated',
  'mac',
  'address',
  'choice',
] as const;
export const OBSERVABLE_KINDS = ['hostname', 'ip', 'mac'] as const;
/** How the values of a source field are read; `auto` finds out for each value. */
export const FIELD_KINDS = [...OBSERVABLE_KINDS, 'auto'] as const;

export type Outcome = (typeof OUTCOMES)[number];
export type ObservableOutcome = (typeof OBSERVABLE_OUTCOMES)[number];
export type Confidence = (typeof CONFIDENCES)[number];
export type QueuedTrigger = (typeof QUEUED_TRIGGERS)[number];
export type RunTrigger = (typeof TRIGGERS)[number];
export type NotWritten = (typeof NOT_WRITTEN)[number];
export type MatchRule = (typeof MATCH_RULES)[number];
export type ObservableKind = (typeof OBSERVABLE_KINDS)[number];
export type FieldKind = (typeof FIELD_KINDS)[number];
