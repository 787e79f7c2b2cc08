import type { AlertRecord } from '../../contract/record';
import type { TargetValue } from './document';
import type { FieldValues } from '../observables/observable';

/** An issue of a configured type, with what a run needs of it. Times are ISO 8601 in UTC. */
export interface Alert {
  readonly id: string;
  readonly key: string;
  readonly projectId: string;
  readonly issueTypeId: string;
  readonly createdAt: string;
  /** The configured time field, else `createdAt`. */
  readonly alertTime: string;
  readonly values: readonly FieldValues[];
  readonly target: TargetValue;
  /** The stored record, or null where there is none that can be read. */
  readonly record: AlertRecord | null;
}
