import type { SiteView } from '../../../src/contract/admin';
import type { Settings } from '../../../src/contract/settings';

type Alerts = Settings['alerts'];

/** What a part of the form gets. */
export interface FormPart {
  readonly alerts: Alerts;
  readonly site: SiteView;
  readonly edit: (change: Partial<Alerts>) => void;
}
