import type { WireAsset } from '../asset';
import { createChance, type Chance } from './chance';
import { makeDemoDevices } from './demo-devices';
import { toWireAsset, type Device } from './device';
import { makeCloudInstance, makeLabelledVm, makeServer, makeUnnamed, makeWorkstation } from './machines';
import { makeStaleTwin, overCorrelate } from './mishaps';

const COUNTS = {
  workstations: 13_000,
  servers: 4_000,
  labelledVms: 1_000,
  cloud: 1_200,
  unnamed: 800,
  twins: 400,
  merged: 60,
};

/**
 * At least 20,000 devices with the mess of real inventories, the demo devices first. The same seed and `now` make the same
 * inventory; times are relative to `now`.
 */
export function generateInventory(options: { seed: number; now: Date }): WireAsset[] {
  const chance = createChance(options.seed);
  const { now } = options;
  const many = (count: number, make: (number: number) => Device): Device[] =>
    Array.from({ length: count }, (_, number) => make(number));
  const workstations = many(COUNTS.workstations, number => makeWorkstation(chance, now, number));
  return [
    ...makeDemoDevices(now),
    ...workstations,
    ...many(COUNTS.servers, number => makeServer(chance, now, number)),
    ...many(COUNTS.labelledVms, number => makeLabelledVm(chance, now, number)),
    ...many(COUNTS.cloud, () => makeCloudInstance(chance, now)),
    ...many(COUNTS.unnamed, () => makeUnnamed(chance, now)),
    ...many(COUNTS.twins, number => makeStaleTwin(chance, now, pickDevice(chance, workstations, number))),
    ...many(COUNTS.merged, number =>
      overCorrelate(chance, [pickDevice(chance, workstations, number), makeWorkstation(chance, now, 50_000 + number)]),
    ),
  ].map(toWireAsset);
}

function pickDevice(chance: Chance, devices: readonly Device[], number: number): Device {
  return devices[chance.integer(0, devices.length - 1)] ?? makeWorkstation(chance, new Date(0), number);
}
