import type { Answer } from '../domain/matching/answer';
import type { Asset } from '../domain/matching/asset';
import type { JudgedObservable } from '../domain/matching/judgement';
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

/** An alert's machines as they were judged: what context sources are asked about. */
export interface Subject {
  readonly issueId: string;
  readonly projectId: string;
  /** ISO 8601. */
  readonly alertTime: string;
  readonly observables: readonly JudgedObservable[];
  /** Matched and stale assets, at most five. */
  readonly assets: readonly Asset[];
}

/** What one context source said about one machine or indicator. */
export interface Finding {
  /** `id` of the source. */
  readonly source: string;
  /** Name of the machine or the indicator that it is about. */
  readonly about: string;
  /** `pending`: it has not answered yet, and a later run asks again. */
  readonly state: 'found' | 'none' | 'not-asked' | 'failed' | 'pending';
  /** What it says, as label and value. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** Page of the source's own origin, or null. */
  readonly link: string | null;
  /** When the source said so, ISO 8601; null where it said nothing. */
  readonly asOf: string | null;
  /** Why it is as it is, for people: the reason of a failure, or of not asking; null where nothing needs a word. */
  readonly because: string | null;
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
  conclude(rows: Rows, subject: Subject): readonly Finding[];
}
