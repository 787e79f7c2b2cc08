import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { readFile, writeFile } from 'node:fs/promises';
import type { Row } from './row';

const RESULTS = join(__dirname, 'RESULTS.md');
const START = '<!-- rows:start -->';
const END = '<!-- rows:end -->';

/** Puts the rows, with machine and date, between the markers in `bench/RESULTS.md`; other sections stay. */
export async function writeResults(rows: readonly Row[]): Promise<void> {
  const before = await readFile(RESULTS, 'utf8').catch(() => '# Results\n');
  await writeFile(RESULTS, replaceRows(before, `${describeMachine()}\n\n${formatRows(rows)}`));
}

/** The page with the section between the markers replaced, or put after its title where there is none. */
export function replaceRows(page: string, text: string): string {
  const section = `${START}\n\n${text}\n\n${END}`;
  const start = page.indexOf(START);
  const end = page.indexOf(END, start);
  if (start !== -1 && end !== -1) return `${page.slice(0, start)}${section}${page.slice(end + END.length)}`;
  const [title = '# Results', ...rest] = page.split('\n');
  return `${title}\n\n${section}\n${rest.join('\n')}`;
}

/** A Markdown table. */
export function formatRows(rows: readonly Row[]): string {
  const lines = rows.map(({ what, figure, target, met }) => [
    what,
    figure,
    target,
    met === null ? '' : met ? 'yes' : '**no**',
  ]);
  return [['what', 'figure', 'target', 'met'], ['---', '---', '---', '---'], ...lines]
    .map(cells => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

function describeMachine(): string {
  const date = new Date().toISOString().slice(0, 10);
  const memory = Math.round(totalmem() / 2 ** 30);
  return (
    `Measured by \`npm run bench\` on ${date}: ${cpus().length} cores, ${memory} GB of memory, Node ${process.version}. ` +
    'Times are ratios against the bare minimum in the same run; absolute ones hold for this machine alone.'
  );
}
