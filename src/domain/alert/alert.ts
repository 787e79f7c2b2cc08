import type { AlertRecord } from '../../contract/record';
import type { TargetValue } from './document';
import type { FieldValues } from '../observables/observable';

/** A record that came along when its issue was cloned, or one that a newer version of the app wrote. */
export type ForeignRecord =
  | {
      readonly kind: 'copied';
      /** `block` of that record: identity of the block that came along with it. */
      readonly block: string | null;
    }
  | { readonly kind: 'newer' };

/** An issue of a configured type, with what a run needs of it. Times are ISO 8601 in UTC. */
export interface Alert {
  /** When it was read (epoch milliseconds), where that was before the run asked for it. */
  readonly readAt?: number;
  readonly id: string;
  readonly key: string;
  readonly projectId: string;
  readonly issueTypeId: string;
  readonly createdAt: string;
  /** The configured time field, else `createdAt`. */
  readonly alertTime: string;
  readonly values: readonly FieldValues[];
  readonly target: TargetValue;
  /** The stored record, or null where there is none of this issue that can be read. */
  readonly record: AlertRecord | null;
  /** What stands in the record's place and isn't this issue's to go on from. */
  readonly foreign: ForeignRecord | null;
}
