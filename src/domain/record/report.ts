import type { RecordedChoice, RecordedFinding } from '../../contract/record';
import type { RunTrigger } from '../../contract/vocabulary';
import type { Failure } from '../pacing/failure';
import type { Judgement } from '../matching/judgement';
import type { FoundObservables } from '../observables/observable';

/** Everything that one run concluded. The managed block, the line and the record are rendered from it. Times are ISO 8601. */
export interface Report {
  /** Null when the run failed before it could judge. */
  readonly judgement: Judgement | null;
  /** See `Answer.provisional`. */
  readonly provisional?: true;
  /** Ids of the inventories that did not answer, where others did. */
  readonly partial?: readonly string[];
  /** What context sources said; empty where none is switched on. */
  readonly findings?: readonly RecordedFinding[];
  readonly failure: {
    readonly failure: Failure;
    /** When the app tries again by itself, or null: somebody has to mend it first, or it gave up. */
    readonly nextTry: string | null;
    readonly gaveUp: boolean;
  } | null;
  readonly issueId: string;
  readonly found: FoundObservables;
  /** `identifyInput` of what was found; goes into the record as `input`. */
  readonly input: string;
  readonly createdAt: string;
  readonly alertTime: string;
  readonly startedAt: string;
  /** *As of*: when the context was put together. */
  readonly enrichedAt: string;
  /** When the oldest part of the answer left Axonius; null where nothing was asked. */
  readonly answeredAt: string | null;
  readonly trigger: RunTrigger;
  readonly requestedBy: string | null;
  readonly questions: number;
  readonly freshnessDays: number;
  /** Choices that stay in the record, dropped ones marked. */
  readonly choices: Readonly<Record<string, RecordedChoice>>;
}
