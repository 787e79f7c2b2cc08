import type { NotWritten } from '../contract/vocabulary';
import type { AdfDocument } from '../domain/alert/document';
import type { Result } from '../domain/pacing/failure';
import { buildRecord } from '../domain/record/record';
import { aReport } from '../domain/testing/report-builders';
import type { IssueUpdate } from './client-issues';
import { translateStatus } from './errors';
import { BLOCK_LOCAL_ID } from './block/find-block';
import { renderBlock } from './block/render-block';
import type { JiraField } from './schemas';
import { writeContext } from './write-context';

const FIELD = 'customfield_10060';
const report = aReport();
const document: AdfDocument = { version: 1, type: 'doc', content: [renderBlock(report)] };
const record = (notWritten: NotWritten | null) =>
  buildRecord(report, { previous: null, written: notWritten === null, notWritten, block: null });

/** A Jira that keeps one issue and refuses what the test says. */
function aJira(refuse: (update: IssueUpdate) => number, fields: readonly string[] = [FIELD]) {
  const issue: { field: unknown; record: unknown; requests: number } = { field: null, record: null, requests: 0 };
  const headers = new Headers();
  const failWith = (status: number): Result<null> => {
    const body = JSON.stringify({ errors: status === 400 ? { [FIELD]: 'words' } : {} });
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

it('writes once more without our id where Jira refuses the document because of it', async () => {
  const { issue, client } = aJira(update =>
    JSON.stringify(update).includes(`"localId":"${BLOCK_LOCAL_ID}"`) ? 400 : 204,
  );
  expect(await writeContext(client, write)).toEqual({ ok: true, value: record(null) });
  expect(issue.requests).toBe(2);
  expect(JSON.stringify(issue.field)).toContain('Asset intelligence from Axonius');
});

it.each([
  ['field-not-editable', [FIELD]],
  ['field-missing', ['summary']],
] as const)('writes the record alone where the field is refused, with the reason %s', async (reason, fields) => {
  const { issue, client } = aJira(() => 400, fields);
  expect(await writeContext(client, write)).toMatchObject({ ok: true, value: { written: false, notWritten: reason } });
  expect(issue.field).toBeNull();
  expect(issue.record).toMatchObject({ outcome: 'matched', written: false, notWritten: reason });
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
