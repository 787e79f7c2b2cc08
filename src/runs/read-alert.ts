import type { Alert } from '../domain/alert/alert';
import type { FoundObservables } from '../domain/observables/observable';

/** An alert as it was read, with what it says. */
export interface ReadAlert {
  readonly alert: Alert;
  readonly found: FoundObservables;
  /** `identifyInput` of what was found. */
  readonly input: string;
  /** Epoch milliseconds. */
  readonly readAt: number;
}
