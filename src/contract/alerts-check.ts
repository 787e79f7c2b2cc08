/** `unchecked`: it can't be known yet, or not with the rights that the app has. */
export type CheckState = 'ok' | 'wrong' | 'unchecked';

export interface Check {
  readonly what: 'exists' | 'fits' | 'create-form' | 'editable';
  readonly state: CheckState;
  /** Short, as it stands beside the field: `on the create form of Security Alert`. */
  readonly words: string;
}

export interface FieldCheck {
  readonly role: 'source' | 'target' | 'time';
  /** Position among the source fields; 0 for the others. */
  readonly index: number;
  readonly name: string;
  readonly checks: readonly Check[];
}

/** One thing that keeps alerts from being enriched, or people from seeing it. */
export interface Missing {
  readonly kind: 'field' | 'screen' | 'permission' | 'hidden-alerts' | 'panel' | 'issue-type';
  /** What to do, in one sentence. */
  readonly sentence: string;
  /** A place in this site where it is done; a path. */
  readonly link: { readonly label: string; readonly path: string } | null;
  /** False for what can't be seen from here and has to be done once. */
  readonly isCertain: boolean;
}

export interface AlertsCheck {
  readonly fields: readonly FieldCheck[];
  /** The newest alert of these settings, on which `editable` was checked. */
  readonly newestAlert: string | null;
  readonly missing: readonly Missing[];
}
