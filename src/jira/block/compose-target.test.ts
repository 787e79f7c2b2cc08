import { buildRecord } from '../../domain/record/record';
import { aFailure, aJudged, aJudgement, aMixedReport, aReport, anAsset } from '../../domain/testing/report-builders';
import type { TargetValue } from '../../domain/alert/document';
import type { Report } from '../../domain/record/report';
import { composeTarget } from './compose-target';
import { renderLine } from './render-line';

const failed = aReport({
  judgement: null,
  failure: { failure: aFailure(), nextTry: '2026-11-24T02:05:00Z', gaveUp: false },
});

/** Runs one after another on one field; answers the field after the last. */
function run(target: TargetValue, ...reports: Report[]) {
  let record = null;
  let composed = composeTarget(aReport(), { target, record, foreign: null, id: '10001' });
  let value = target;
  for (const report of reports) {
    composed = composeTarget(report, { target: value, record, foreign: null, id: '10001' });
    value = composed.value;
    record = buildRecord(report, { previous: record, written: true, notWritten: null, block: composed.block });
  }
  return { composed, record, value };
}

describe('a single-line field', () => {
  it.each([
    [
      aReport(),
      'Axonius: MATCHED high confidence: lt-4411.corp.example.com, last seen 24 Nov 2026 01:52 UTC, 6 min before the alert, 10.20.4.17; as of 24 Nov 2026 01:58 UTC',
    ],
    [
      failed,
      'Axonius: FAILED, next try 24 Nov 2026 02:05 UTC, says nothing about the machine. Axonius could not be reached. Its operator can check that it is running.; as of 24 Nov 2026 01:58 UTC',
    ],
    [
      aReport({
        judgement: aJudgement({ outcome: 'no-observable', confidence: null, observables: [], assets: [] }),
        found: { observables: [], rejected: [{ value: 'localhost', reason: 'names no single machine' }], notRead: 0 },
      }),
      'Axonius: NO MACHINE NAMED, localhost (names no single machine); as of 24 Nov 2026 01:58 UTC',
    ],
    [
      aReport({
        judgement: aJudgement({
          outcome: 'not-found',
          confidence: null,
          observables: [aJudged({ outcome: 'not-found', confidence: null, assetIds: [] })],
          assets: [],
        }),
      }),
      'Axonius: NOT FOUND, no asset matches LT-4411.corp.example.com; as of 24 Nov 2026 01:58 UTC',
    ],
  ])('reads as one sentence', (report, line) => {
    expect(renderLine(report)).toBe(line);
  });

  it('never has more than 255 characters and keeps its age', () => {
    const long = aReport({ judgement: aJudgement({ assets: [anAsset({ displayName: 'x'.repeat(253) })] }) });
    for (const report of [long, aMixedReport()]) {
      expect(renderLine(report).length).toBeLessThanOrEqual(255);
      expect(renderLine(report)).toMatch(/…; as of 24 Nov 2026 01:58 UTC$/);
    }
  });

  it('gets our line alone, or after a person’s text, which stays through later runs', () => {
    expect(run({ kind: 'line', text: null }, failed, aReport()).value).toEqual({
      kind: 'line',
      text: renderLine(aReport()),
    });
    const twice = run({ kind: 'line', text: 'ask Bob' }, failed, aReport());
    expect(twice.value).toMatchObject({ text: expect.stringMatching(/^ask Bob \| Axonius: MATCHED [^|]*$/) });
    const edited = { kind: 'line', text: `${twice.value.kind === 'line' ? twice.value.text : ''} and Ann` } as const;
    expect(run(edited, aReport()).composed.humanText).toBe(true);
  });

  it.each([
    ['came along', 'copied'],
    ['was left behind', 'none'],
  ])('of a clone gets our line in place of the original’s, whose record %s', (_, kind) => {
    const original = run({ kind: 'line', text: 'ask Bob' }, aReport());
    const mine = aReport({
      issueId: '10002',
      judgement: aJudgement({ assets: [anAsset({ displayName: 'web01.corp.example.com' })] }),
    });
    const composed = composeTarget(mine, {
      id: '10002',
      target: original.value,
      record: null,
      foreign: kind === 'copied' ? { kind, block: original.record?.block ?? null } : null,
    });
    expect(composed).toMatchObject({ humanText: false, intact: false, fits: true });
    expect(composed.value).toEqual({ kind: 'line', text: `ask Bob | ${renderLine(mine, 245)}` });
  });

  it('is left alone where a person’s text leaves no room', () => {
    const text = 'x'.repeat(240);
    const { composed } = run({ kind: 'line', text }, aReport());
    expect(composed).toMatchObject({ value: { text }, fits: false, humanText: true });
  });
});

describe('a paragraph field', () => {
  it('is intact after a run until somebody edits the block', () => {
    const { value, record } = run({ kind: 'document', document: null }, aReport());
    expect(composeTarget(aReport(), { target: value, record, foreign: null, id: '10001' })).toMatchObject({
      intact: true,
      humanText: false,
      value,
    });
    const edited: TargetValue = JSON.parse(JSON.stringify(value).replace('Finance IT', 'my words'));
    expect(composeTarget(aReport(), { target: edited, record, foreign: null, id: '10001' })).toMatchObject({
      intact: false,
      humanText: false,
    });
  });

  it('holds human text only where nothing of ours stands beside it', () => {
    const document = {
      version: 1,
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'x' }] }],
    } as const;
    const { value, record } = run({ kind: 'document', document }, aReport());
    expect(
      composeTarget(aReport(), { target: { kind: 'document', document }, record: null, foreign: null, id: '10001' })
        .humanText,
    ).toBe(true);
    expect(composeTarget(aReport(), { target: value, record, foreign: null, id: '10001' }).humanText).toBe(false);
  });
});
