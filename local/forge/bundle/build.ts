import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { compileScript } from '../runtime/compile';
import type { AppManifest } from '../manifest';

export const PROJECT = resolve(__dirname, '../../..');
export const BUILD_DIRECTORY = join(PROJECT, 'local/.build');

const KEPT_BUNDLES = 8;

/**
 * Bundles an app's `src/` with Forge's own bundler configuration and returns the folder of the bundle. What was built
 * before from the same sources is taken from `local/.build/`. `BUNDLE_WITHOUT_TYPES=1` leaves types unchecked, as `npm start`
 * does.
 * @throws when the app doesn't compile or the bundler warns, with its words
 */
export async function buildApp(appDirectory: string, manifest: AppManifest): Promise<string> {
  const files = [...new Set([...manifest.functions.values()].map(fn => fn.file))].sort();
  const output = join(BUILD_DIRECTORY, `app-${fingerprint(appDirectory, files)}`);
  if (existsSync(join(output, 'index.cjs'))) return output;
  const worker = compileScript(join(__dirname, 'worker.ts'), BUILD_DIRECTORY);
  const unfinished = `${output}.${process.pid}-${Date.now()}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    await new Promise<void>((done, fail) => {
      execFile(
        process.execPath,
        [worker, appDirectory, unfinished, ...files],
        { maxBuffer: 1 << 26 },
        (error, stdout, stderr) => {
          if (error) fail(new Error(`The app can't be bundled: ${(stderr + stdout).trim() || error.message}`));
          else done();
        },
      );
    });
    // Two builds of the same sources may end at once; they are equal, so the first one stays.
    if (!existsSync(output)) renameSync(unfinished, output);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  removeOldBundles(output);
  return output;
}

function fingerprint(appDirectory: string, files: readonly string[]): string {
  const hash = createHash('sha256').update(files.join('\0'));
  hash.update(process.env['BUNDLE_WITHOUT_TYPES'] ?? '');
  const add = (file: string, name: string) => hash.update(name).update('\0').update(readFileSync(file)).update('\0');
  for (const file of sources(join(appDirectory, 'src'))) add(file, relative(appDirectory, file));
  const config = join(appDirectory, 'tsconfig.json');
  if (existsSync(config)) add(config, 'tsconfig.json');
  add(join(PROJECT, 'package-lock.json'), 'package-lock.json');
  add(join(__dirname, 'worker.ts'), 'worker.ts');
  return hash.digest('hex').slice(0, 16);
}

function sources(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.[cm]?[jt]sx?$|\.json$/.test(name) && !/\.test\.tsx?$/.test(name))
    .sort()
    .map(name => join(directory, name));
}

function removeOldBundles(current: string): void {
  const hourAgo = Date.now() - 3_600_000;
  for (const name of readdirSync(BUILD_DIRECTORY)) {
    const path = join(BUILD_DIRECTORY, name);
    if (/^app-[0-9a-f]{16}\./.test(name) && statSync(path).mtimeMs < hourAgo)
      rmSync(path, { recursive: true, force: true });
  }
  const bundles = readdirSync(BUILD_DIRECTORY)
    .filter(name => /^app-[0-9a-f]{16}$/.test(name))
    .map(name => join(BUILD_DIRECTORY, name))
    .filter(path => path !== current)
    .map(path => ({ path, at: statSync(path).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { path } of bundles.slice(KEPT_BUNDLES - 1)) rmSync(path, { recursive: true, force: true });
}
