import { call, type SiteDriver } from '../platform';

/** A sentence that a person put into the field; its token occurs nowhere else. */
export interface Note {
  readonly issueId: string;
  readonly token: string;
  /** A mention whose text is empty, as editors leave it: there is nothing to read, and it is a person's all the same. */
  readonly isMention: boolean;
  /** Epoch milliseconds, by the site's history. */
  readonly at: number;
}

interface Paragraph {
  readonly type: 'paragraph';
  readonly content: readonly object[];
}

interface Field {
  readonly version: number;
  readonly type: 'doc';
  readonly content: readonly unknown[];
}

/** A person opens the field, writes a paragraph above or below what is there, and saves. */
export async function writeNote(
  site: SiteDriver,
  issueId: string,
  token: string,
  { above, isMention }: { readonly above: boolean; readonly isMention: boolean },
): Promise<Note> {
  const field = site.fieldId('Additional Context');
  const url = `${site.platform.jira}/rest/api/3/issue/${issueId}`;
  const issue = (await call('GET', `${url}?fields=${field}`, undefined, { as: 'analyst' })) as {
    readonly fields: Record<string, unknown>;
  };
  const before = isField(issue.fields[field]) ? issue.fields[field].content : [];
  const said = isMention
    ? { type: 'mention', attrs: { id: token, text: '' } }
    : { type: 'text', text: `Checked by hand ${token}` };
  const note: Paragraph = { type: 'paragraph', content: [said] };
  const content = above ? [note, ...before] : [...before, note];
  await call('PUT', url, { fields: { [field]: { version: 1, type: 'doc', content } } }, { as: 'analyst' });
  return { issueId, token, isMention, at: Date.now() };
}

const KEY = 'axonius-asset-intelligence';

/**
 * Somebody who may edit the issue writes into its record, where it has one: a time to come, and more decisions than there is room
 * for. Runs that follow must neither believe it nor fail of it.
 */
export async function forgeRecord(site: SiteDriver, issueId: string): Promise<void> {
  const { properties } = await site.readIssue(issueId);
  const record = properties?.[KEY];
  if (record === undefined) return;
  const choice = { assetId: null, notAssetIds: Array.from({ length: 20 }, (_, at) => `no-such-asset-${at}`) };
  const decided = Array.from({ length: 50 }, (_, at) => [`hostname:ghost-${at}`, { ...choice, by: 'x', at: FUTURE }]);
  const forged = { ...record, enrichedAt: FUTURE, due: 0, choices: Object.fromEntries(decided) as object };
  const url = `${site.platform.jira}/rest/api/3/issue/${issueId}/properties/${KEY}`;
  await call('PUT', url, forged, { as: 'analyst' });
}

const FUTURE = '2099-01-01T00:00:00Z';

function isField(value: unknown): value is Field {
  return typeof value === 'object' && value !== null && Array.isArray((value as Field).content);
}
