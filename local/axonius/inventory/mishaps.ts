import type { Chance } from './chance';
import type { Device } from './device';
import { daysBefore, makeId, makeInterfaces } from './parts';

/** The same machine before it was re-imaged: same names and serial, another id, not seen for months. */
export function makeStaleTwin(chance: Chance, now: Date, device: Device): Device {
  const lastSeen = daysBefore(now, chance.integer(60, 300));
  return {
    ...device,
    id: makeId(chance),
    lastSeen,
    firstSeen: daysBefore(lastSeen, chance.integer(30, 600)),
    interfaces: chance.happens(0.5) ? (device.interfaces ?? []) : makeInterfaces(chance),
  };
}

/** Several machines that Axonius took for one, over a shared serial or docking station. */
export function overCorrelate(chance: Chance, devices: readonly [Device, ...Device[]]): Device {
  const [first] = devices;
  return {
    ...first,
    id: makeId(chance),
    adapters: devices.flatMap(device => device.adapters),
    hostnames: devices.flatMap(device => device.hostnames ?? []),
    interfaces: devices.flatMap(device => device.interfaces ?? []),
    serials: devices.flatMap(device => device.serials ?? []),
    users: devices.flatMap(device => device.users ?? []),
  };
}
