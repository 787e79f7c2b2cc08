import type { AlertRecord } from './record';

/** A node of an Atlassian document, as far as a screen reads it. */
export interface DocumentNode {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: readonly DocumentNode[];
  readonly text?: string;
  readonly marks?: readonly { readonly type: string; readonly attrs?: Readonly<Record<string, unknown>> }[];
}

/** What an automatic run would write into one alert now. Nothing was written. */
export interface Preview {
  readonly key: string;
  /** The whole target field as it would be afterwards; null where the site has no target field. */
  readonly field:
    | { readonly kind: 'document'; readonly content: readonly DocumentNode[] }
    | { readonly kind: 'line'; readonly text: string }
    | null;
  /** Why the field would be left alone, in a sentence; null where it would be written. */
  readonly leftAlone: string | null;
  /** The record as it would be stored. */
  readonly record: AlertRecord;
}
