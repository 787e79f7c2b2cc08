import type { BackfillDefinitions } from './backfill';
import type { CheckDefinitions } from './check';
import type { Confidence, Outcome } from './vocabulary';
import type { Reply } from './reply';
import type { Settings } from './settings';
import type { FieldKind } from './vocabulary';
import type { Preview } from './preview';
import type { HealthView } from './health';
import type { AlertsCheck } from './alerts-check';

/** What the admin page may know: everything but the secret. */
export interface SettingsView {
  readonly settings: Settings;
  /** The API key of the service account, shortened for recognition; null where none is stored for this address. */
  readonly keyHint: string | null;
  readonly hasSecret: boolean;
  /** Why the stored settings can't be read. `settings` are the defaults then, and nothing can be saved but a new start. */
  readonly unreadable: string | null;
  /** Roughly how many alerts failed; saving runs them again. Null where nobody could count. */
  readonly failedAlerts: number | null;
}

/** Alerts that failed before and were put into the queue again. */
export interface Rerun {
  readonly started: number;
  /** There are more than one call starts, or the queue takes no more for now. */
  readonly isMore: boolean;
}

export interface SavedView extends SettingsView {
  readonly again: Rerun;
}

export interface ConnectionInput {
  readonly address: string;
  /** Left out: the stored key stays, which is refused where the address changes. */
  readonly key?: string;
  /** Left out: the stored secret stays, which is refused where the address changes. */
  readonly secret?: string;
  /** Revision of the settings that the admin saw. */
  readonly revision: number;
}

export interface TestInput extends Omit<ConnectionInput, 'revision'> {
  /** A machine to look up in the same go; empty: none. */
  readonly hostname: string;
}

/** Why a connection does not work, one for each thing that a person does about it. */
export type ConnectionFault =
  | 'bad-address'
  | 'credentials-needed'
  | 'not-permitted'
  | 'not-reachable'
  | 'not-axonius'
  | 'refused'
  | 'busy'
  /** The connection works, and Axonius does not take the question that runs ask. */
  | 'question-refused';

export interface LookedUp {
  readonly hostname: string;
  readonly outcome: Outcome;
  readonly confidence: Confidence | null;
  /** One sentence: what was found, or why nothing was. */
  readonly sentence: string;
  readonly assets: readonly { readonly name: string; readonly lastSeen: string | null; readonly link: string }[];
}

export type ConnectionReport =
  | {
      readonly works: true;
      /** Origin that was tested. */
      readonly address: string;
      readonly milliseconds: number;
      readonly isSlow: boolean;
      /** Devices that the service account sees; null where Axonius doesn't count them. */
      readonly devices: number | null;
      readonly seesNothing: boolean;
      /** What became of the question that a run asks. `inFull`: false where Axonius answered exact spellings alone. */
      readonly question:
        | { readonly kind: 'answered'; readonly inFull: boolean }
        | { readonly kind: 'failed'; readonly sentence: string };
      readonly lookUp: LookedUp | null;
    }
  | {
      readonly works: false;
      readonly fault: ConnectionFault;
      readonly sentence: string;
      readonly nextStep: string;
      /** For `not-permitted`: the origin that a site admin can approve; null where the address is covered already. */
      readonly approve: string | null;
    };

export type SettingsInput = Pick<Settings, 'revision' | 'alerts' | 'output' | 'naming' | 'advanced'>;

export interface SiteField {
  readonly id: string;
  readonly name: string;
  /** What Jira calls its type, in words: `paragraph`. */
  readonly type: string;
  readonly fits: { readonly source: boolean; readonly target: boolean; readonly time: boolean };
  readonly suggestedKind: FieldKind;
  /** Name of the team-managed project that the field belongs to. */
  readonly project: string | null;
  /** Another field has the same name. */
  readonly isNamesake: boolean;
}

/** What the site offers to choose from, as the app sees it. */
export interface SiteView {
  readonly projects: readonly { readonly id: string; readonly key: string; readonly name: string }[];
  readonly hasMoreProjects: boolean;
  readonly issueTypes: readonly { readonly id: string; readonly name: string; readonly project: string | null }[];
  readonly fields: readonly SiteField[];
  /** The settings' names resolved to ids: what a form shows as chosen. */
  readonly chosen: {
    readonly issueTypeIds: readonly string[];
    readonly sourceFields: readonly { readonly id: string; readonly kind: FieldKind }[];
    readonly targetFieldId: string | null;
    readonly timeFieldId: string | null;
  };
}

export interface AlertChoice {
  readonly id: string;
  readonly key: string;
  readonly summary: string;
}

export interface PreviewInput {
  /** Id or key of an alert that the admin may see. */
  readonly issue: string;
  /** Settings as they stand in the forms, saved or not. */
  readonly draft: Omit<SettingsInput, 'revision'>;
}

/** Calls of the admin page; each checks on the server that the user administers Jira. */
export type AdminPageDefinitions = AdminDefinitions & BackfillDefinitions & CheckDefinitions;

/** Calls of the tabs other than *Backfill* and *Check*. */
export type AdminDefinitions = {
  loadSettings: () => Reply<SettingsView>;
  testConnection: (input: TestInput) => Reply<ConnectionReport>;
  saveConnection: (input: ConnectionInput) => Reply<SavedView>;
  saveSettings: (input: SettingsInput) => Reply<SavedView>;
  /** Replaces stored settings that can't be read by the defaults. */
  startOver: () => Reply<SettingsView>;
  loadSite: () => Reply<SiteView>;
  checkAlerts: (input: Settings['alerts']) => Reply<AlertsCheck>;
  listAlerts: () => Reply<readonly AlertChoice[]>;
  preview: (input: PreviewInput) => Reply<Preview>;
  suggestFacts: (input: { readonly search: string }) => Reply<readonly string[]>;
  suggestSuffixes: () => Reply<readonly { readonly suffix: string; readonly machines: number }[]>;
  loadHealth: () => Reply<HealthView>;
  runFailedAgain: () => Reply<Rerun>;
};
