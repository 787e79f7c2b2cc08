import './node-version.mjs';
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { installPackages } from './packages.mjs';
import { root, tell } from './project.mjs';
import { buildBundle } from './bundle.mjs';
import { buildScreens } from './screens.mjs';

let platform;

// A signal to npm ends the shell between npm and this process, and reaches neither of us: the shell's end is the sign.
const parent = process.ppid;
const watch = setInterval(() => {
  if (process.env.npm_lifecycle_event !== 'start' || process.ppid === parent) return;
  clearInterval(watch);
  if (platform) platform.kill('SIGTERM');
  else process.exit(1);
}, 200);

await installPackages({ withDevelopment: false });

// Types are checked by `npm test`; whoever waits for the first start need not wait for that.
process.env.BUNDLE_WITHOUT_TYPES = '1';

tell('Building the app and its screens ...');
const parts = await Promise.all([buildScreens(), buildBundle()]);
const failed = parts.flat().filter(part => part.code !== 0);
for (const { name, output } of failed) tell(`${output}\nThe build of "${name}" failed (the reason is above).`);
if (failed.length > 0) process.exit(1);

platform = spawn(process.execPath, ['--import', 'tsx', 'local/start.ts'], { cwd: root, stdio: 'inherit' });

// The terminal sends Ctrl+C to both; a signal from elsewhere reaches this process only.
process.on('SIGINT', () => {
  if (!process.stdin.isTTY) platform.kill('SIGINT');
});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => platform.kill(signal));
platform.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
