import type { Outcome } from './vocabulary';
import type { Reply } from './reply';

/** What a backfill writes: nothing, the record alone, or field and record (watchers are notified by Jira). */
export type BackfillMode = 'dry-run' | 'record' | 'field';

export interface BackfillFailure {
  readonly kind: string;
  readonly sentence: string;
  readonly alerts: number;
}

export interface BackfillExample {
  readonly key: string;
  readonly outcome: Outcome;
  /** Name of the matched asset. */
  readonly host: string | null;
}

/** A backfill as the admin page shows it. Times are ISO 8601. */
export interface BackfillView {
  readonly state: 'running' | 'stalled' | 'paused' | 'cancelled' | 'finished';
  readonly id: string;
  readonly jql: string;
  readonly mode: BackfillMode;
  /** It runs what failed in the backfill before. */
  readonly isAgain: boolean;
  readonly orderedAt: string;
  readonly endedAt: string | null;
  /** Roughly how many alerts there are; null where Jira could not count. */
  readonly total: number | null;
  readonly looked: number;
  /** Alerts that a run of this backfill concluded, by outcome. */
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  /** Had a record already, so nothing was done. */
  readonly kept: number;
  readonly fieldsWritten: number;
  /** The field holds people's text and was left alone. */
  readonly fieldsLeft: number;
  readonly failures: readonly BackfillFailure[];
  readonly questions: number;
  readonly examples: readonly BackfillExample[];
  readonly alertsPerMinute: number | null;
  readonly minutesLeft: number | null;
  /** Why nothing moves, for `stalled`. */
  readonly stalledBecause: string | null;
}

export interface BackfillOrderInput {
  readonly jql: string;
  readonly mode: BackfillMode;
}

export type BackfillCommand = 'pause' | 'resume' | 'cancel';

/** Calls of the tab *Backfill*; each checks on the server that the user administers Jira. */
export type BackfillDefinitions = {
  loadBackfill: () => Reply<BackfillView | null>;
  /** Whether Jira understands the JQL, and roughly how many alerts it finds. */
  checkBackfill: (input: { readonly jql: string }) => Reply<{ readonly count: number }>;
  startBackfill: (input: BackfillOrderInput) => Reply<BackfillView>;
  commandBackfill: (input: { readonly id: string; readonly command: BackfillCommand }) => Reply<BackfillView>;
  /** Runs the alerts that failed once more. */
  runBackfillAgain: (input: { readonly id: string }) => Reply<BackfillView>;
};
