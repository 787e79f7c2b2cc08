import './node-version.mjs';
import { mkdtempSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildBundle } from './bundle.mjs';
import { provideChromium } from './chromium.mjs';
import { installPackages } from './packages.mjs';
import { program, run, tell } from './project.mjs';
import { buildScreens } from './screens.mjs';

const jestArguments = process.argv.slice(2);
const isPart = jestArguments.length > 0 || process.env.LONG === '1';
const startedAt = Date.now();
/** Seconds that a step may take on two cores; together they stay under ten minutes. */
const budgets = { builds: 45, types: 60, lint: 75, format: 30, unused: 30, cycles: 20, unit: 150, platform: 210 };
/** A test that hangs must not hang the run. */
const timeLimitMs = process.env.LONG === '1' ? 3_600_000 : 900_000;

const failedSteps = [];
const tests = { passed: 0, failed: 0 };

function secondsSince(start) {
  return Math.round((Date.now() - start) / 1000);
}

/** Runs one step and says how it went; what it printed is shown where it failed. */
async function step(name, check) {
  const start = Date.now();
  const { code, output } = await check();
  const seconds = secondsSince(start);
  const isOver = seconds > budgets[name] && !isPart;
  if (code !== 0) {
    failedSteps.push(name);
    if (output !== '') process.stdout.write(`${output.trimEnd()}\n`);
  }
  process.stdout.write(
    `${code === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(9)} ${String(seconds).padStart(4)} s` +
      ` (budget ${budgets[name]} s${isOver ? ', which is too little today' : ''})\n`,
  );
}

const check =
  (path, ...args) =>
  () =>
    run([...program(path), ...args], { timeLimitMs });

/** Folders with code of our own. */
const code = ['src', 'static', 'local', 'test', 'bench', 'scripts'];

/** A build that warns fails here; `npm start` shows the warning and goes on. */
async function buildAll() {
  const parts = (await Promise.all([buildScreens(), buildBundle()])).flat();
  const complaints = parts.filter(part => part.code !== 0 || part.output !== '');
  return {
    code: complaints.length > 0 ? 1 : 0,
    output: complaints.map(part => `${part.name}: ${part.output}`).join('\n'),
  };
}

/** What nothing uses; then, without the tests, what lives only because a test calls it. */
async function checkUnused() {
  const knip = check('knip/bin/knip.js', '--no-progress', '--treat-config-hints-as-errors');
  const all = await knip();
  return all.code === 0 ? check('knip/bin/knip.js', '--no-progress', '--production')() : all;
}

/** Steps in order, at most two at a time: there are two cores. */
async function runInPairs(steps) {
  const waiting = [...steps];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await step(...next);
  };
  await Promise.all([work(), work()]);
}

/** Runs one project of jest.config.cjs and adds its counts; a test file that can't be run counts as a failed test. */
async function runJest(project, ...args) {
  const folder = mkdtempSync(join(tmpdir(), 'jest-'));
  const report = join(folder, 'report.json');
  const counted = ['--json', `--outputFile=${report}`, '--passWithNoTests', '--selectProjects', project];
  const { code } = await run([...program('jest/bin/jest.js'), ...counted, ...args, ...jestArguments], {
    env: { NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
    timeLimitMs,
    show: true,
  });
  if (existsSync(report)) {
    const results = JSON.parse(readFileSync(report, 'utf8'));
    tests.passed += results.numPassedTests;
    tests.failed += results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    if (skipped > 0 && !isPart) {
      rmSync(folder, { recursive: true });
      return { code: 1, output: `${skipped} tests are skipped: mend or remove them.` };
    }
  }
  rmSync(folder, { recursive: true });
  return { code, output: '' };
}

await installPackages({ withDevelopment: true });
const chromium = await provideChromium();
if (chromium.path === null) {
  failedSteps.push('browser');
  tell(chromium.sentence);
} else {
  process.env.CHROMIUM_PATH = chromium.path;
}

await step('builds', buildAll);
if (!isPart) {
  await runInPairs([
    ['lint', check('eslint/bin/eslint.js', '--max-warnings', '0', '.')],
    ['types', check('typescript/bin/tsc', '--noEmit', '-p', '.')],
    ['format', check('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.')],
    ['cycles', check('dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', ...code)],
    ['unused', checkUnused],
  ]);
}
await step('unit', () => runJest('unit', '--maxWorkers=2'));
// Each of these tests starts a platform of its own, and most of them a browser: two at a time.
await step('platform', () => runJest('platform', '--maxWorkers=2'));

process.stdout.write(
  `\n${secondsSince(startedAt)} s in all.${failedSteps.length > 0 ? ` Failed: ${failedSteps.join(', ')}.` : ''}\n`,
);
process.stdout.write(`${tests.passed} passed, ${tests.failed} failed\n`);
process.exitCode = failedSteps.length > 0 ? 1 : 0;
