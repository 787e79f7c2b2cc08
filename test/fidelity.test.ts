import { readFileSync } from 'node:fs';

const FILES = ['local/jira/FIDELITY.md', 'local/axonius/FIDELITY.md', 'local/forge/FIDELITY.md'];

interface Row {
  readonly behaviour: string;
  readonly section: string;
  readonly state: string;
  readonly page: string;
}

function readRows(file: string): readonly Row[] {
  const rows: Row[] = [];
  let section = '';
  let head: readonly string[] = [];
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.startsWith('#')) section = line.replace(/^#+ /, '').toLowerCase();
    if (!line.startsWith('|')) head = [];
    if (!line.startsWith('|') || /^[|\s-]+$/.test(line)) continue;
    const cells = line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map(cell => cell.trim());
    if (head.length === 0) {
      head = cells;
      continue;
    }
    const cell = (name: string): string => cells[head.indexOf(name)] ?? '';
    rows.push({ behaviour: cells[0] ?? '', section, state: cell('state'), page: cell('page') });
  }
  return rows;
}

/** An address, a package, or a file of public source. */
const PAGE = /<https:\/\/[^>]+>|`@forge\/[a-z]+`|`[\w/]+\.(?:java|js|py|ts)`/;
const WITHOUT_PAGE = ['believed', 'not simulated'];

test.each(FILES)('%s: what is called simulated names its page, all else is called believed or not simulated', file => {
  const rows = readRows(file);
  expect(rows.length).toBeGreaterThan(20);
  const lacking = rows.filter(
    ({ section, state, page }) => !PAGE.test(page) && !WITHOUT_PAGE.includes(state === '' ? section : state),
  );
  expect(lacking.map(({ behaviour }) => behaviour)).toEqual([]);
});
