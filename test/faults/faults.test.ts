import { driveSite, startPlatform, type Platform, type SiteDriver } from '../platform';
import { noViolations } from './invariants';
import { describe as tell, runSeed, type Summary } from './run-seed';

let platform: Platform;
let site: SiteDriver;

beforeAll(async () => {
  platform = await startPlatform();
  site = await driveSite(platform);
}, 300_000);

afterAll(() => platform.stop());

const summaries: Summary[] = [];

test.each([1, 3])(
  'seed %i: through bad weather nothing is lost and nothing is damaged',
  async seed => {
    const weather = { alerts: 12, batch: 6, restMs: 150_000, axoniusFaults: 0.2, kill: 0.15 };
    const summary = await runSeed(site, { seed, ...weather });
    summaries.push(summary);
    console.log(tell(summary));
    expect(summary.violations).toEqual(noViolations());
    expect(Object.keys(summary.faults).length).toBeGreaterThan(3);
  },
  400_000,
);

test('the weather was bad: functions were ended half-way', () => {
  expect(summaries.reduce((sum, { kills }) => sum + kills, 0)).toBeGreaterThan(0);
});
