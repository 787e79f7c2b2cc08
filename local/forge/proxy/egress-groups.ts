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
  description: z.string().min(1),
  configured: z.array(DOMAIN).max(10),
});

export type EgressGroup = z.infer<typeof GROUP>;

/** Domains outside of the manifest that the site's admin approved for the app (customer-managed egress). */
export interface EgressGroups {
  get(keys?: readonly string[]): EgressGroup[];
  /** Stores groups the admin has consented to. @throws EgressLimit when there would be too many groups, or domains in one */
  set(groups: readonly EgressGroup[]): void;
  /** Takes one kind of calls from a domain; the domain goes with its last one. */
  deleteDomain(key: string, domain: string, type: string): void;
  deleteGroup(key: string): void;
  backendDomains(): string[];
  clear(): void;
}

/** The same key twice, or the same domain twice in a group: Forge answers 422. */
export class DuplicateEgress extends Error {}

/** More groups or domains than an app may have: Forge answers 400. */
export class EgressLimit extends Error {}

/**
 * Reads groups a page asked for.
 *
 * @throws ZodError that names what is wrong; DuplicateEgress
 * @see https://developer.atlassian.com/platform/forge/apis-reference/customer-managed-egress-and-remotes-api/
 */
export function parseEgressGroups(json: unknown): EgressGroup[] {
  const groups = z.array(GROUP).parse(json);
  const isTwice = (texts: string[]) => new Set(texts).size < texts.length;
  if (isTwice(groups.map(({ key }) => key))) throw new DuplicateEgress('Duplicate egress keys');
  if (groups.some(({ configured }) => isTwice(configured.map(({ domain }) => domain))))
    throw new DuplicateEgress('Duplicate egress domains');
  return groups;
}

/** Forge: at most ten groups, ten domains in each. */
const MOST_GROUPS = 10;
const MOST_DOMAINS = 10;

/** Creates an installation's groups, none at first. */
export function createEgressGroups(readings: () => Readings = () => DEFAULT_READINGS): EgressGroups {
  const groups = new Map<string, EgressGroup>();
  return {
    get: keys => [...groups.values()].filter(group => !keys || keys.includes(group.key)),
    set(changed) {
      const kept = readings().egressSet === 'replaces' ? [] : groups.keys();
      if (new Set([...kept, ...changed.map(group => group.key)]).size > MOST_GROUPS)
        throw new EgressLimit('at most 10 egress groups are allowed');
      if (readings().egressSet === 'replaces') groups.clear();
      for (const group of changed) {
        const there = groups.get(group.key)?.configured ?? [];
        const added = group.configured.filter(({ domain }) => !there.some(other => other.domain === domain));
        if (there.length + added.length > MOST_DOMAINS)
          throw new EgressLimit('at most 10 domains are allowed in a group');
        groups.set(group.key, { ...group, configured: [...there, ...added] });
      }
    },
    deleteDomain(key, domain, type) {
      const group = groups.get(key);
      if (!group) return;
      const configured = group.configured.flatMap(entry => {
        if (entry.domain !== domain) return [entry];
        const left = entry.type.filter(kind => kind !== type);
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
