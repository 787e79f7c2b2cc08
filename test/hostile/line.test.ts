import fc from 'fast-check';
import { aFailure, aJudged, aJudgement, aReport, anAsset } from '../../src/domain/testing/report-builders';
import { renderLine } from '../../src/jira/block/render-line';
import { hostileText, unsafe } from './texts';

it('a single-line field has no character that nobody sees, and none that turns the reading, whatever names and reasons say', () => {
  fc.assert(
    fc.property(hostileText, hostileText, hostileText, (one, other, sentence) => {
      const none = { confidence: null, assets: [] };
      const rejected = [{ value: one, reason: other }];
      const observable = { ...aJudged().observable, value: one };
      const reports = [
        aReport({ judgement: aJudgement({ assets: [anAsset({ displayName: one, addresses: [other] })] }) }),
        aReport({
          judgement: aJudgement({
            ...none,
            outcome: 'not-found',
            observables: [aJudged({ outcome: 'not-found', confidence: null, assetIds: [], observable })],
          }),
        }),
        aReport({
          judgement: aJudgement({ ...none, outcome: 'no-observable', observables: [] }),
          found: { observables: [], rejected, notRead: 0 },
        }),
        aReport({
          judgement: null,
          failure: { failure: { ...aFailure(), sentence }, nextTry: null, gaveUp: true },
        }),
      ];
      for (const line of reports.map(report => renderLine(report))) {
        expect(line).not.toMatch(unsafe);
        expect(line).toMatch(/^Axonius: .*; as of 24 Nov 2026 01:58 UTC$/);
        expect(line.length).toBeLessThanOrEqual(255);
      }
    }),
    { seed: 20261124, numRuns: 300 },
  );
});
