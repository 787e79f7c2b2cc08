import { randomUUID } from 'node:crypto';
import { getAppContext } from '@forge/api';
import type { CheckPagePorts } from '../features/check/check-page';
import { ownAlertsWithin } from '../jira/jql';
import { readMoment } from '../jira/moments';
import { pushToCheck } from './check-queue';
import { checkKeys, toStoredCheck, writeCheck, writeWatch } from './check-store';
import { jiraAsUser } from './jira-request';
import type { CallContext } from './resolver';
import { siteKeys, toSite } from './site';
import { readSetup, scopeOf } from './site-names';
import { readMany } from './storage';

/** Jira's clock and Forge's need not agree to the second. */
const CLOCKS_DIFFER_MS = 2_000;
const MINUTE_MS = 60_000;
/** Jira REST v3, project/search: up to 50 ids. */
const MOST_PROJECTS = 50;

/** The ports of the tab *Check*. Whatever names an issue or a project is asked as the person who looks. */
export function checkPagePorts({ accountId }: CallContext): CheckPagePorts {
  return {
    read: async () => {
      const read = await readMany([...siteKeys, ...checkKeys]);
      // Storage that can't be read shows nothing that was found before; a check says what is wrong with it.
      const stored = read.ok ? read.value : new Map<string, unknown>();
      const site = toSite(stored);
      const settings = site.ok ? site.value.settings : null;
      return {
        ...toStoredCheck(stored),
        isConnected: settings !== null && settings.address !== null,
        isAutomatic: settings?.alerts.automatic === true,
      };
    },
    writeCheck,
    writeWatch,
    pushCheck: id => pushToCheck({ kind: 'site', id }),
    pushLook: watchId => pushToCheck({ kind: 'look', watchId }),
    findOwnAlert,
    readKey: async issueId => {
      const issue = await jiraAsUser().getIssue(issueId, { fields: [] });
      return issue.ok ? issue.value.key : null;
    },
    readProjects: async ids => {
      if (ids.length === 0) return [];
      const found = await jiraAsUser().searchProjects({ ids: ids.slice(0, MOST_PROJECTS) });
      return found.ok
        ? found.value.projects.map(({ id, key, style }) => ({ id, key, isTeamManaged: style === 'next-gen' }))
        : [];
    },
    findCreatePath,
    versions: readVersions(),
    accountId: accountId ?? null,
    newId: randomUUID,
    now: () => new Date(),
  };
}

async function findOwnAlert(since: string) {
  const scope = await readScope();
  const startedAt = Date.parse(since) - CLOCKS_DIFFER_MS;
  const jql = scope === null ? null : ownAlertsWithin(scope, (Date.now() - startedAt) / MINUTE_MS + 1);
  if (jql === null) return null;
  const found = await jiraAsUser().searchIssues({ jql, fields: ['created'], maxResults: 50 });
  if (!found.ok) return null;
  for (const { id, fields } of found.value.issues) {
    const createdAt = readMoment(fields['created']);
    if (createdAt !== null && Date.parse(createdAt) >= startedAt) return { issueId: id, createdAt };
  }
  return null;
}

async function readScope() {
  const setup = await readSetup();
  return setup.ok ? scopeOf(setup.value) : null;
}

/** assumption: create-link — Jira's create dialog opens with project and type by this path. */
async function findCreatePath(): Promise<string | null> {
  const scope = await readScope();
  const [typeId] = scope?.issueTypeIds ?? [];
  if (scope === null || typeId === undefined) return null;
  const [projectId] = scope.projectIds;
  const query = new URLSearchParams({ ...(projectId === undefined ? {} : { pid: projectId }), issuetype: typeId });
  return `/secure/CreateIssueDetails!init.jspa?${query.toString()}`;
}

function readVersions(): CheckPagePorts['versions'] {
  const { appVersion, environmentType } = getAppContext();
  return { app: appVersion, environment: environmentType, settings: 1 };
}
