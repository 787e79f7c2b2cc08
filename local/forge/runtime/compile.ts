import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** Compiles a script of the platform that runs in a process of its own. Returns the path of the compiled file. */
export function compileScript(source: string, buildDirectory: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [source],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    write: false,
  });
  const contents = outputFiles[0]?.contents ?? new Uint8Array();
  const file = join(buildDirectory, `${createHash('sha256').update(contents).digest('hex').slice(0, 16)}.cjs`);
  if (!existsSync(file)) {
    mkdirSync(buildDirectory, { recursive: true });
    // Several processes may compile at once; a rename shows each of them a whole file.
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, contents);
    renameSync(unfinished, file);
  }
  return file;
}
