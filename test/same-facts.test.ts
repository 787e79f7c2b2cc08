import fc from 'fast-check';
import type { Alert } from '../src/domain/alert/alert';
import { buildRecord } from '../src/domain/record/record';
import type { Report } from '../src/domain/record/report';
import { changedReports } from '../src/domain/testing/changed-reports';
import { aReport } from '../src/domain/testing/report-builders';
import { composeTarget } from '../src/jira/block/compose-target';
import type { OpenedAlert } from '../src/runs/open-alert';
import { planWrite } from '../src/runs/write';
import { defaultSettings } from '../src/settings/settings';

const first = aReport();
const empty: Alert = {
  id: first.issueId,
  key: 'SEC-1',
  projectId: '1',
  issueTypeId: '2',
  createdAt: first.createdAt,
  alertTime: first.alertTime,
  values: [],
  target: { kind: 'document', document: null },
  record: null,
  foreign: null,
};

/** What a run would write into the target field, or null, once `first` stands there. */
function planAfterFirst(report: Report) {
  const written = composeTarget(first, empty);
  const record = buildRecord(first, { previous: null, written: true, notWritten: null, block: written.block });
  const opened: OpenedAlert = {
    kind: 'opened',
    alert: { ...empty, target: written.value, record },
    found: report.found,
    input: report.input,
    readAt: 0,
    startedAt: new Date(0),
    setup: {
      settings: defaultSettings,
      issueTypeIds: ['2'],
      sourceFields: [],
      targetField: { id: 'f2', holds: 'document' },
      timeFieldId: null,
      problems: [],
    },
  };
  return planWrite(opened, report, policy, composeTarget).target;
}

const policy = {
  givesWay: true,
  askWithinMs: 1,
  readsAgain: 'when-stale',
  besideText: 'as-configured',
  writesField: true,
  tooLate: 'fails',
} as unknown as Parameters<typeof planWrite>[2];

it('nothing new is not written again', () => {
  expect(planAfterFirst({ ...first, enrichedAt: '2026-11-24T05:00:00Z', trigger: 'updated' })).toBeNull();
});

it.each(changedReports(first))('a change of %s is written', (_part, reports) => {
  fc.assert(
    fc.property(reports, report => {
      expect(planAfterFirst(report)).not.toBeNull();
    }),
    { seed: 5, numRuns: 5 },
  );
});
