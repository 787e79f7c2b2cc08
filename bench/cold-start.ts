import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BUILD_DIRECTORY, buildApp, PROJECT } from '../local/forge/bundle/build';
import { readManifest } from '../local/forge/manifest';
import { median, printRow } from './row';

/** GET and PUT of Jira at 150 ms each, one question to Axonius at 400 ms. */
const RUN_MS = 150 + 400 + 150;
const SHARE = 0.05;

/** Loads a bundle in a fresh process as the runner does, and says how long that took. */
const LOAD = `
globalThis.__forge_fetch__ = fetch;
const start = performance.now();
require(process.argv[1]);
console.log(performance.now() - start);
`;

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '21' } } });

/** Loads the app's bundle and one of the bare @forge packages that it uses, both made by Forge's bundler, in turns. */
async function main(rounds: number): Promise<void> {
  const app = join(await buildApp(PROJECT, readManifest(PROJECT)), 'index.cjs');
  const bare = join(await buildBare(), 'index.cjs');
  const ofApp: number[] = [];
  const ofBare: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const [one, other] = [load(app), load(bare)];
    // The first one fills the system's file cache.
    if (round > 0) {
      ofApp.push(one);
      ofBare.push(other);
    }
  }
  const share = median(ofApp) / RUN_MS;
  const ratio = median(ofApp) / median(ofBare);
  printRow({
    what: 'cold start of the bundle, as a share of a run at 150 and 400 ms',
    figure: `${(share * 100).toFixed(1)} % (${median(ofApp).toFixed(0)} ms; ${ratio.toFixed(2)} of the bare @forge packages’ ${median(ofBare).toFixed(0)} ms; median of ${rounds}; bundles of ${kilobytes(app)} and ${kilobytes(bare)} kB)`,
    target: `at most ${SHARE * 100} %`,
    met: share <= SHARE,
  });
}

function kilobytes(file: string): number {
  return Math.round(statSync(file).size / 1000);
}

function load(bundle: string): number {
  return Number(execFileSync(process.execPath, ['-e', LOAD, bundle], { encoding: 'utf8' }));
}

/** An app of nothing but the packages; below the project, so that they are found. */
async function buildBare(): Promise<string> {
  const folder = join(BUILD_DIRECTORY, 'bare-app');
  mkdirSync(join(folder, 'src'), { recursive: true });
  const packages = ['api', 'events', 'kvs', 'resolver'];
  const lines = packages.map(name => `export * as ${name} from '@forge/${name}';`);
  writeFileSync(join(folder, 'src/index.ts'), [...lines, 'export const run = () => undefined;', ''].join('\n'));
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { module: 'esnext', moduleResolution: 'bundler', target: 'es2022' } }),
  );
  writeFileSync(join(folder, 'manifest.yml'), MANIFEST);
  return buildApp(folder, readManifest(folder));
}

const MANIFEST = `app:
  id: ari:cloud:ecosystem::app/00000000-0000-4000-8000-000000000000
  runtime:
    name: nodejs24.x
    architecture: arm64
    memoryMB: 256
modules:
  scheduledTrigger:
    - key: bare
      function: run
      interval: fiveMinute
  function:
    - key: run
      handler: index.run
permissions:
  scopes: []
`;

main(Number(values.rounds)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
