import type { AlertRecord } from './record';
import type { Problem, Reply } from './reply';

/** Where a run is. `queued`: it goes on in the background, because Axonius needs longer than a person waits. */
export type RunStep = 'queued' | 'reading' | 'asking' | 'judging' | 'writing';

/**
 * Whether the person who looks may start runs and choose assets: whoever may edit the issue may. `ask`: Jira asks this
 * person once before the app may find that out.
 */
export type Editing = 'allowed' | 'denied' | 'ask';

/** Everything that the panel shows first, from one request. */
export interface PanelView {
  /** Links that don't lead to the configured tenant are empty: whoever may edit the issue could have put them there. */
  readonly record: AlertRecord | null;
  /** Identities of `record.observables`, in their order, as `record.choices` uses them; null where a value has none. */
  readonly keys: readonly (string | null)[];
  /** A newer version of the app wrote the record, which this one neither reads nor overwrites. */
  readonly isNewerRecord: boolean;
  readonly isConfigured: boolean;
  /** False for issues of other types or projects: nothing is looked up for them. */
  readonly isAlert: boolean;
  /** A run starts by itself at any moment: the alert is new. */
  readonly isExpected: boolean;
  /** Where the alert names no machine: the source fields that are empty, by name. */
  readonly emptyFields: readonly string[];
  readonly editing: Editing;
  /** The person may open the admin page. */
  readonly isAdmin: boolean;
  /** Account id of the person who looks. */
  readonly viewer: string | null;
  readonly step: RunStep | null;
}

/** What became of a request for a run; `view` is what the alert holds now. */
export type RunAnswer =
  | { readonly kind: 'done'; readonly view: PanelView }
  | { readonly kind: 'queued'; readonly view: PanelView }
  | { readonly kind: 'failed'; readonly problem: Problem; readonly view: PanelView };

/** A decision about the assets of observables, which are named by their identity. */
export type ChoiceInput =
  | { readonly kind: 'this-one'; readonly observable: string; readonly assetId: string }
  | { readonly kind: 'not-this'; readonly observables: readonly string[]; readonly assetId: string }
  | { readonly kind: 'undo'; readonly observable: string };

/** Calls of the issue panel. The issue is the one around the panel: no call names it. */
export type PanelDefinitions = {
  load: () => Reply<PanelView>;
  enrich: () => Reply<RunAnswer>;
  progress: () => Reply<{ readonly step: RunStep | null }>;
  choose: (input: ChoiceInput) => Reply<RunAnswer>;
};
