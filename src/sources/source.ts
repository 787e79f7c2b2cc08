import type { Answer } from '../domain/matching/answer';
import type { RecordedFinding } from '../contract/record';
import type { Subject } from '../domain/matching/subject';
import type { Observable } from '../domain/observables/observable';
import type { Result } from '../domain/pacing/failure';

/** What a question may cost. */
export interface Budget {
  readonly withinMs: number;
  /** Have the source compute its answer instead of serving one that it has at hand. */
  readonly fresh: boolean;
}

/** A system that tells which machine it is. Only inventories compete in judging. */
export interface Inventory {
  /** Kept in assets and in the record; lower case, at most 40 characters. */
  readonly id: string;
  /** As people call it, in sentences about its failures. */
  readonly title: string;
  find(observables: readonly Observable[], budget: Budget): Promise<Result<Answer>>;
}

/**
 * A system that tells more about a machine that was settled. It never competes, and a run never fails because of it. `Rows` is
 * what it answers, raw, as it lies in the cache; what the alert makes of it (its window, its own part in it) comes after.
 */
export interface ContextSource<Rows = unknown> {
  readonly id: string;
  readonly title: string;
  readonly kind: 'cmdb' | 'siem' | 'threat-intel' | 'exposure' | 'related';
  /** Jira itself, the customer's own system, or somebody else's: decides what may be sent there. */
  readonly reach: 'site' | 'own' | 'third-party';
  /** Whether there is anything to ask about. */
  accepts(subject: Subject): boolean;
  /** What its rows depend on: the same machines, the same rows. */
  keyOf(subject: Subject): string;
  ask(subject: Subject, budget: Budget): Promise<Result<Rows>>;
  /** Rows may come from the cache, where a former version put them: what can't be read says nothing. */
  conclude(rows: Rows, subject: Subject): readonly RecordedFinding[];
}
