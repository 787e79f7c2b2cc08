import type { Dispatch } from 'react';
import type { SettingsView } from '../../src/contract/admin';
import type { Draft, PageEvent } from './settings-state';

export type TabName = 'Connection' | 'Alerts' | 'Output' | 'Backfill' | 'Check' | 'Health';

/** What every tab gets. */
export interface TabProps {
  readonly view: SettingsView;
  readonly draft: Draft;
  /** Whether the stored connection works, as the page tried it when it was opened or something was saved. */
  readonly health: 'works' | 'fails' | 'unknown';
  readonly dispatch: Dispatch<PageEvent>;
  readonly goTo: (tab: TabName) => void;
  /** Something outside of the settings changed: whether the next alert will be enriched is found out anew. */
  readonly onRecheck: () => void;
}
