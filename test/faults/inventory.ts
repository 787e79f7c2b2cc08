import type { Outcome } from '../../src/contract/vocabulary';
import type { Chance } from './random';
import { aDevice, aPort } from '../devices';

/** A machine that Axonius knows. Its address belongs to it alone, so that any mix-up shows. */
export interface Machine {
  readonly id: string;
  readonly host: string;
  readonly address: string;
}

/** What an alert says, and what the inventory says about that. */
export interface Expectation {
  readonly hostname: string;
  readonly outcome: Outcome;
  /** Machines that may be named in the alert's context. */
  readonly machines: readonly Machine[];
}

const MACHINES = 40;

export interface Inventory {
  readonly machines: readonly Machine[];
  readonly devices: readonly unknown[];
  /** An alert of some kind: full or short name, two machines, twins, unknown, none. */
  draw(chance: Chance): Expectation;
}

/** Machines whose names invite mix-ups (`web1`, `web10`, `web-1`), and pairs that differ by domain alone. */
export function makeInventory(): Inventory {
  const hosts = Array.from({ length: MACHINES }, (_, at) => `web${at}.corp.example.com`);
  const pairs = Array.from({ length: 6 }, (_, at) => [`db${at}.corp.example.com`, `db${at}.dmz.example.com`]).flat();
  const near = Array.from({ length: 10 }, (_, at) => `web-${at}.corp.example.com`);
  const machines = [...hosts, ...pairs, ...near].map((host, at): Machine => ({
    id: `m${at}x`.padEnd(32, '0'),
    host,
    address: `10.77.${Math.floor(at / 200)}.${(at % 200) + 1}`,
  }));
  const byHost = new Map(machines.map(machine => [machine.host, machine]));
  const of = (host: string): Machine => {
    const machine = byHost.get(host);
    if (machine === undefined) throw new Error(`no machine ${host}`);
    return machine;
  };
  const devices = machines.map(({ id, host, address }, at) =>
    aDevice(id, host, {
      fields: {
        'specific_data.data.network_interfaces': [aPort(address, `3C:52:82:00:${hex(at >> 8)}:${hex(at & 255)}`)],
      },
    }),
  );
  return {
    machines,
    devices,
    draw: chance => {
      const at = chance.below(MACHINES);
      const machine = of(`web${at}.corp.example.com`);
      switch (chance.below(8)) {
        case 0:
          return { hostname: `gone${at}.corp.example.com`, outcome: 'not-found', machines: [] };
        case 1: {
          const pair = `db${at % 6}`;
          const both = [of(`${pair}.corp.example.com`), of(`${pair}.dmz.example.com`)];
          return { hostname: pair, outcome: 'ambiguous', machines: both };
        }
        case 2:
          return { hostname: machine.host.toUpperCase(), outcome: 'matched', machines: [machine] };
        case 3:
          return { hostname: `web${at}`, outcome: 'matched', machines: [machine] };
        case 4: {
          const other = of(`web${(at + 1) % MACHINES}.corp.example.com`);
          return { hostname: `${machine.host}, ${other.host}`, outcome: 'matched', machines: [machine, other] };
        }
        case 5:
          return { hostname: 'localhost', outcome: 'no-observable', machines: [] };
        default:
          return { hostname: machine.host, outcome: 'matched', machines: [machine] };
      }
    },
  };
}

function hex(value: number): string {
  return value.toString(16).padStart(2, '0').toUpperCase();
}
