import type { JiraEndpoint } from '../domain/pacing/jira-pause';
import type { JiraPath } from './path';

/** Jira counts looking at many issues at once apart from reading one. */
const SEARCHES = ['/rest/api/3/search/', '/rest/api/3/issue/bulkfetch'];
/** Questions that are too long for an address, so that Jira takes them as POST. */
const QUESTIONS = ['/rest/api/3/permissions/check'];

/** Which of Jira's limits a request counts against. */
export function endpointOf(method: 'GET' | 'POST' | 'PUT', path: JiraPath): JiraEndpoint {
  if (SEARCHES.some(start => path.startsWith(start))) return 'search';
  return method === 'GET' || QUESTIONS.some(start => path.startsWith(start)) ? 'read' : 'write';
}
