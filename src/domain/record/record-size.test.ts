import { aReport, anAsset, aJudged, aJudgement } from '../testing/report-builders';
import { buildRecord } from './record';
import { RECORD_LIMIT } from './record-size';

test('a record of 2,500 assets is cut to fit in no time, and no further than it must be', () => {
  const assets = Array.from({ length: 2_500 }, (_, at) =>
    anAsset({ id: `asset-${at}`, displayName: `web${at}.corp.example.com` }),
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
