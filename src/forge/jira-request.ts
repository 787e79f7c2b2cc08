import api, { assumeTrustedRoute } from '@forge/api';
import { createJiraClient, type JiraClient } from '../jira/client';
import { remainingMs } from './invocation';

/** Kept free for telling how a request ended. */
const MARGIN_MS = 1_000;

const clock = { now: () => new Date(), remainingMs: () => remainingMs() - MARGIN_MS };

/** Jira as the app: reads alerts, writes the field and the record. The one writer. */
export function jiraAsApp(): JiraClient {
  // Every part of a path was encoded by `jira/path.ts`.
  return createJiraClient({
    ...clock,
    request: (path, init) => api.asApp().requestJira(assumeTrustedRoute(path), init),
  });
}

/** Jira as the person who looks at a screen: checks what that person may do, and never writes. */
export function jiraAsUser(): JiraClient {
  return createJiraClient({
    ...clock,
    request: (path, init) => api.asUser().requestJira(assumeTrustedRoute(path), init),
  });
}
