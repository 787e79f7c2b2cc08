import * as z from 'zod';
import { DEFAULT_READINGS, type Readings } from '../../readings';

const DOMAIN = z.strictObject({
  domain: z.string().min(1),
  type: z.array(
    z.enum(['FETCH_BACKEND_SIDE', 'FETCH_CLIENT_SIDE', 'FONTS', 'FRAMES', 'IMAGES', 'MEDIA', 'SCRIPTS', 'STYLES']),
  ),
});
const GROUP = z.strictObject({
  key: z.string().min(1),
  description: z.string().optional(),
  configured: z.array(DOMAIN).max(10),
});

export type EgressGroup = z.infer<typeof GROUP>;

/** Domains outside of the manifest that the site's admin approved for the app (customer-managed egress). */
export interface EgressGroups {
  get(keys?: readonly string[]): EgressGroup[];
  /** Stores groups the admin has consented to. @throws when there would be more than ten groups or ten domains in one */
  set(groups: readonly EgressGroup[]): void;
  deleteDomain(key: string, domain: string, type: readonly string[]): void;
  deleteGroup(key: string): void;
  backendDomains(): string[];
  clear(): void;
}

/** Reads groups a page asked for. @throws ZodError that names what is wrong */
export function parseEgressGroups(json: unknown): EgressGroup[] {
  return z.array(GROUP).parse(json);
}

/** Forge: at most ten groups, ten domains in each. */
const MOST_GROUPS = 10;

/** Creates an installation's groups, none at first. */
export function createEgressGroups(readings: () => Readings = () => DEFAULT_READINGS): EgressGroups {
  const groups = new Map<string, EgressGroup>();
  return {
    get: keys => [...groups.values()].filter(group => !keys || keys.includes(group.key)),
    set(changed) {
      if (readings().egressSet === 'replaces') groups.clear();
      if (new Set([...groups.keys(), ...changed.map(group => group.key)]).size > MOST_GROUPS)
        throw new Error('at most 10 egress groups are allowed');
      for (const group of changed) groups.set(group.key, group);
    },
    deleteDomain(key, domain, type) {
      const group = groups.get(key);
      if (!group) return;
      const configured = group.configured.flatMap(entry => {
        if (entry.domain !== domain) return [entry];
        const left = entry.type.filter(kind => !type.includes(kind));
        return left.length > 0 ? [{ ...entry, type: left }] : [];
      });
      groups.set(key, { ...group, configured });
    },
    deleteGroup: key => void groups.delete(key),
    backendDomains: () =>
      [...groups.values()].flatMap(group =>
        group.configured.filter(entry => entry.type.includes('FETCH_BACKEND_SIDE')).map(entry => entry.domain),
      ),
    clear: () => groups.clear(),
  };
}
