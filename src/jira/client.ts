import { type IssueCalls, createIssueCalls } from './client-issues';
import { type SearchCalls, createSearchCalls } from './client-search';
import { type SiteCalls, createSiteCalls } from './client-site';
import { type SendOptions, createSend } from './send';

/** Jira REST v3 as one principal (the app, or a user). No method throws; every answer is checked. */
export interface JiraClient extends IssueCalls, SearchCalls, SiteCalls {}

/** Makes a client for one principal and one invocation. */
export function createJiraClient(options: SendOptions): JiraClient {
  const send = createSend(options);
  return { ...createIssueCalls(send), ...createSearchCalls(send), ...createSiteCalls(send) };
}
