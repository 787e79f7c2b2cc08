import * as z from 'zod';
import type { AdfDocument, AdfNode } from '../../../../src/domain/alert/document';

const nodeSchema: z.ZodType<AdfNode> = z.lazy(() =>
  z
    .object({
      type: z.string(),
      attrs: z.record(z.string(), z.unknown()).optional(),
      content: z.array(nodeSchema).optional(),
      text: z.string().optional(),
      marks: z
        .array(z.object({ type: z.string(), attrs: z.record(z.string(), z.unknown()).optional() }).loose())
        .optional(),
    })
    .loose()
    // zod types an optional key as `T | undefined`; what it parses from JSON never holds an explicit undefined.
    .transform(node => node as AdfNode),
);

const documentSchema = z.object({ type: z.literal('doc'), version: z.literal(1), content: z.array(nodeSchema) });

/** A field's value as a document, or null where it is empty or none. */
export function readDocument(value: unknown): AdfDocument | null {
  const parsed = documentSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** A string attribute of a node, or undefined. */
export function textAttribute(
  node: { readonly attrs?: Readonly<Record<string, unknown>> },
  name: string,
): string | undefined {
  const value = node.attrs?.[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A number attribute of a node, or undefined. */
export function numberAttribute(
  node: { readonly attrs?: Readonly<Record<string, unknown>> },
  name: string,
): number | undefined {
  const value = node.attrs?.[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** True where a document shows nothing: no node, or empty paragraphs only. */
export function isEmptyDocument(document: AdfDocument | null): boolean {
  return (
    document === null || document.content.every(node => node.type === 'paragraph' && (node.content ?? []).length === 0)
  );
}
