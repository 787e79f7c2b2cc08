import type { FieldKind } from '../../src/contract/vocabulary';
import type { WireAsset } from '../../local/axonius/asset';
import { createChance, type Chance } from '../../local/axonius/inventory/chance';
import { toWireAsset, type Device } from '../../local/axonius/inventory/device';
import { generateInventory } from '../../local/axonius/inventory/generate-inventory';

/** What is known about an alert: its machines, machines that nobody could tell apart, or that it is not in the inventory. */
export type Truth =
  | { readonly is: 'assets'; readonly ids: readonly string[] }
  | { readonly is: 'ambiguous'; readonly ids: readonly string[] }
  | { readonly is: 'absent' };

export interface KnownAlert {
  /** The kind of mess that it stands for. */
  readonly scenario: string;
  readonly text: string;
  readonly kind: FieldKind;
  /** ISO 8601. */
  readonly alertTime: string;
  readonly truth: Truth;
}

/** Inventory and alerts with known truth, in the making. */
export interface World {
  readonly chance: Chance;
  /** A short name that no other machine has, e.g. `app-gva0042`. */
  newName(): string;
  /** An address and a MAC that no other machine has. */
  newAddress(): string;
  newMac(): string;
  /** Adds a device that was seen an hour ago unless told otherwise. Gives its id. */
  add(device: Partial<Device>): string;
  /** Time before the alerts' usual time. */
  daysAgo(days: number): Date;
  /** Adds an alert. */
  alert(text: string, truth: Truth, options?: { readonly kind?: FieldKind; readonly at?: Date }): void;
}

/** The usual time of an alert: a start of the benchmark does not depend on the clock. */
export const NOW = new Date('2026-11-24T02:00:00Z');
export const SUFFIX = 'corp.example.com';
export const OTHER_SUFFIX = 'dmz.example.com';

const DAY = 86_400_000;
const ROLES = ['app', 'db', 'srv', 'lt', 'ws', 'files'] as const;
const SITES = ['gva', 'osl', 'lis', 'blr'] as const;
const MAKER = 'A4:BB:6D';

/** Lets every scenario add `rounds` times to one inventory, on top of some 20,000 devices that no alert means. */
export function buildWorld(
  seed: number,
  rounds: number,
  scenarios: Readonly<Record<string, (world: World) => void>>,
): { readonly inventory: readonly WireAsset[]; readonly alerts: readonly KnownAlert[] } {
  const chance = createChance(seed);
  const devices: Device[] = [];
  const alerts: KnownAlert[] = [];
  let counter = 0;
  let scenario = '';
  const next = (): number => (counter += 1);
  const world: World = {
    chance,
    newName: () => `${chance.pick(ROLES)}-${chance.pick(SITES)}${String(next()).padStart(4, '0')}`,
    newAddress: () => {
      const number = next();
      return `10.${200 + Math.floor(number / 62_500)}.${Math.floor(number / 250) % 250}.${(number % 250) + 1}`;
    },
    newMac: () => [MAKER, ...(next().toString(16).padStart(6, '0').toUpperCase().match(/../g) ?? [])].join(':'),
    add: device => {
      const id = chance.hex(32);
      devices.push({
        id,
        adapters: ['active_directory_adapter'],
        lastSeen: new Date(NOW.getTime() - DAY / 24),
        ...device,
      });
      return id;
    },
    daysAgo: days => new Date(NOW.getTime() - days * DAY),
    alert: (text, truth, { kind = 'hostname', at = NOW } = {}) =>
      alerts.push({ scenario, text, kind, alertTime: at.toISOString(), truth }),
  };
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, build] of Object.entries(scenarios)) {
      scenario = name;
      build(world);
    }
  }
  return { inventory: shuffle([...devices.map(toWireAsset), ...fillers(seed)], chance), alerts };
}

/** Devices of the local tenant's own inventory that share nothing with the machines of the alerts. */
function fillers(seed: number): WireAsset[] {
  const taken = new RegExp(`-(?:${SITES.join('|')})\\d{4}|"${MAKER}|"10\\.2\\d\\d\\.`, 'i');
  return generateInventory({ seed, now: NOW }).filter(asset => !taken.test(JSON.stringify(asset)));
}

function shuffle<T>(items: T[], chance: Chance): T[] {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const other = chance.integer(0, last);
    const [a, b] = [items[last], items[other]];
    if (a !== undefined && b !== undefined) [items[last], items[other]] = [b, a];
  }
  return items;
}
