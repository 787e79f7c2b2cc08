import type { FieldKind } from '../../contract/vocabulary';
import type { TargetValue } from './document';

/** The names in the settings, resolved to ids of one site. */
export interface SiteNames {
  /** Issue types that are alerts; a name may stand for several, one per team-managed project. */
  readonly issueTypeIds: readonly string[];
  readonly sourceFields: readonly {
    readonly id: string;
    readonly kind: FieldKind;
    readonly name?: string | undefined;
  }[];
  /** Null where the site has no such field, or several. */
  readonly targetField: { readonly id: string; readonly holds: TargetValue['kind'] } | null;
  readonly timeFieldId: string | null;
  /** Sentences for an admin: what could not be resolved, and why. */
  readonly problems: readonly string[];
}
