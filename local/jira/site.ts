import type { Hono } from 'hono';

import { authenticate } from './authenticate';
import { createControl } from './control';
import { createPermissions } from './permissions';
import { USERS } from './people';
import { createRateLimits } from './rate-limits';
import { createIssueRenderer } from './render-issue';
import { createRest } from './rest';
import { createSearch } from './search';
import { createShow } from './show';
import { createState, issueTypeOf, projectOf, type Switches } from './state';
import type { IndexedProperty, IssueChange, Principal, SiteEvent, SiteUser } from './types';
import { createWriter } from './write';
import { DEFAULT_READINGS, type Readings } from '../readings';

export interface SiteOptions {
  readonly now: () => Date;
  /** Paths of issue properties that JQL may ask for: the manifest's `jira:entityProperty` modules. */
  readonly indexedProperties: readonly IndexedProperty[];
  /** How what no source decides behaves now; the defaults if left out. */
  readonly readings?: () => Readings;
  /** Takes every event of an issue, at the moment of the change. */
  readonly emit: (event: SiteEvent) => void;
  /** Address of the site without a trailing slash. */
  readonly baseUrl: () => string;
}

/** What a host needs to know about an issue that it shows. */
export interface IssueContext {
  readonly id: string;
  readonly key: string;
  readonly type: string;
  readonly typeId: string;
  readonly project: { readonly id: string; readonly key: string; readonly type: string };
}

export interface Site {
  /** Serves `/rest/api/3/*`; never throws for what Jira refuses. */
  readonly fetch: (request: Request, principal: Principal) => Promise<Response>;
  readonly authenticate: (request: Request) => Principal;
  readonly users: readonly SiteUser[];
  /** `/site` of the contract, to be mounted at `/__local`. */
  readonly control: Hono;
  readonly switches: () => Switches;
  /** Empties the site of issues; keys start at 1 again. Switches stay. */
  readonly reset: () => void;
  /** Tells of every change of an issue, its properties included; answers how to stop. */
  readonly onChange: (listener: (change: IssueChange) => void) => () => void;
  readonly canBrowse: (accountId: string, issueIdOrKey: string) => boolean;
  readonly issueContext: (issueIdOrKey: string) => IssueContext | null;
}

/** A Jira site in memory. */
export function createSite({
  now,
  indexedProperties,
  emit,
  baseUrl,
  readings = () => DEFAULT_READINGS,
}: SiteOptions): Site {
  const state = createState(readings);
  const permissions = createPermissions(state);
  const show = createShow(baseUrl);
  const listeners = new Set<(change: IssueChange) => void>();
  const changed = (change: IssueChange): void => listeners.forEach(listener => listener(change));
  const writer = createWriter({ state, permissions, show, now, emit, changed });
  const renderer = createIssueRenderer(state, permissions, show, baseUrl);
  const search = createSearch(state, permissions, indexedProperties, now);
  const limits = createRateLimits(state, now);
  const rest = createRest({ state, permissions, show, writer, renderer, search, now, baseUrl }, limits);

  return {
    fetch: async (request, principal) => rest.fetch(request, { principal }),
    authenticate,
    users: USERS,
    control: createControl(state, writer, now),
    switches: () => state.switches,
    reset() {
      state.reset();
      limits.reset();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    canBrowse(accountId, idOrKey) {
      const issue = state.issues.find(idOrKey);
      return issue !== undefined && permissions.hasOnIssue({ kind: 'user', accountId }, 'BROWSE_PROJECTS', issue);
    },
    issueContext(idOrKey) {
      const issue = state.issues.find(idOrKey);
      if (issue === undefined) return null;
      const project = projectOf(issue);
      return {
        id: issue.id,
        key: issue.key,
        type: issueTypeOf(issue).name,
        typeId: issue.typeId,
        project: { id: project.id, key: project.key, type: project.typeKey },
      };
    },
  };
}
