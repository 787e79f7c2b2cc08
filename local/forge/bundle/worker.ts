/**
 * Bundles an app as `forge deploy` does and copies the result. Started as `node worker.cjs <app directory> <output
 * directory> <file>…`; a process of its own, because the bundler resolves the app's files from the working directory,
 * wants a main module, and needs much memory.
 */
import { cpSync, readFileSync } from 'node:fs';
import { getEntryPoints, getNodeBundler } from '@forge/bundler';
import { parse } from 'yaml';

async function main(appDirectory: string, output: string, files: string[]): Promise<void> {
  process.chdir(appDirectory);
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
