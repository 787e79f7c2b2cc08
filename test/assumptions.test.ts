import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './manifest';

const FOLDERS = ['src', 'static', 'local'];
const document = readFileSync(join(root, 'docs/assumptions.md'), 'utf8');
const [, table = ''] = /<!-- assumptions:start -->([^]*)<!-- assumptions:end -->/.exec(document) ?? [];
const rows = table
  .trim()
  .split('\n')
  .slice(2)
  .map(row =>
    row
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim()),
  );

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(entry => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return /node_modules|dist|\.build/.test(entry.name) ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

const marked = FOLDERS.flatMap(sources).flatMap(path =>
  [...readFileSync(join(root, path), 'utf8').matchAll(/assumption: ([a-z0-9-]+)/g)].map(([, id = '']) => id),
);

test('every marker of the code has its row, and every row its marker', () => {
  const told = rows.map(([id = '']) => id.replaceAll('`', ''));
  expect([...told].sort()).toEqual([...new Set(marked)].sort());
});

test('no assumption is told twice', () => {
  const ids = rows.map(([id]) => id);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});

test('each has a source, a line of Check, or says that there is none, and what then', () => {
  const poor = rows.filter(
    ([, what = '', source = '', then = '']) =>
      what.length < 20 || !/https:|Check: _|^none|Jira’s|Jira's/.test(source) || then.length < 15,
  );
  expect(poor).toEqual([]);
});

test('the lines of Check that it names exist', () => {
  const describe = ['describe-site', 'describe-watch']
    .map(name => readFileSync(join(root, `src/features/check/${name}.ts`), 'utf8'))
    .join('\n');
  const named = rows.flatMap(([, , source = '']) =>
    [...(source.split('Check: ')[1] ?? '').matchAll(/_([^_]+)_/g)].map(([, title = '']) => title),
  );
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter(title => !describe.includes(`'${title}'`))).toEqual([]);
});
