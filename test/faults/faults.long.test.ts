import { driveSite, startPlatform, type Platform, type SiteDriver } from '../platform';
import { noViolations } from './invariants';
import { describe as tell, runSeed } from './run-seed';

const SEEDS = Number(process.env['FAULT_SEEDS'] ?? '20');
const ALERTS = Number(process.env['FAULT_ALERTS'] ?? '2000');

let platform: Platform;
let site: SiteDriver;

beforeAll(async () => {
  platform = await startPlatform();
  site = await driveSite(platform);
}, 300_000);

afterAll(() => platform.stop());

test.each(Array.from({ length: SEEDS }, (_, at) => 100 + at))(
  'seed %i',
  async seed => {
    const batch = Math.max(6, Math.floor(ALERTS / 20));
    const summary = await runSeed(site, {
      seed,
      alerts: ALERTS,
      batch,
      restMs: 1_800_000,
      axoniusFaults: 0.5,
      kill: 0.06,
    });
    console.log(tell(summary));
    expect(summary.violations).toEqual(noViolations());
  },
  3_600_000,
);
