import * as z from 'zod';
import { field } from './fields';

const count = z.number().int().min(0).optional().catch(undefined);

/**
 * A page of devices. Only `assets` must be there: a tenant may leave `meta` out or shape it otherwise. The assets
 * themselves stay unknown and are converted one by one, so that a single odd one doesn't cost the page.
 */
export const devicePageSchema = z.object({
  assets: z.array(z.unknown()),
  meta: z
    .object({
      page: z.object({ number: count, totalPages: count, totalResources: count }).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

const named = z.object({ name: z.string() }).transform(({ name }) => name);
const names = z.array(z.union([z.string(), named]));

/**
 * The names of device fields. Their shape is not documented: a list of names, a list of objects with a `name`, or an
 * object that holds such a list under any key is accepted.
 */
export const fieldNamesSchema = z.union([
  names,
  z.record(z.string(), z.unknown()).transform((wrapper, context) => {
    for (const value of Object.values(wrapper)) {
      const inside = names.safeParse(value);
      if (inside.success && inside.data.length > 0) return inside.data;
    }
    context.addIssue({ code: 'custom', message: 'holds no list of names' });
    return z.NEVER;
  }),
]);

/** The hostnames of one device: a value or a list of them. */
export const hostnameSchema = z
  .object({ [field.hostname]: z.union([z.string(), z.array(z.string())]).optional() })
  .transform(device => device[field.hostname] ?? []);
