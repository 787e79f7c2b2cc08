import { describeAdapter, type ToolKind } from '../../contract/adapters';
import type { Asset } from '../matching/asset';
import { kindOfMachine, type MachineKind } from './machine-kind';

export const TOOL_WORDS: Readonly<Record<ToolKind, string>> = {
  edr: 'EDR',
  'device-management': 'device management',
  'vulnerability-scanner': 'vulnerability scanner',
  directory: 'directory',
};

/** What is expected to report a machine of a kind. Of what carries no agent nothing is expected. */
const EXPECTED: Readonly<Record<MachineKind, readonly ToolKind[]>> = {
  workstation: ['edr', 'device-management', 'vulnerability-scanner'],
  server: ['edr', 'vulnerability-scanner'],
  'network-device': [],
  printer: [],
  phone: [],
  unknown: [],
};

export interface Protection {
  /** Tools that report the asset, with the version of their agent where it is known: `CrowdStrike 7.18`. */
  readonly tools: readonly { readonly kind: ToolKind; readonly name: string }[];
  /** Kinds that a machine like this should have and that nothing reports. */
  readonly missing: readonly ToolKind[];
}

/** Which kinds of tools report an asset, told from the names of its adapters, and which are missing for such a machine. */
export function protectionOf(asset: Pick<Asset, 'adapters' | 'agents' | 'os' | 'model'>): Protection {
  const tools = new Map<string, { kind: ToolKind; name: string }>();
  for (const adapter of asset.adapters) {
    const { kind, name } = describeAdapter(adapter);
    if (kind !== null) tools.set(name, { kind, name: withVersion(name, asset.agents) });
  }
  const kinds = new Set([...tools.values()].map(({ kind }) => kind));
  return {
    tools: [...tools.values()].sort((one, other) => (one.name < other.name ? -1 : 1)),
    missing: EXPECTED[kindOfMachine(asset)].filter(kind => !kinds.has(kind)),
  };
}

/** Two parts of the version: the rest changes weekly and tells a reader nothing. */
function withVersion(name: string, agents: Asset['agents']): string {
  const agent = agents.find(({ adapter }) => describeAdapter(adapter).name === name);
  const version = agent === undefined ? undefined : /^v?(\d+(?:\.\d+)?)/i.exec(agent.version)?.[1];
  return version === undefined ? name : `${name} ${version}`;
}
