import type { AlertRecord } from '../src/contract/record';
import { call, type Issue, type SiteDriver } from '../test/platform';

/** The records of all alerts of project SEC, by id. */
export async function readRecords(site: SiteDriver): Promise<readonly AlertRecord[]> {
  const records: AlertRecord[] = [];
  let nextPageToken: string | undefined;
  do {
    const page = (await call('POST', `${site.platform.jira}/rest/api/3/search/jql`, {
      jql: 'project = SEC AND issuetype = "Security Alert" ORDER BY id ASC',
      properties: ['axonius-asset-intelligence'],
      maxResults: 1_000,
      ...(nextPageToken === undefined ? {} : { nextPageToken }),
    })) as { readonly issues: readonly Issue[]; readonly nextPageToken?: string };
    records.push(...page.issues.flatMap(({ properties }) => properties?.['axonius-asset-intelligence'] ?? []));
    nextPageToken = page.nextPageToken;
  } while (nextPageToken !== undefined);
  return records;
}
