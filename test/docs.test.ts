import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { manifest, root } from './manifest';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const decisions = readdirSync(join(root, 'docs/decisions'));
const documents = ['README.md', 'CONTEXT.md', ...decisions.map(name => `docs/decisions/${name}`)];

/** First and second cells of the table between the markers of README.md. */
function permissionRows(): string[][] {
  const [, table = ''] = /<!-- permissions:start -->([^]*)<!-- permissions:end -->/.exec(read('README.md')) ?? [];
  return table
    .trim()
    .split('\n')
    .slice(2)
    .map(row =>
      row
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim()),
    );
}

describe('documents', () => {
  test("README's table of scopes and hosts is the manifest's, each with what it is for", () => {
    const rows = permissionRows();
    const { scopes, external } = manifest.permissions;
    expect(rows.map(([what, kind]) => [what, kind])).toEqual([
      ...scopes.map(scope => [`\`${scope}\``, 'scope']),
      ...external.fetch.backend.map(({ address }) => [`\`${address}\``, 'egress, backend']),
      ...(external.configurable?.enabled === true ? [['hosts that an admin allows', 'egress, configurable']] : []),
    ]);
    expect(rows.filter(([, , purpose = '']) => purpose.length < 20)).toEqual([]);
  });

  test('links and pictures lead somewhere', () => {
    const broken = documents.flatMap(document =>
      [...read(document).matchAll(/\]\(([^)#]+)\)/g)]
        .map(([, target = '']) => target)
        .filter(target => !/^https?:/.test(target))
        .filter(target => !existsSync(join(root, dirname(document), target)))
        .map(target => `${document} → ${target}`),
    );
    expect(broken).toEqual([]);
  });

  test('the commands that README names exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...read('README.md').matchAll(/npm (?:run )?(start|test\b(?::\w+)?|build|bench(?::\w+)?)/g)];
    expect(named.map(([, name = '']) => name).filter(name => scripts[name] === undefined)).toEqual([]);
  });

  test('decisions are numbered without a gap, and each is one short paragraph', () => {
    expect(decisions.map(name => Number(name.slice(0, 4)))).toEqual(decisions.map((_, at) => at + 1));
    for (const name of decisions) {
      const [title = '', ...paragraphs] = read(`docs/decisions/${name}`)
        .trim()
        .split(/\n{2,}/);
      expect(title).toBe(`# ${Number(name.slice(0, 4))}. ${title.replace(/^# \d+\. /, '')}`);
      expect({ name, paragraphs: paragraphs.length }).toEqual({ name, paragraphs: 1 });
    }
  });

  test('CONTEXT.md has every folder of src/', () => {
    const context = read('CONTEXT.md');
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter(entry => entry.isDirectory());
    expect(folders.map(({ name }) => `src/${name}`).filter(name => !context.includes(`\`${name}\``))).toEqual([]);
  });
});
