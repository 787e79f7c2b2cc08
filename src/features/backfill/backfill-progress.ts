import type { BackfillExample } from '../../contract/backfill';
import type { Outcome } from '../../contract/vocabulary';
import type { SearchPosition } from '../../domain/alert/search-position';

/** How one alert of a backfill ended. */
export interface Handled {
  readonly issueId: string;
  readonly key: string;
  readonly ending:
    | {
        readonly kind: 'concluded';
        readonly outcome: Outcome;
        readonly host: string | null;
        readonly field: 'written' | 'left' | 'not-asked';
      }
    /** It has a result already, or another run is at it, or it is no alert any more. */
    | { readonly kind: 'kept' }
    | { readonly kind: 'failed'; readonly cause: string; readonly sentence: string };
}

/** Why nothing moves. */
export interface Hindrance {
  readonly kind: string;
  readonly sentence: string;
  /** ISO 8601. */
  readonly since: string;
  /** The alert that it happened at, where it was one. */
  readonly issueId: string | null;
  /** How often in a row. */
  readonly times: number;
}

/** How far a backfill is. Only the backfill's steps write it; times are ISO 8601. */
export interface BackfillProgress {
  readonly v: 1;
  /** Of the order. */
  readonly id: string;
  /** Where ids are given: every alert up to this one was handled. */
  readonly afterId: string | null;
  /** Where JQL finds the alerts: how far the search has come. */
  readonly position: SearchPosition | null;
  readonly looked: number;
  readonly kept: number;
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  readonly fieldsWritten: number;
  readonly fieldsLeft: number;
  readonly failures: readonly {
    readonly kind: string;
    readonly sentence: string;
    readonly alerts: number;
    readonly issueIds: readonly string[];
  }[];
  readonly questions: number;
  readonly examples: readonly BackfillExample[];
  /** When alerts were handled, newest last: the rate. */
  readonly pace: readonly (readonly [at: string, looked: number])[];
  readonly movedAt: string;
  readonly endedAt: string | null;
  readonly hindrance: Hindrance | null;
}

/** How far a backfill is in its alerts. */
export type Place = Pick<BackfillProgress, 'afterId' | 'position'>;

export type BackfillEvent =
  | {
      readonly kind: 'handled';
      readonly alerts: readonly Handled[];
      readonly place: Place;
      readonly questions: number;
    }
  | { readonly kind: 'hindered'; readonly cause: string; readonly sentence: string; readonly issueId: string | null }
  | { readonly kind: 'ended' };

/** Ids of failed alerts that are kept for *Run again*: a stored value holds 240 KiB. */
const MOST_FAILED_IDS = 5_000;
const MOST_CAUSES = 20;
const EXAMPLES = 10;
const PACE = 20;

export function startProgress(id: string, at: string): BackfillProgress {
  return {
    v: 1,
    id,
    afterId: null,
    position: null,
    looked: 0,
    kept: 0,
    outcomes: {},
    fieldsWritten: 0,
    fieldsLeft: 0,
    failures: [],
    questions: 0,
    examples: [],
    pace: [[at, 0]],
    movedAt: at,
    endedAt: null,
    hindrance: null,
  };
}

/** The progress after an event; pure, so that every kill leaves one that was true. `at` is ISO 8601. */
export function advance(progress: BackfillProgress, event: BackfillEvent, at: string): BackfillProgress {
  switch (event.kind) {
    case 'handled': {
      const counted = event.alerts.reduce(count, progress);
      const looked = progress.looked + event.alerts.length;
      const pace = [...progress.pace, [at, looked] as const].slice(-PACE);
      const questions = progress.questions + event.questions;
      return { ...counted, ...event.place, looked, questions, pace, movedAt: at, hindrance: null };
    }
    case 'hindered': {
      const before = progress.hindrance;
      const isSame = before !== null && before.kind === event.cause && before.issueId === event.issueId;
      const hindrance: Hindrance = {
        kind: event.cause,
        sentence: event.sentence,
        since: isSame ? before.since : at,
        issueId: event.issueId,
        times: isSame ? before.times + 1 : 1,
      };
      return { ...progress, hindrance };
    }
    case 'ended':
      return { ...progress, endedAt: at, movedAt: at, hindrance: null };
  }
}

function count(progress: BackfillProgress, { issueId, key, ending }: Handled): BackfillProgress {
  switch (ending.kind) {
    case 'kept':
      return { ...progress, kept: progress.kept + 1 };
    case 'failed':
      return { ...progress, failures: addFailure(progress.failures, issueId, ending) };
    case 'concluded': {
      const { outcome, host, field } = ending;
      return {
        ...progress,
        outcomes: { ...progress.outcomes, [outcome]: (progress.outcomes[outcome] ?? 0) + 1 },
        fieldsWritten: progress.fieldsWritten + (field === 'written' ? 1 : 0),
        fieldsLeft: progress.fieldsLeft + (field === 'left' ? 1 : 0),
        examples:
          progress.examples.length < EXAMPLES ? [...progress.examples, { key, outcome, host }] : progress.examples,
      };
    }
  }
}

function addFailure(
  failures: BackfillProgress['failures'],
  issueId: string,
  { cause, sentence }: { readonly cause: string; readonly sentence: string },
): BackfillProgress['failures'] {
  const known = failures.reduce((sum, { issueIds }) => sum + issueIds.length, 0);
  const ids = known < MOST_FAILED_IDS ? [issueId] : [];
  const same = failures.find(failure => failure.kind === cause);
  if (same === undefined) {
    return failures.length >= MOST_CAUSES
      ? failures
      : [...failures, { kind: cause, sentence, alerts: 1, issueIds: ids }];
  }
  const more = { ...same, alerts: same.alerts + 1, issueIds: [...same.issueIds, ...ids] };
  return failures.map(failure => (failure === same ? more : failure));
}
