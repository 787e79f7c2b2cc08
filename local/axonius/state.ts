import { createAssetIndex, type AssetIndex } from './aql/evaluate';
import type { WireAsset } from './asset';
import { generateInventory } from './inventory/generate-inventory';
import { createMeter, type Meter } from './meter';
import { DEFAULT_SHAPES, type Shapes } from './shapes';

export interface Credentials {
  readonly key: string;
  readonly secret: string;
}

/** Everything of the tenant that can change, in memory only. */
export interface TenantState {
  /** The assets, generated when first asked for. */
  devices(): readonly WireAsset[];
  index(): AssetIndex;
  replaceDevices(devices: readonly WireAsset[]): void;
  credentials: Credentials;
  shapes: Shapes;
  /** Added to each of the app's questions that holds a regular expression, in milliseconds. */
  expressionMs: number;
  readonly meter: Meter;
  /** When the answer to a query was computed, by the query's text; emptied when the inventory changes. */
  readonly computedAt: Map<string, Date>;
  /** Back to the generated inventory, the demo credentials and the default shapes. */
  reset(): void;
  /** Generates the inventory and its common indexes now, so that the first question is as fast as the next. */
  prepare(): void;
}

interface Inventory {
  readonly devices: readonly WireAsset[];
  readonly index: AssetIndex;
}

const DEMO_CREDENTIALS: Credentials = { key: 'demo-key', secret: 'demo-secret' };

/** Fields that the first alert already asks for. */
const COMMON_FIELDS = [
  'internal_axon_id',
  'specific_data.data.hostname',
  'specific_data.data.hostname_preferred',
  'specific_data.data.name',
  'specific_data.data.network_interfaces.ips',
  'specific_data.data.network_interfaces.mac',
] as const;

export function createState(options: { now: () => Date; seed: number }): TenantState {
  let generated: Inventory | undefined;
  let replaced: Inventory | undefined;
  const generate = (): Inventory => {
    generated ??= hold(generateInventory({ seed: options.seed, now: options.now() }));
    return generated;
  };
  const current = (): Inventory => replaced ?? generate();
  const computedAt = new Map<string, Date>();
  const state: TenantState = {
    devices: () => current().devices,
    index: () => current().index,
    replaceDevices: devices => {
      replaced = hold(devices);
      computedAt.clear();
    },
    credentials: DEMO_CREDENTIALS,
    shapes: DEFAULT_SHAPES,
    expressionMs: 0,
    meter: createMeter(),
    computedAt,
    reset: () => {
      replaced = undefined;
      computedAt.clear();
      state.credentials = DEMO_CREDENTIALS;
      state.shapes = DEFAULT_SHAPES;
      state.expressionMs = 0;
      state.meter.clear();
    },
    prepare: () => current().index.prepare(COMMON_FIELDS),
  };
  return state;
}

function hold(devices: readonly WireAsset[]): Inventory {
  return { devices, index: createAssetIndex(devices) };
}
