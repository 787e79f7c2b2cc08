import * as z from 'zod';
import { isPlainObject, type WireAsset } from './asset';

const ASSET = z
  .looseObject({
    internal_axon_id: z.string().min(1),
    adapters: z.array(z.string()).optional(),
    adapter_list_length: z.number().optional(),
    labels: z.array(z.string()).optional(),
  })
  .superRefine((asset, context) => {
    for (const [key, value] of Object.entries(asset)) {
      if ((key === 'specific_data' || key === 'adapters_data') && isPlainObject(value)) {
        context.addIssue({
          code: 'custom',
          path: [key],
          message: `keys are flat: write "${key}.data.hostname" as one dotted key, not nested objects`,
        });
      }
    }
  });

/**
 * Reads the JSON array of `PUT|POST /__local/devices`. Each element is an asset as API v2 answers it, flat dotted keys, with
 * at least `internal_axon_id`.
 *
 * @throws ZodError that names the element and the key that is wrong.
 */
export function readDevices(body: unknown): WireAsset[] {
  return z.array(ASSET, { error: 'the body is a JSON array of v2 assets' }).parse(body);
}
