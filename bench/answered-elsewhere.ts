import type { Row } from './row';

/** Rows of programs that print a table for people and no `row` lines, read from that table. */
export const ANSWERED_ELSEWHERE: Readonly<Record<string, (output: string) => readonly Row[]>> = {
  panel: readPanel,
  matching: readMatching,
};

const PAINT = 1.3;
const SCRIPT_KB = 200;

/** `JavaScript, gzip   150.1 kB   120.0 kB   1.25` and `record, against the bare answer   500 ms   450 ms   1.11`. */
function readPanel(output: string): readonly Row[] {
  const script = /^JavaScript, gzip +([\d.]+) kB/m.exec(output)?.[1];
  const record = /^record, against the bare answer +(\d+) ms +(\d+) ms +([\d.]+)/m.exec(output);
  const rows: Row[] = [];
  if (record !== null) {
    const [, ours = '', empty = '', ratio = ''] = record;
    rows.push({
      what: 'panel: first paint of the record, against an empty page with the same libraries',
      figure: `${ratio} (${ours} ms against ${empty} ms)`,
      target: `within ${PAINT.toFixed(1)}`,
      met: Number(ratio) <= PAINT,
    });
  }
  if (script !== undefined) {
    rows.push({
      what: 'panel: JavaScript',
      figure: `${script} kB gzip`,
      target: `at most ${SCRIPT_KB} kB gzip`,
      met: Number(script) <= SCRIPT_KB,
    });
  }
  return rows;
}

/** Line `| this app | 720 | 0 | 0 | 140 | 0 | 16.3 % | 1.000 |` of the table of strategies. */
function readMatching(output: string): readonly Row[] {
  const line = output.split('\n').find(one => /^\| *this app *\|/.test(one));
  if (line === undefined) return [];
  const [right = '', wrong = '', missed = '', told = '', hidden = '', , recall = ''] = line
    .split('|')
    .slice(2, -1)
    .map(cell => cell.trim());
  return [
    {
      what: 'finding the right asset, on alerts whose truth is known',
      figure: `${right} right, ${wrong} wrong, ${missed} missed, ${told} ambiguous told, ${hidden} hidden, recall ${recall}`,
      target: '0 wrong, 0 ambiguous hidden, recall at least 0.99',
      met: Number(wrong) === 0 && Number(hidden) === 0 && Number(recall) >= 0.99,
    },
  ];
}
