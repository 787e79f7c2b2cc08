import type { Settings } from '../../contract/settings';
import type { AskingMode } from '../../domain/pacing/asking-mode';
import type { Inventory } from '../source';
import type { AxoniusClient } from './client';
import { findAssets } from './find-assets';

export interface AxoniusTenant {
  readonly client: Pick<AxoniusClient, 'queryDevices'>;
  readonly now: () => Date;
  /** How this tenant is asked for names. */
  readonly way: () => AskingMode['way'];
  /** Told how long each first expression took, in milliseconds; `Infinity` where no answer came in time. */
  readonly noteExpression?: (tookMs: number) => void;
}

export const AXONIUS = { id: 'axonius', title: 'Axonius' } as const;

/** One Axonius tenant as an inventory: asked with the naming rules and the shown facts of the settings. */
export function axoniusInventory(settings: Settings, { way, ...tenant }: AxoniusTenant): Inventory {
  const { naming, output, address } = settings;
  const facts = output.facts.filter(({ shown }) => shown);
  return {
    ...AXONIUS,
    find: (observables, { withinMs, fresh }) =>
      findAssets(
        { observables, naming, facts, leavesOutRefusedFields: true, freshFromAxonius: fresh, way: way(), withinMs },
        { ...tenant, address: address ?? '' },
      ),
  };
}
