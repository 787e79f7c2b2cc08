import type { Alert } from '../domain/alert/alert';
import type { SiteNames } from '../domain/alert/site-names';
import type { AdfDocument, AdfNode, TargetValue } from '../domain/alert/document';
import type { Result } from '../domain/pacing/failure';
import { isRecord } from './adf-text';
import { translateLoss } from './errors';
import { fieldTexts } from './field-texts';
import { readMoment } from './moments';
import type { JiraIssue } from './schemas';
import { readStored } from './stored-record';

/** Key of the issue property that holds the record. */
export const RECORD_KEY = 'axonius-asset-intelligence';

/** Which fields make an alert; ids that were resolved before. */
export interface AlertFields {
  readonly sourceFields: SiteNames['sourceFields'];
  readonly targetField: { readonly id: string; readonly holds: TargetValue['kind'] } | null;
  readonly timeFieldId: string | null;
}

/** What to ask Jira for so that `toAlert` finds all it needs. */
export function alertRequest(setup: AlertFields): { readonly fields: string[]; readonly properties: string[] } {
  const ids = [
    'created',
    'project',
    'issuetype',
    ...setup.sourceFields.map(source => source.id),
    ...(setup.targetField === null ? [] : [setup.targetField.id]),
    ...(setup.timeFieldId === null ? [] : [setup.timeFieldId]),
  ];
  return { fields: [...new Set(ids)], properties: [RECORD_KEY] };
}

/** Reads an issue as an alert. Fails (`unexpected-answer`) only where Jira left out what every issue has. */
export function toAlert(issue: JiraIssue, setup: AlertFields): Result<Alert> {
  const { fields } = issue;
  const createdAt = readMoment(fields['created']);
  const projectId = idOf(fields['project']);
  const issueTypeId = idOf(fields['issuetype']);
  if (createdAt === null || projectId === null || issueTypeId === null) {
    return { ok: false, failure: translateLoss('unexpected-answer', null) };
  }
  const ownTime = setup.timeFieldId === null ? null : readMoment(fields[setup.timeFieldId]);
  return {
    ok: true,
    value: {
      id: issue.id,
      key: issue.key,
      projectId,
      issueTypeId,
      createdAt,
      alertTime: ownTime ?? createdAt,
      values: setup.sourceFields.map(({ id, kind, name }) => ({
        field: id,
        kind,
        name,
        texts: fieldTexts(fields[id]),
      })),
      target: readTarget(setup.targetField === null ? null : fields[setup.targetField.id], setup.targetField?.holds),
      ...readStored(issue.properties[RECORD_KEY], issue.id),
    },
  };
}

/** The target field's value, in the form that the field holds. */
export function readTarget(value: unknown, holds: TargetValue['kind'] = 'document'): TargetValue {
  if (holds === 'line') return { kind: 'line', text: typeof value === 'string' ? value : null };
  if (isDocument(value)) return { kind: 'document', document: value };
  // A paragraph field answers plain text where something other than Jira's editor filled it; it's somebody's text.
  if (typeof value === 'string' && value.trim() !== '') return { kind: 'document', document: documentOf(value) };
  return { kind: 'document', document: null };
}

function isDocument(value: unknown): value is AdfDocument {
  return (
    isRecord(value) && value['type'] === 'doc' && Array.isArray(value['content']) && value['content'].every(isNode)
  );
}

function isNode(value: unknown): value is AdfNode {
  return isRecord(value) && typeof value['type'] === 'string';
}

function documentOf(text: string): AdfDocument {
  const lines = text.split(/\r?\n/);
  const content = lines.map(line => ({
    type: 'paragraph',
    content: line === '' ? [] : [{ type: 'text', text: line }],
  }));
  return { version: 1, type: 'doc', content };
}

function idOf(value: unknown): string | null {
  if (!isRecord(value)) return null;
  const { id } = value;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}
