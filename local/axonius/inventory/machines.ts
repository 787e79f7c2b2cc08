import type { Chance } from './chance';
import type { Device } from './device';
import {
  DOMAINS,
  daysBefore,
  makeId,
  makeInterfaces,
  pickAdapters,
  pickLastSeen,
  pickOwnership,
  pickUsers,
  spellHostname,
} from './parts';

const WORKSTATION_ADAPTERS = [
  'active_directory_adapter',
  'crowd_strike_adapter',
  'sccm_adapter',
  'tanium_adapter',
  'microsoft_intune_adapter',
] as const;
const SERVER_ADAPTERS = [
  'active_directory_adapter',
  'crowd_strike_adapter',
  'qualys_scans_adapter',
  'esx_adapter',
] as const;
const SITES = ['berlin', 'lyon', 'osaka', 'quito'] as const;
const ROLES = ['web', 'app', 'db', 'mail', 'file', 'print', 'build', 'proxy', 'cache', 'auth'] as const;
const TEAMS = ['Sales IT', 'Finance IT', 'Platform team', 'Web team', 'Data team', 'Workplace team'] as const;
/** The last interface cards of a virtualization host or a router are counted in dozens. */
const MANY_INTERFACES = 40;

/** A laptop or desktop. Every fourth is known by its short name only; some are not known by any interface. */
export function makeWorkstation(chance: Chance, now: Date, number: number): Device {
  const short = chance.pick([
    `lt-${String(10_000 + number)}`,
    `${chance.pick(SITES)}-ws${String(number)}`,
    `desktop-${chance.hex(4)}${String(number)}`,
    `sales-laptop-${String(number).padStart(5, '0')}`,
  ]);
  const adapters = pickAdapters(chance, WORKSTATION_ADAPTERS, 4);
  const full = chance.happens(0.75);
  const hostnames = full
    ? spellHostname(chance, short, 'corp.example.com', adapters.length)
    : adapters.map(() => short.toUpperCase());
  // The name service of Windows cuts at 15 characters; an adapter that reads it reports the cut name as well.
  if (full && short.length > 15 && chance.happens(0.5)) hostnames.push(short.slice(0, 15).toUpperCase());
  const lastSeen = pickLastSeen(chance, now);
  return {
    id: makeId(chance),
    adapters,
    hostnames,
    ...(chance.happens(0.9) ? { preferredHostname: hostnames[0] ?? short } : {}),
    ...(chance.happens(0.3) ? { names: [short] } : {}),
    ...(chance.happens(0.98) ? { lastSeen } : {}),
    ...(chance.happens(0.7) ? { firstSeen: daysBefore(lastSeen, chance.integer(1, 900)) } : {}),
    ...(chance.happens(0.95) ? { interfaces: makeInterfaces(chance) } : {}),
    os: chance.pick([
      { type: 'Windows', distribution: '11' },
      { type: 'Windows', distribution: '10' },
      { type: 'OS X', distribution: '15.1' },
    ]),
    maker: chance.pick([
      { manufacturer: 'Example Hardware', model: 'Lightbook 14' },
      { manufacturer: 'Fabrikam Devices', model: 'Desk 7' },
    ]),
    ...(chance.happens(0.85) ? { serials: [chance.hex(10).toUpperCase()] } : {}),
    users: pickUsers(chance),
    ...(chance.happens(0.6)
      ? { agents: [{ adapter: 'crowd_strike_adapter', version: `7.${String(chance.integer(1, 20))}` }] }
      : {}),
    ...(full ? { domain: 'corp.example.com' } : {}),
    ...pickOwnership(chance, TEAMS),
  };
}

/** A server. Numbers repeat over the domains, so a short name alone often names two or three machines. */
export function makeServer(chance: Chance, now: Date, number: number): Device {
  const role = ROLES[number % ROLES.length] ?? 'app';
  const domain = DOMAINS[Math.floor(number / ROLES.length) % DOMAINS.length] ?? 'corp.example.com';
  // 01 belongs to the demo devices.
  const short = `${role}${String(2 + Math.floor(number / (ROLES.length * DOMAINS.length))).padStart(2, '0')}`;
  const adapters = pickAdapters(chance, SERVER_ADAPTERS, 3);
  const hostnames = spellHostname(chance, short, domain, adapters.length);
  const lastSeen = pickLastSeen(chance, now);
  return {
    id: makeId(chance),
    adapters,
    hostnames,
    ...(chance.happens(0.9) ? { preferredHostname: `${short}.${domain}` } : {}),
    names: [chance.pick([short, `${short.toUpperCase()} (${domain.split('.')[0] ?? ''})`, `VM ${String(number)}`])],
    lastSeen,
    firstSeen: daysBefore(lastSeen, chance.integer(30, 1500)),
    interfaces: makeInterfaces(chance, chance.happens(0.02) ? MANY_INTERFACES : chance.integer(1, 4)),
    os: chance.pick([
      { type: 'Linux', distribution: 'Ubuntu 24.04' },
      { type: 'Linux', distribution: 'Debian 12' },
      { type: 'Windows', distribution: 'Server 2022' },
    ]),
    ...(chance.happens(0.5) ? { serials: [`VM-${chance.hex(8)}`] } : {}),
    domain,
    ...pickOwnership(chance, TEAMS),
  };
}

/** A virtual machine that only its console knows: a label in `name`, no hostname. */
export function makeLabelledVm(chance: Chance, now: Date, number: number): Device {
  return {
    id: makeId(chance),
    adapters: ['esx_adapter'],
    names: [
      chance.pick([`build-agent-${String(number)}`, `Template ${String(number)}`, `clone of vm-${String(number)}`]),
    ],
    lastSeen: pickLastSeen(chance, now),
    ...(chance.happens(0.7) ? { interfaces: makeInterfaces(chance, 1) } : {}),
    os: { type: 'Linux', distribution: 'Debian 12' },
  };
}

/** An instance of a cloud account: an id as name, an address as hostname. */
export function makeCloudInstance(chance: Chance, now: Date): Device {
  const [nic, ...more] = makeInterfaces(chance, 1);
  const address = nic?.ips?.[0];
  const cloudId = `i-${chance.hex(17)}`;
  return {
    id: makeId(chance),
    adapters: ['aws_adapter'],
    ...(address === undefined ? {} : { hostnames: [`ip-${address.replaceAll('.', '-')}.cloud.example.net`] }),
    names: [cloudId],
    cloudId,
    lastSeen: pickLastSeen(chance, now),
    ...(nic === undefined ? {} : { interfaces: [nic, ...more] }),
    os: { type: 'Linux', distribution: 'Amazon Linux 2023' },
  };
}

/** A printer, camera or phone seen on the network only: no name at all, sometimes not even a time. */
export function makeUnnamed(chance: Chance, now: Date): Device {
  return {
    id: makeId(chance),
    adapters: [chance.pick(['cisco_adapter', 'nmap_adapter'])],
    ...(chance.happens(0.8) ? { lastSeen: pickLastSeen(chance, now) } : {}),
    interfaces: makeInterfaces(chance, 1),
  };
}
