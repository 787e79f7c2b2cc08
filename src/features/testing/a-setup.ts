import type { Setup } from '../../runs/ports';
import { defaultSettings } from '../../settings/settings';

/** A connected site with one source field `f1` and the target field `f2`. */
export function aSetup(overrides: Partial<Setup> = {}): Setup {
  return {
    settings: { ...defaultSettings, address: 'https://demo.on.axonius.com' },
    issueTypeIds: ['10010'],
    sourceFields: [{ id: 'f1', kind: 'hostname' }],
    targetField: { id: 'f2', holds: 'document' },
    timeFieldId: null,
    problems: [],
    ...overrides,
  };
}
