import { call, type SiteDriver } from '../platform';

/** A sentence that a person put into the field; its token occurs nowhere else. */
export interface Note {
  readonly issueId: string;
  readonly token: string;
  /** Epoch milliseconds, by the site's history. */
  readonly at: number;
}

interface Paragraph {
  readonly type: 'paragraph';
  readonly content: readonly { readonly type: 'text'; readonly text: string }[];
}

interface Field {
  readonly version: number;
  readonly type: 'doc';
  readonly content: readonly unknown[];
}

/** A person opens the field, writes a paragraph above or below what is there, and saves. */
export async function writeNote(site: SiteDriver, issueId: string, token: string, above: boolean): Promise<Note> {
  const field = site.fieldId('Additional Context');
  const url = `${site.platform.jira}/rest/api/3/issue/${issueId}`;
  const issue = (await call('GET', `${url}?fields=${field}`, undefined, { as: 'analyst' })) as {
    readonly fields: Record<string, unknown>;
  };
  const before = isField(issue.fields[field]) ? issue.fields[field].content : [];
  const note: Paragraph = { type: 'paragraph', content: [{ type: 'text', text: `Checked by hand ${token}` }] };
  const content = above ? [note, ...before] : [...before, note];
  await call('PUT', url, { fields: { [field]: { version: 1, type: 'doc', content } } }, { as: 'analyst' });
  return { issueId, token, at: Date.now() };
}

function isField(value: unknown): value is Field {
  return typeof value === 'object' && value !== null && Array.isArray((value as Field).content);
}
