import { join } from 'node:path';
import { readFile, writeFile } from 'node:fs/promises';

const RESULTS = join(__dirname, '..', 'RESULTS.md');
const START = '<!-- matching:start -->';
const END = '<!-- matching:end -->';

/** Replaces what stands between the markers in `bench/RESULTS.md`, or adds the markers at its end. */
export async function writeSection(text: string): Promise<void> {
  const before = await readFile(RESULTS, 'utf8').catch(() => '# Results\n');
  await writeFile(RESULTS, replaceSection(before, text));
}

export function replaceSection(page: string, text: string): string {
  const section = `${START}\n\n${text}\n\n${END}`;
  const start = page.indexOf(START);
  const end = page.indexOf(END, start);
  if (start === -1 || end === -1) return `${page.trimEnd()}\n\n## Finding the right asset\n\n${section}\n`;
  return `${page.slice(0, start)}${section}${page.slice(end + END.length)}`;
}
