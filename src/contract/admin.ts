import type { Reply } from './reply';
import type { Settings } from './settings';

/** What the admin page may know: everything but the secret. */
export interface SettingsView {
  readonly settings: Settings;
  /** The API key of the service account, shortened for recognition; null where none is stored. */
  readonly keyHint: string | null;
  readonly hasSecret: boolean;
}

export interface ConnectionInput {
  readonly address: string;
  readonly key: string;
  /** Left out: the stored secret stays, which is refused where the address changes. */
  readonly secret?: string;
  /** Revision of the settings that the admin saw. */
  readonly revision: number;
}

export type SettingsInput = Pick<Settings, 'revision' | 'alerts' | 'output' | 'naming' | 'advanced'>;

/** Calls of the admin page; each checks on the server that the user administers Jira. */
export type AdminDefinitions = {
  loadSettings: () => Reply<SettingsView>;
  saveConnection: (input: ConnectionInput) => Reply<SettingsView>;
  saveSettings: (input: SettingsInput) => Reply<SettingsView>;
};
