/** A device as API v2 answers it: flat dotted keys, e.g. `specific_data.data.hostname`. */
export type WireAsset = Readonly<Record<string, unknown>>;

export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The id of an asset; the inventory accepts no asset without one. */
export function readAssetId(asset: WireAsset): string {
  return String(asset['internal_axon_id']);
}
