import { recallOf, type Score } from './score';

const COLUMNS = [
  'strategy',
  'right',
  'wrong',
  'missed',
  'ambiguous told',
  'ambiguous hidden',
  'share ambiguous',
  'recall of findable',
] as const;

/** The scores as a Markdown table, aligned so that it reads as text too. */
export function formatTable(scores: ReadonlyMap<string, Score>): string {
  const rows = [...scores].map(([name, score]) => [
    name,
    String(score.counts.right),
    String(score.counts.wrong),
    String(score.counts.missed),
    String(score.counts['ambiguous told']),
    String(score.counts['ambiguous hidden']),
    `${((100 * score.saidAmbiguous) / Math.max(1, score.alerts)).toFixed(1)} %`,
    recallOf(score).toFixed(3),
  ]);
  const widths = COLUMNS.map((column, index) => Math.max(column.length, ...rows.map(row => row[index]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, index) => (index === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(COLUMNS), rule, ...rows.map(line)].join('\n');
}
