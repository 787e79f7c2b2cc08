import * as z from 'zod';
import { ApiError } from './errors';

const CURSOR = z.strictObject({ query: z.string().optional(), limit: z.int().min(1), offset: z.int().min(0) });

/** Where the next page begins, and of what. */
export type Cursor = z.infer<typeof CURSOR>;

/** Opaque to the caller, as Axonius' own cursor. */
export function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor), 'utf8').toString('base64url');
}

/** @throws ApiError 400 for a cursor that this tenant never gave out. */
export function readCursor(text: string): Cursor {
  try {
    return CURSOR.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    throw new ApiError(400, 'Validation Error', 'next_page is no cursor of this tenant.');
  }
}
