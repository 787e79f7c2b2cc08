import type { AlertRecord } from '../contract/record';
import type { TargetValue } from '../domain/alert/document';
import { blockLocalId, findBlock } from './block/find-block';
import { LINE_START, lineHash } from './block/render-line';
import { blockHash } from './block/visible-text';
import { readTarget, RECORD_KEY } from './read-alert';
import type { JiraIssue } from './schemas';
import { readStored } from './stored-record';

/** How Jira gives back what the app wrote. */
export interface GivenBack {
  readonly record: AlertRecord | null;
  readonly field: {
    readonly holds: 'document' | 'line' | 'nothing';
    readonly hasTable: boolean;
    readonly localId: 'kept' | 'dropped';
    readonly isSameText: boolean;
    /** Null where nothing was drawn. */
    readonly renderer: 'wiki' | 'text' | null;
  } | null;
}

interface Target {
  readonly id: string;
  readonly holds: TargetValue['kind'];
}

/** What to ask Jira for so that `readGivenBack` finds all it needs. */
export function givenBackRequest(target: Target | null) {
  return {
    fields: ['created', ...(target === null ? [] : [target.id])],
    properties: [RECORD_KEY],
    expand: ['renderedFields'] as const,
  };
}

export function readGivenBack(issue: JiraIssue, target: Target | null): GivenBack {
  const { record } = readStored(issue.properties[RECORD_KEY], issue.id);
  if (target === null) return { record, field: null };
  const value = readTarget(issue.fields[target.id], target.holds);
  if (value.kind === 'line') {
    const start = value.text?.indexOf(LINE_START) ?? -1;
    const isSameText = value.text !== null && start >= 0 && lineHash(value.text.slice(start)) === record?.block;
    return { record, field: { holds: 'line', hasTable: false, localId: 'dropped', isSameText, renderer: null } };
  }
  const block = findBlock(value.document, {
    issueId: issue.id,
    writtenHash: record?.block ?? null,
    isClone: false,
  });
  return {
    record,
    field: {
      holds: value.document === null ? 'nothing' : 'document',
      hasTable: block !== null,
      // assumption: local-id-kept — whether Jira keeps the localId of a node that an app wrote.
      localId: block?.node.attrs?.['localId'] === blockLocalId(issue.id) ? 'kept' : 'dropped',
      isSameText: block !== null && blockHash(block.node) === record?.block,
      renderer: block === null ? null : rendererOf(issue.renderedFields?.[target.id]),
    },
  };
}

/** assumption: rendered-table — a wiki style renderer draws an ADF table as an HTML table, the text renderer doesn't. */
function rendererOf(html: unknown): 'wiki' | 'text' | null {
  if (typeof html !== 'string' || html.trim() === '') return null;
  return /<table[\s>]/i.test(html) ? 'wiki' : 'text';
}
