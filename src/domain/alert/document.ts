/** An Atlassian document (ADF). Nodes that the app did not write are carried through untouched, so they stay opaque. */
export interface AdfDocument {
  readonly version: 1;
  readonly type: 'doc';
  readonly content: readonly AdfNode[];
}

export interface AdfNode {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: readonly AdfNode[];
  readonly text?: string;
  readonly marks?: readonly { readonly type: string; readonly attrs?: Readonly<Record<string, unknown>> }[];
  readonly [key: string]: unknown;
}

/** The target field as it is: a document, a line of text, or nothing. */
export type TargetValue =
  | { readonly kind: 'document'; readonly document: AdfDocument | null }
  | { readonly kind: 'line'; readonly text: string | null };
