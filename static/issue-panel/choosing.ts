import type { ChoiceInput } from '../../src/contract/panel';

/** What parts of the result need to know to offer choices. */
export interface Choosing {
  readonly viewer: string | null;
  /** False hides every way to choose. */
  readonly isAllowed: boolean;
  /** True while a run is under way. */
  readonly isBusy: boolean;
  readonly onChoose: (input: ChoiceInput) => void;
}
