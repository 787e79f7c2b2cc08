/**
 * Bundles an app as `forge deploy` does and copies the result. Started as `node worker.cjs <app directory> <output
 * directory> <file>…`; a process of its own, because the bundler resolves the app's files from the working directory,
 * wants a main module, and needs much memory.
 */
import { cpSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getEntryPoints, getNodeBundler } from '@forge/bundler';
import type * as CommonConfig from '@forge/bundler/out/config/common';
import { parse } from 'yaml';

/**
 * Leaves type errors to `npm test`: two thirds of bundling is checking types, and whoever types `npm start` on a fresh clone
 * waits for it. Everything else of Forge's configuration stays.
 */
function skipTypes(): void {
  // The bundler reads this function from its module at each call, so the module itself is changed; `require` gives it untyped.
  const commonConfig = createRequire(__filename)('@forge/bundler/out/config/common') as typeof CommonConfig;
  const { getCommonWebpackConfig } = commonConfig;
  const withoutTypes: typeof getCommonWebpackConfig = options => {
    const config = getCommonWebpackConfig(options);
    for (const rule of config.module.rules) {
      if (typeof rule !== 'object' || rule === null || !Array.isArray(rule.use)) continue;
      for (const use of rule.use) {
        if (typeof use !== 'object' || use === null || use.loader !== 'ts-loader') continue;
        use.options = { ...(typeof use.options === 'object' ? use.options : {}), transpileOnly: true };
      }
    }
    return config;
  };
  Object.assign(commonConfig, { getCommonWebpackConfig: withoutTypes });
}

async function main(appDirectory: string, output: string, files: string[]): Promise<void> {
  process.chdir(appDirectory);
  if (process.env['BUNDLE_WITHOUT_TYPES'] === '1') skipTypes();
  const warnings: string[] = [];
  const quiet = () => undefined;
  const bundler = getNodeBundler(
    {
      traceEnabled: false,
      debugEnabled: false,
      trace: quiet,
      debug: quiet,
      info: quiet,
      error: error => void warnings.push(error.message),
      warn: text => void warnings.push(text),
    },
    // Atlassian's own wrapper is downloaded when an app is deployed; the platform's runner stands in for it.
    {
      getNodeRuntimeLoader: () => Promise.resolve({ script: '', source: 'local', version: 'local' }),
      getNodeRuntimeWrapper: () => Promise.resolve({ script: '', source: 'local', version: 'local' }),
    },
    { readConfig: () => Promise.resolve(parse(readFileSync('manifest.yml', 'utf8'))) },
  );
  const { outputDir } = await bundler.bundle({
    appDirectory,
    entryPoints: getEntryPoints(files.map(module => ({ module, func: '' }))),
  });
  if (warnings.length > 0) throw new Error(`the bundler warns:\n${warnings.join('\n')}`);
  cpSync(outputDir, output, { recursive: true });
}

const [, , appDirectory = '', output = '', ...files] = process.argv;
main(appDirectory, output, files).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
