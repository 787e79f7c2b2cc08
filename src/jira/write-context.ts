import type { AlertRecord } from '../contract/record';
import type { NotWritten } from '../contract/vocabulary';
import type { TargetValue } from '../domain/alert/document';
import type { Failure, Result } from '../domain/pacing/failure';
import type { JiraClient } from './client';
import { hasBlockLocalId, withoutLocalIds } from './block/find-block';
import { RECORD_KEY } from './read-alert';

export interface ContextWrite {
  readonly issueId: string;
  /** Null writes the record alone. */
  readonly target: { readonly fieldId: string; readonly value: TargetValue } | null;
  readonly record: AlertRecord;
  /** The record to write where Jira refuses the field: the same, with the reason. */
  readonly recordWithout: (reason: NotWritten) => AlertRecord;
}

type Writer = Pick<JiraClient, 'updateIssue' | 'setIssueProperty' | 'listFields' | 'editMeta'>;

/**
 * Writes field and record in one request and answers the record that was written. Where Jira refuses what an
 * editable field was to hold, the document goes once more without our `localId`; where that is refused, too, or the field can't be
 * edited, the record goes alone and says why. Any other failure, a conflict
 * among them, is answered as it is: nothing was written.
 */
export async function writeContext(client: Writer, write: ContextWrite): Promise<Result<AlertRecord>> {
  const { issueId, target, record } = write;
  if (target === null) return writeRecord(client, issueId, record);
  const first = await writeBoth(client, write, target.fieldId, target.value);
  if (first === null) return { ok: true, value: record };
  if (!isRefusal(first)) return { ok: false, failure: first };
  const reason = await diagnose(client, issueId, target.fieldId);
  // Only what the field was to hold can be refused because of our id; a field that can't be edited takes nothing.
  if (reason === 'content-refused' && hasOurLocalId(target.value)) {
    const second = await writeBoth(client, write, target.fieldId, dropLocalIds(target.value));
    if (second === null) return { ok: true, value: record };
    if (!isRefusal(second)) return { ok: false, failure: second };
  }
  return writeRecord(client, issueId, write.recordWithout(reason));
}

async function writeBoth(
  client: Writer,
  write: ContextWrite,
  fieldId: string,
  value: TargetValue,
): Promise<Failure | null> {
  const answer = await client.updateIssue(write.issueId, {
    fields: { [fieldId]: value.kind === 'document' ? value.document : value.text },
    properties: { [RECORD_KEY]: write.record },
  });
  return answer.ok ? null : answer.failure;
}

async function writeRecord(client: Writer, issueId: string, record: AlertRecord): Promise<Result<AlertRecord>> {
  const answer = await client.setIssueProperty(issueId, RECORD_KEY, record);
  return answer.ok ? { ok: true, value: record } : answer;
}

/**
 * Whether Jira refused the content of a write: 400 or 422, whether or not it names the field.
 *
 * assumption: unnamed-refusal Jira answers a document that it can't take with a 400 that may name no field; *Edit issue* lists 422.
 */
function isRefusal({ status }: Failure): boolean {
  return status === 400 || status === 422;
}

/**
 * Why Jira refused the field. It may be edited: then it was what the field was to hold. Jira names a deleted field and one that
 * isn't on the screen alike; the list of fields tells them apart.
 */
async function diagnose(client: Writer, issueId: string, fieldId: string): Promise<NotWritten> {
  const [editable, fields] = await Promise.all([client.editMeta(issueId), client.listFields()]);
  if (fields.ok && !fields.value.some(field => field.id === fieldId)) return 'field-missing';
  // Where Jira doesn't say what may be edited, the other reason is tried first: it costs one request.
  return !editable.ok || Object.hasOwn(editable.value, fieldId) ? 'content-refused' : 'field-not-editable';
}

function hasOurLocalId(value: TargetValue): boolean {
  return value.kind === 'document' && value.document !== null && hasBlockLocalId(value.document);
}

function dropLocalIds(value: TargetValue): TargetValue {
  return value.kind === 'document' && value.document !== null
    ? { kind: 'document', document: withoutLocalIds(value.document) }
    : value;
}
