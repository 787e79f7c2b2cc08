import api, { assumeTrustedRoute } from '@forge/api';
import { createJiraClient, type JiraClient } from '../jira/client';
import { remainingMs } from './invocation';
import { noteJiraLimit } from './jira-limits';

/** Kept free for telling how a request ended. */
const MARGIN_MS = 1_000;

const clock = { now: () => new Date(), remainingMs: () => remainingMs() - MARGIN_MS };
/** A person's requests count for that person: the app's own go on. */
const asPerson = { ...clock, noteLimit: () => Promise.resolve() };

/** Jira as the app: reads alerts, writes the field and the record. The one writer. */
export function jiraAsApp(): JiraClient {
  // Every part of a path was encoded by `jira/path.ts`.
  return createJiraClient({
    ...clock,
    noteLimit: noteJiraLimit,
    request: (path, init) => api.asApp().requestJira(assumeTrustedRoute(path), init),
  });
}

/** Jira as the person who looks at a screen: checks what that person may do, and never writes. */
export function jiraAsUser(): JiraClient {
  return createJiraClient({
    ...asPerson,
    request: (path, init) => api.asUser().requestJira(assumeTrustedRoute(path), init),
  });
}

/** Name of the error by which `@forge/api` says that the person has not consented to the app yet. */
const CONSENT_NEEDED = 'NEEDS_AUTHENTICATION_ERR';

/**
 * Uses Jira as the person who looks at a screen, like `jiraAsUser`, but where that person has to consent first the
 * platform's own error is thrown: it must leave the resolver, so that Jira asks the person.
 */
export async function askAsUser<T>(use: (jira: JiraClient) => Promise<T>): Promise<T> {
  const refused: { consent?: Error } = {};
  const jira = createJiraClient({
    ...asPerson,
    request: async (path, init) => {
      try {
        return await api.asUser().requestJira(assumeTrustedRoute(path), init);
      } catch (error) {
        if (error instanceof Error && error.name === CONSENT_NEEDED) refused.consent = error;
        throw error;
      }
    },
  });
  const result = await use(jira);
  if (refused.consent !== undefined) throw refused.consent;
  return result;
}
