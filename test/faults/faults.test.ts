import { driveSite, startPlatform, type Platform, type SiteDriver } from '../platform';
import { noViolations } from './invariants';
import { describe as tell, runSeed } from './run-seed';

let platform: Platform;
let site: SiteDriver;

beforeAll(async () => {
  platform = await startPlatform();
  site = await driveSite(platform);
}, 300_000);

afterAll(() => platform.stop());

test.each([1, 3])(
  'seed %i: through bad weather nothing is lost and nothing is damaged',
  async seed => {
    const summary = await runSeed(site, { seed, alerts: 12, batch: 6, restMs: 150_000, axoniusFaults: 0.2 });
    console.log(tell(summary));
    expect(summary.violations).toEqual(noViolations());
    expect(Object.keys(summary.faults).length).toBeGreaterThan(3);
    expect(summary.kills).toBeGreaterThan(0);
  },
  400_000,
);
