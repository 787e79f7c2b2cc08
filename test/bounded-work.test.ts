import { anAnswer, anAsset, judgeAlert, observablesIn } from '../src/domain/testing/builders';
import { aJudged, aJudgement, anAsset as aRecordedAsset, aReport } from '../src/domain/testing/report-builders';
import { buildRecord } from '../src/domain/record/record';
import { RECORD_LIMIT } from '../src/domain/record/record-size';

test('50 values with 50 candidates each are judged in no time', () => {
  const observables = observablesIn(Array.from({ length: 50 }, (_, n) => `web${n}.corp.example.com`).join(','));
  const answers = observables.map((observable, n) =>
    anAnswer(observable, {
      candidates: Array.from({ length: 50 }, (_, m) =>
        anAsset({ id: `${n}-${m}`, hostnames: [`web${n}.d${m}.example.com`, `web${(n + 1) % 50}.corp.example.com`] }),
      ),
    }),
  );
  const before = process.cpuUsage().user;
  const judgement = judgeAlert('', [], { observables, answers });
  expect((process.cpuUsage().user - before) / 1_000).toBeLessThan(2_500);
  expect(judgement).toMatchObject({ outcome: 'ambiguous', unresolved: 50 });
});

test('a record of 2,500 assets is cut to fit in no time, and no further than it must be', () => {
  const assets = Array.from({ length: 2_500 }, (_, at) =>
    aRecordedAsset({ id: `asset-${at}`, displayName: `web${at}.corp.example.com` }),
  );
  const observables = Array.from({ length: 50 }, () =>
    aJudged({ outcome: 'ambiguous', assetIds: assets.map(({ id }) => id) }),
  );
  const report = aReport({ judgement: aJudgement({ outcome: 'ambiguous', assets, observables }) });
  const before = process.cpuUsage().user;
  const record = buildRecord(report, { previous: null, written: true, notWritten: null, block: null });
  expect((process.cpuUsage().user - before) / 1_000).toBeLessThan(2_500);
  const size = JSON.stringify(record).length;
  expect(size).toBeLessThanOrEqual(RECORD_LIMIT);
  expect(size).toBeGreaterThan(RECORD_LIMIT - 600);
  expect(record).toMatchObject({ outcome: 'ambiguous', assetCount: 2_500, assets: { 0: { id: 'asset-0' } } });
});
