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
  /** The machines have one name, in one case or in two: at most one of them is who it says. */
  readonly rivals?: 'impostor' | 'mixed case';
}

const MACHINES = 40;
const RIVALS = 4;
const KINDS = 12;

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
  const impostors = Array.from({ length: RIVALS }, (_, at) => Array<string>(2).fill(`dc${at}.corp.example.com`)).flat();
  const mixed = Array.from({ length: RIVALS }, (_, at) => [
    `mx${at}.corp.example.com`,
    `Mx${at}.Corp.example.com`,
  ]).flat();
  const large = ['huge.corp.example.com', 'cjk.corp.example.com'];
  const machines = [...hosts, ...pairs, ...near, ...impostors, ...mixed, ...large].map((host, at): Machine => ({
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
  const rivalsOf = (host: string) => machines.filter(machine => machine.host.toLowerCase() === host);
  const devices = machines.map(({ id, host, address }, at) =>
    aDevice(id, host, {
      seenHoursAgo: host.startsWith('mx') ? 20 * 24 : 0.2,
      fields: {
        'specific_data.data.device_serial': [`SN${String(at).padStart(8, '7')}`],
        'specific_data.data.network_interfaces': [
          aPort(address, `3C:52:82:00:${hex(at >> 8)}:${hex(at & 255)}`),
          ...(host.startsWith('huge') ? manyPorts() : []),
        ],
        ...(host.startsWith('cjk') ? { 'specific_data.data.name': manyNames() } : {}),
      },
    }),
  );
  const rivalry = (hostname: string, rivals: 'impostor' | 'mixed case'): Expectation => ({
    hostname,
    outcome: 'ambiguous',
    machines: rivalsOf(hostname),
    rivals,
  });
  // One kind after the other, so that the shortest story has them all.
  let first: number | undefined;
  let drawn = 0;
  return {
    machines,
    devices,
    draw: chance => {
      const at = chance.below(MACHINES);
      first ??= chance.below(KINDS);
      const machine = of(`web${at}.corp.example.com`);
      drawn += 1;
      switch ((first + drawn) % KINDS) {
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
        case 6:
          return rivalry(`dc${at % RIVALS}.corp.example.com`, 'impostor');
        case 7:
          return rivalry(`mx${at % RIVALS}.corp.example.com`, 'mixed case');
        case 8:
          return { hostname: 'huge.corp.example.com', outcome: 'matched', machines: [of('huge.corp.example.com')] };
        case 9:
          return { hostname: 'cjk.corp.example.com', outcome: 'matched', machines: [of('cjk.corp.example.com')] };
        default:
          return { hostname: machine.host, outcome: 'matched', machines: [machine] };
      }
    },
  };
}

/** What a container host reports: many interfaces of one name, each with all addresses. */
function manyPorts(): readonly Record<string, unknown>[] {
  return Array.from({ length: 300 }, (_, at) => ({
    name: 'veth',
    ips: Array.from({ length: 300 }, (_unused, n) => `10.99.${at & 255}.${n & 255}`),
  }));
}

/** Names of three bytes a character: half of what the cache holds in characters, and more than it holds in bytes. */
function manyNames(): readonly string[] {
  return Array.from({ length: 500 }, (_, at) => `${'資産管理サーバー'.repeat(25)}${String(at)}`);
}

function hex(value: number): string {
  return value.toString(16).padStart(2, '0').toUpperCase();
}
