import type { ChoiceInput } from '../../src/contract/panel';
import type { Press } from './state';

/** What parts of the result need to know to offer choices. */
export interface Choosing {
  readonly viewer: string | null;
  /** Name of a person by account id; null where it is not known. */
  readonly nameOf: (accountId: string) => string | null;
  /** False hides every way to choose. */
  readonly isAllowed: boolean;
  /** True while a run is under way. */
  readonly isBusy: boolean;
  /** The button whose run is under way. */
  readonly pressed: Press | null;
  readonly onChoose: (input: ChoiceInput) => void;
}
