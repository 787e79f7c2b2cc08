import * as z from 'zod';

/** A `SearchPosition` as it is stored. */
export const storedPosition = z.object({
  cursor: z.object({ jql: z.string(), token: z.string(), backMs: z.number().nullable() }).nullable(),
  createdAt: z.number().nullable(),
  seen: z.array(z.tuple([z.string(), z.number()])),
});
