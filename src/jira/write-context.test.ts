import type { NotWritten } from '../contract/vocabulary';
import type { AdfDocument } from '../domain/alert/document';
import type { Result } from '../domain/pacing/failure';
import { buildRecord } from '../domain/record/record';
import { aReport } from '../domain/testing/report-builders';
import type { IssueUpdate } from './client-issues';
import { translateStatus } from './errors';
import { blockLocalId } from './block/find-block';
import { renderBlock } from './block/render-block';
import type { JiraField, MetaField } from './schemas';
import { writeContext } from './write-context';

const FIELD = 'customfield_10060';
const report = aReport();
const document: AdfDocument = { version: 1, type: 'doc', content: [renderBlock(report)] };
const record = (notWritten: NotWritten | null) =>
  buildRecord(report, { previous: null, written: notWritten === null, notWritten, block: null });

/** What Jira may answer to a document that it can't take, without naming the field. */
const UNNAMED = { errorMessages: ['INVALID_INPUT'], errors: {} };

interface Site {
  readonly fields: readonly string[];
  /** Fields that the app may edit. */
  readonly editable: readonly string[];
  /** Refusals name the field. */
  readonly isNamed: boolean;
}

/** A Jira that keeps one issue and refuses what the test says. */
function aJira(
  refuse: (update: IssueUpdate) => number,
  { fields = [FIELD], editable = [], isNamed = true }: Partial<Site> = {},
) {
  const issue: { field: unknown; record: unknown; requests: number } = { field: null, record: null, requests: 0 };
  const headers = new Headers();
  const failWith = (status: number): Result<null> => {
    const body = JSON.stringify(isNamed && status === 400 ? { errors: { [FIELD]: 'words' } } : UNNAMED);
    return { ok: false, failure: translateStatus({ status, headers, body }, 'write', new Date(0)) };
  };
  return {
    issue,
    client: {
      updateIssue: (_id: string, update: IssueUpdate): Promise<Result<null>> => {
        issue.requests += 1;
        const status = refuse(update);
        if (status !== 204) return Promise.resolve(failWith(status));
        issue.field = update.fields?.[FIELD];
        issue.record = update.properties?.['axonius-asset-intelligence'];
        return Promise.resolve({ ok: true, value: null });
      },
      setIssueProperty: (_id: string, _key: string, value: unknown): Promise<Result<null>> => {
        issue.requests += 1;
        issue.record = value;
        return Promise.resolve({ ok: true, value: null });
      },
      editMeta: (): Promise<Result<Readonly<Record<string, MetaField>>>> =>
        Promise.resolve({
          ok: true,
          value: Object.fromEntries(editable.map(id => [id, { name: id, required: false, operations: ['set'] }])),
        }),
      listFields: (): Promise<Result<readonly JiraField[]>> =>
        Promise.resolve({ ok: true, value: fields.map(id => ({ id, name: id, custom: true })) }),
    },
  };
}

const write = {
  issueId: '10010',
  target: { fieldId: FIELD, value: { kind: 'document', document } },
  record: record(null),
  recordWithout: record,
} as const;

it('writes field and record in one request', async () => {
  const { issue, client } = aJira(() => 204);
  expect(await writeContext(client, write)).toEqual({ ok: true, value: record(null) });
  expect(issue).toEqual({ field: document, record: record(null), requests: 1 });
});

it.each([
  ['naming the field', 400, true],
  ['naming nothing', 400, false],
  ['as a configuration problem', 422, false],
])('writes once more without our id where Jira refuses the document because of it, %s', async (_, status, isNamed) => {
  const { issue, client } = aJira(
    update => (JSON.stringify(update).includes(`"localId":"${blockLocalId('10001')}"`) ? status : 204),
    { isNamed, editable: [FIELD] },
  );
  expect(await writeContext(client, write)).toEqual({ ok: true, value: record(null) });
  expect(issue.requests).toBe(2);
  expect(JSON.stringify(issue.field)).toContain('Asset intelligence from Axonius');
});

it.each([
  ['field-not-editable', [FIELD]],
  ['field-missing', ['summary']],
] as const)('writes the record alone where the field is refused, with the reason %s', async (reason, fields) => {
  const { issue, client } = aJira(() => 400, { fields });
  expect(await writeContext(client, write)).toMatchObject({ ok: true, value: { written: false, notWritten: reason } });
  expect(issue.field).toBeNull();
  expect(issue.record).toMatchObject({ outcome: 'matched', written: false, notWritten: reason });
  // The field takes nothing: it is tried once, and then the record goes alone.
  expect(issue.requests).toBe(2);
});

it.each([
  ['naming the field', 400, true],
  ['naming nothing', 400, false],
  ['as a configuration problem', 422, false],
])('writes the record alone where Jira refuses what an editable field was to hold, %s', async (_, status, isNamed) => {
  const { issue, client } = aJira(() => status, { editable: [FIELD], isNamed });
  expect(await writeContext(client, write)).toMatchObject({ ok: true, value: { notWritten: 'content-refused' } });
  expect(issue).toMatchObject({ field: null, record: { written: false, notWritten: 'content-refused' }, requests: 3 });
});

it.each([
  [409, 'conflict'],
  [404, 'not-visible'],
  [503, 'unavailable'],
])('answers any other refusal as it is and writes nothing: %i', async (status, kind) => {
  const { issue, client } = aJira(() => status);
  expect(await writeContext(client, write)).toMatchObject({ ok: false, failure: { kind } });
  expect(issue).toEqual({ field: null, record: null, requests: 1 });
});

it('writes the record alone where there is no target', async () => {
  const { issue, client } = aJira(() => 400);
  expect(await writeContext(client, { ...write, target: null })).toMatchObject({ ok: true });
  expect(issue).toMatchObject({ field: null, record: record(null), requests: 1 });
});
