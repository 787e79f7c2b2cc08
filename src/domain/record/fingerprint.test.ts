import fc from 'fast-check';
import { changedReports, partsThatSayNothing } from '../testing/changed-reports';
import { aJudgement, aReport, anAsset } from '../testing/report-builders';
import { fingerprintOf } from './fingerprint';

const base = aReport();
const before = fingerprintOf(base);

describe('the fingerprint', () => {
  it.each(changedReports(base))('changes with %s', (_part, reports) => {
    fc.assert(
      fc.property(reports, report => {
        expect(fingerprintOf(report)).not.toBe(before);
      }),
      { seed: 11, numRuns: 25 },
    );
  });

  it('leaves out only what says nothing new', () => {
    expect(partsThatSayNothing()).toEqual([
      'asset.serials',
      'failure.retryAfterMs',
      'failure.status',
      'failure.scope',
      'failure.fields',
      'failure.tooLarge',
      'report.issueId',
      'report.input',
      'report.createdAt',
      'report.startedAt',
      'report.enrichedAt',
      'report.answeredAt',
      'report.trigger',
      'report.requestedBy',
      'report.questions',
    ]);
    const later = aReport({
      enrichedAt: '2026-11-25T00:00:00Z',
      startedAt: '2026-11-25T00:00:00Z',
      answeredAt: null,
      trigger: 'manual',
      requestedBy: 'me',
      questions: 4,
    });
    expect(fingerprintOf(later)).toBe(before);
  });

  it('is the same whatever the order of what Axonius lists', () => {
    const { adapters, addresses, macs, labels } = anAsset();
    const turned = anAsset({
      adapters: [...adapters].reverse(),
      addresses: [...addresses].reverse(),
      macs: [...macs].reverse(),
      labels: [...labels].reverse(),
    });
    expect(fingerprintOf(aReport({ judgement: aJudgement({ assets: [turned] }) }))).toBe(before);
  });
});
