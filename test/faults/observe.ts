import type { AlertRecord } from '../../src/contract/record';
import { call, textOf, type Issue, type SiteDriver } from '../platform';

/** One change of the target field, as the site's history tells it. */
export interface Change {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly byApp: boolean;
  readonly before: string;
  readonly after: string;
}

/** An alert as it is in the end, and how its field came to be so. */
export interface Observed {
  readonly key: string;
  /** Visible text of the field. */
  readonly text: string;
  /** The field as it is stored: what people wrote without text is in it, too. */
  readonly document: string;
  /** Visible texts of the blocks in it. */
  readonly blocks: readonly string[];
  readonly record: AlertRecord | null;
  readonly changes: readonly Change[];
  /** Everything that Jira answers about the issue, as text. */
  readonly raw: string;
}

const TITLE = 'Asset intelligence from Axonius';

interface History {
  readonly values: readonly {
    readonly created: string;
    readonly author: { readonly accountType: string };
    readonly items: readonly { readonly field: string; readonly fromString?: string; readonly toString?: unknown }[];
  }[];
}

export async function observe(site: SiteDriver, issueId: string): Promise<Observed> {
  const { jira } = site.platform;
  const issue: Issue = await site.readIssue(issueId);
  const history = (await call('GET', `${jira}/rest/api/3/issue/${issueId}/changelog`)) as History;
  const field = issue.fields[site.fieldId('Additional Context')];
  const changes = history.values.flatMap(({ created, author, items }) =>
    items
      .filter(item => item.field === 'Additional Context')
      .map(item => ({
        at: Date.parse(created.replace(/\+0000$/, 'Z')),
        byApp: author.accountType === 'app',
        before: item.fromString ?? '',
        after: typeof item.toString === 'string' ? item.toString : '',
      })),
  );
  return {
    key: issue.key,
    text: textOf(field),
    document: JSON.stringify(field ?? null),
    blocks: topLevel(field)
      .map(textOf)
      .filter(text => text.startsWith(TITLE)),
    record: issue.properties?.['axonius-asset-intelligence'] ?? null,
    changes,
    raw: JSON.stringify([issue, history]),
  };
}

function topLevel(field: unknown): readonly unknown[] {
  if (typeof field !== 'object' || field === null) return [];
  const { content } = field as { readonly content?: readonly { readonly type?: string }[] };
  return (content ?? []).filter(node => node.type === 'table');
}

export function holdsBlock(text: string): boolean {
  return text.includes(TITLE);
}

/** Records of all alerts as they are at this moment, by issue id. */
export async function readRecords(site: SiteDriver): Promise<ReadonlyMap<string, AlertRecord>> {
  const found = new Map<string, AlertRecord>();
  let nextPageToken: string | undefined;
  do {
    const page = (await call('POST', `${site.platform.jira}/rest/api/3/search/jql`, {
      jql: 'project = SEC ORDER BY id ASC',
      fields: ['created'],
      properties: ['axonius-asset-intelligence'],
      maxResults: 100,
      ...(nextPageToken === undefined ? {} : { nextPageToken }),
    })) as { readonly issues: readonly Issue[]; readonly nextPageToken?: string };
    for (const { id, properties } of page.issues)
      if (properties?.['axonius-asset-intelligence'] !== undefined)
        found.set(id, properties['axonius-asset-intelligence']);
    nextPageToken = page.nextPageToken;
  } while (nextPageToken !== undefined);
  return found;
}
