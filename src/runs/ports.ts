import type { AlertRecord, RecordedFinding } from '../contract/record';
import type { Subject } from '../domain/matching/subject';
import type { NotWritten, RunTrigger } from '../contract/vocabulary';
import type { Settings } from '../contract/settings';
import type { Alert } from '../domain/alert/alert';
import type { Answer, AskOptions } from '../domain/matching/answer';
import type { TargetValue } from '../domain/alert/document';
import type { Failure, Result } from '../domain/pacing/failure';
import type { Observable } from '../domain/observables/observable';
import type { Report } from '../domain/record/report';
import type { SiteNames } from '../domain/alert/site-names';

/** Settings with names resolved to ids: what reading and writing an alert needs. */
export interface Setup extends SiteNames {
  readonly settings: Settings;
}

export interface RunRequest {
  readonly issueId: string;
  readonly trigger: RunTrigger;
  /** Account id of the person who asked, for `manual`. */
  readonly requestedBy: string | null;
  /** See `RunReason`: a record newer than this answers the request. */
  readonly seenAt: string | null;
  /** Skip the cache of answers. */
  readonly fresh: boolean;
  /** The alert waited in the queue: there are many. */
  readonly isCrowded: boolean;
  /** A person's decision: changes the record before the run goes by it. Null changes nothing. */
  readonly decide: ((record: AlertRecord) => AlertRecord) | null;
  /** Tries before this one, and the time until the queue drops the event. */
  readonly retry: { readonly count: number; readonly retentionMs: number };
}

/** How a run ended. Every ending is one of these; a way in translates it and nothing more. */
export type RunEnding =
  /** Field, record or both were written. */
  | { readonly kind: 'enriched'; readonly record: AlertRecord }
  /** There was nothing new to find out or to write. */
  | { readonly kind: 'unchanged'; readonly record: AlertRecord }
  /** Axonius or Jira failed. `record` is what the alert holds now: the failure, or the earlier result, which is kept. */
  | {
      readonly kind: 'failed';
      readonly failure: Failure;
      readonly retryAfterMs: number | null;
      /** It could be tried again, but the queue drops the event before. */
      readonly gaveUp: boolean;
      readonly record: AlertRecord | null;
    }
  /** Jira or Axonius is to be spared, and nobody waits for this run. */
  | { readonly kind: 'put-off'; readonly retryAfterMs: number }
  /** Another run writes this alert right now. */
  | { readonly kind: 'held'; readonly retryAfterMs: number }
  /** The alert names other machines than when it was read: what was found out is not about it. */
  | { readonly kind: 'alert-changed' }
  /** The answer came too late for this way in; nothing was written, and somebody else goes on. */
  | { readonly kind: 'handed-over' }
  /** A newer version of the app wrote the record; this one would lose what it can't read, so it leaves the alert alone. */
  | { readonly kind: 'newer-record' }
  | { readonly kind: 'not-an-alert' }
  | { readonly kind: 'not-visible' }
  | { readonly kind: 'not-configured' };

/** The target field with the block merged in. */
export interface ComposedTarget {
  readonly value: TargetValue;
  /** `record.block`: identity of the block as written. */
  readonly block: string;
  /** The field holds text of people and no block of ours. */
  readonly humanText: boolean;
  /** The field holds our block just as the record says that it was written. */
  readonly intact: boolean;
  /** False where people's text leaves no room for ours: Jira would refuse the value. */
  readonly fits: boolean;
}

export interface ContextWrite {
  readonly issueId: string;
  readonly target: { readonly fieldId: string; readonly value: TargetValue } | null;
  readonly record: AlertRecord;
  /** The record to write where Jira refuses the field: the same, with the reason. */
  readonly recordWithout: (reason: NotWritten) => AlertRecord;
}

/** Steps that tell a waiting person where the run is. */
export type Step = 'reading' | 'asking' | 'judging' | 'writing';

/** The state of a site that one storage read tells. */
export interface SiteState {
  readonly setup: Setup;
  /** Until when no question is asked (epoch milliseconds), or null: the shared pause after 429 or an outage. */
  readonly pausedUntil: number | null;
  /** Until when Jira wants neither reads nor writes (epoch milliseconds), or null. */
  readonly jiraPausedUntil: number | null;
}

/** Who writes an alert: `owner` names the run; a claim of the run that made `completed` counts as released. */
export interface Claim {
  readonly issueId: string;
  readonly owner: string;
  /** `startedAt` of the record that the alert holds. */
  readonly completed: string | null;
}

/** What a run needs of the outside. Made from real parts in `forge/wire.ts`. */
export interface EnrichmentPorts {
  readSite(): Promise<Result<SiteState>>;
  /** `null` where the issue is of another type or project. */
  readAlert(issueId: string, setup: Setup): Promise<Result<Alert | null>>;
  ask(observables: readonly Observable[], setup: Setup, options: AskOptions): Promise<Result<Answer>>;
  /** What context sources say about the machines that were settled; empty where none is switched on. Never fails. */
  askContext(subject: Subject, setup: Setup, options: AskOptions): Promise<readonly RecordedFinding[]>;
  compose(report: Report, alert: Alert): ComposedTarget;
  /**
   * Claims the writing of an alert and stores what `ask` learned, in one storage operation. False where another run
   * holds a live claim; a failure where storage takes none.
   */
  claim(claim: Claim): Promise<Result<boolean>>;
  /** Ends a claim before its time. */
  release(claim: Claim): Promise<void>;
  /** Writes field and record in one request; answers the record that was written. */
  write(write: ContextWrite): Promise<Result<AlertRecord>>;
  /** Remembers an alert that the app may not see, so that it is run when it becomes visible. */
  rememberNotVisible(issueId: string): Promise<void>;
  enterStep(step: Step): void;
  now(): Date;
  /** 0 ≤ value < 1. */
  random(): number;
  remainingMs(): number;
}
