import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { storageKeys } from '../src/forge/storage';
import { decideRetry } from '../src/domain/pacing/retry';
import type { FailureKind } from '../src/domain/pacing/failure';
import { OUTCOMES } from '../src/contract/vocabulary';
import { manifest, root } from './manifest';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
/** Files below a folder, as paths from the root. */
function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(entry =>
    entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
  );
}

const documents = [
  ...readdirSync(root).filter(name => name.endsWith('.md')),
  ...filesBelow('docs').filter(path => path.endsWith('.md')),
];

/** Rows of the table between two markers of a document, cells without their back-quotes. */
function table(document: string, name: string): string[][] {
  const [, text = ''] = new RegExp(`<!-- ${name}:start -->([^]*)<!-- ${name}:end -->`).exec(read(document)) ?? [];
  const rows = text.trim().split('\n').slice(2);
  return rows.map(row =>
    row
      .split('|')
      .slice(1, -1)
      .map(cell => cell.replaceAll('`', '').trim()),
  );
}

const firstCells = (document: string, name: string) => table(document, name).map(([first = '']) => first);

/** Every member, or the compiler complains. */
const kinds: Record<FailureKind, true> = {
  'not-configured': true,
  auth: true,
  forbidden: true,
  throttled: true,
  unavailable: true,
  timeout: true,
  'bad-query': true,
  'unexpected-answer': true,
  'egress-denied': true,
  conflict: true,
  'not-editable': true,
  'not-visible': true,
  'storage-refused': true,
};

describe('tables that repeat the code say what it says', () => {
  test("README's table of scopes and hosts is the manifest's, each with what it is for", () => {
    const rows = table('README.md', 'permissions');
    const { scopes, external } = manifest.permissions;
    expect(rows.map(([what, kind]) => [what, kind])).toEqual([
      ...scopes.map(scope => [scope, 'scope']),
      ...external.fetch.backend.map(({ address }) => [address, 'egress, backend']),
      ...(external.configurable?.enabled === true ? [['hosts that an admin allows', 'egress, configurable']] : []),
    ]);
    expect(rows.filter(([, , purpose = '']) => purpose.length < 20)).toEqual([]);
  });

  test('SECURITY.md has every key of storage, and every entity', () => {
    const keys = Object.values(storageKeys).map(key => (typeof key === 'string' ? key : key('<>')));
    const entities = [...read('manifest.yml').matchAll(/^ {6}- name: (\w+)$/gm)].map(([, name = '']) => name);
    const told = firstCells('SECURITY.md', 'storage').map(cell =>
      cell.replace(/ \((entity|secret)\)$/, '').replace(/<[^>]+>/, '<>'),
    );
    expect(told.sort()).toEqual([...keys, ...entities].sort());
  });

  test('the table beside the keys in the code has them, too', () => {
    const keys = Object.values(storageKeys).map(key => (typeof key === 'string' ? key : key('<>')));
    const rows = [...read('src/forge/storage.ts').matchAll(/^ \* \| (?:entity |secret )?`([^`]+)`/gm)];
    const told = rows.map(([, name = '']) => name.replace(/<[^>]+>/, '<>')).filter(name => name !== 'claim');
    expect(told.sort()).toEqual([...keys].sort());
  });

  test('analyst.md has every outcome', () => {
    expect(firstCells('docs/analyst.md', 'outcomes')).toEqual([...OUTCOMES]);
  });

  test('admin.md has every kind of failure, and whether the app tries again', () => {
    const rows = table('docs/admin.md', 'failures');
    expect(rows.map(([kind]) => kind).sort()).toEqual(Object.keys(kinds).sort());
    for (const [kind = '', , again] of rows) {
      const failure = {
        kind: kind as FailureKind,
        side: 'app',
        sentence: '',
        retryAfterMs: null,
        status: null,
      } as const;
      const decision = decideRetry(failure, { retryCount: 0, retentionMs: 86_400_000, jitter: 0 });
      expect({ kind, triesAgain: decision.kind === 'retry' }).toEqual({ kind, triesAgain: again?.startsWith('yes') });
    }
  });

  test('soc-lead.md has every alias that the manifest indexes, with its type', () => {
    const declared = [...read('manifest.yml').matchAll(/type: (\w+)\n +searchAlias: (\w+)/g)];
    expect(table('docs/soc-lead.md', 'aliases').map(([alias, type]) => [alias, type])).toEqual(
      declared.map(([, type, alias]) => [alias, type]),
    );
  });

  test('supply-chain.md has every package of the functions', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    expect(firstCells('docs/supply-chain.md', 'packages')).toEqual(Object.keys(dependencies));
  });

  test('security-engineer.md has every file that acts as the app', () => {
    const files = filesBelow('src').filter(
      path => !path.includes('.test.') && !path.endsWith('/jira-request.ts') && /jiraAsApp\(/.test(read(path)),
    );
    const told = firstCells('docs/security-engineer.md', 'as-app');
    expect(told.sort()).toEqual(files.sort());
  });

  test('local-platform.md names no path that the platform does not serve', () => {
    const [, text = ''] = /<!-- routes:start -->([^]*)<!-- routes:end -->/.exec(read('docs/local-platform.md')) ?? [];
    const code = ['local/server/local-routes.ts', 'local/axonius/local-routes.ts', 'local/jira/control.ts']
      .map(read)
      .join();
    const named = [...text.matchAll(/__local\/(\w+)/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(name => !code.includes(`/${name}'`))).toEqual([]);
  });
});

/** What things were called once; one thing has one name, on screens and in documents. */
const RETIRED = [
  'no observable',
  'No hostname',
  'Spellings asked',
  'Names that name no machine',
  'Questions to Axonius',
  'Count again',
  'Says something about a person',
  'has failed any more',
];

test.each(RETIRED)('no screen and no document says “%s”', term => {
  const screens = filesBelow('static').filter(path => /\.tsx?$/.test(path) && !/\/(dist|node_modules)\//.test(path));
  const saying = [...documents, ...screens].filter(path => read(path).includes(term));
  expect(saying).toEqual([]);
});

describe('documents', () => {
  test('every file that they name exists', () => {
    const missing = documents.flatMap(document =>
      [...read(document).matchAll(/`((?:src|test|local|bench|static|docs|scripts)\/[\w./-]+)`/g)]
        .map(([, path = '']) => path)
        .filter(path => !existsSync(join(root, path)))
        .map(path => `${document} → ${path}`),
    );
    expect(missing).toEqual([]);
  });

  test('maintainer.md walks through four changes, each with the files that it touches', () => {
    const text = read('docs/maintainer.md');
    const walks = ['a source', 'a fact', 'a way in', 'a screen'].map(change => {
      const [, walk = ''] = new RegExp(`^## Add ${change}\\n([^]*?)(?=^## )`, 'm').exec(text) ?? [];
      return [change, [...walk.matchAll(/`(?:src|static|local)[\w./-]*`|`manifest\.yml`/g)].length] as const;
    });
    expect(walks.filter(([, files]) => files < 4)).toEqual([]);
  });

  test('links lead to a file, and to a heading that it has', () => {
    const broken = documents.flatMap(document =>
      [...read(document).matchAll(/\]\(((?!https?:)[^)#]*)(?:#([^)]+))?\)/g)].flatMap(([, path = '', anchor]) => {
        const target = path === '' ? document : join(document, '..', path);
        const isThere = existsSync(join(root, target)) && (anchor === undefined || headings(target).includes(anchor));
        return isThere ? [] : [`${document} → ${path}#${anchor ?? ''}`];
      }),
    );
    expect(broken).toEqual([]);
  });

  test('commands that they name exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = documents.flatMap(document =>
      [...read(document).matchAll(/npm (?:run ([\w:]+)|(start|test)\b)/g)].map(([, run, short = '']) => run ?? short),
    );
    expect(named.filter(name => scripts[name] === undefined)).toEqual([]);
  });

  test('decisions are numbered without a gap, and each is headed by its number', () => {
    const decisions = readdirSync(join(root, 'docs/decisions'));
    expect(decisions.map(name => Number(name.slice(0, 4)))).toEqual(decisions.map((_, at) => at + 1));
    for (const name of decisions) {
      expect(read(`docs/decisions/${name}`)).toMatch(new RegExp(`^# ${Number(name.slice(0, 4))}\\. \\S`));
    }
  });

  test('CONTEXT.md has every folder of src/', () => {
    const context = read('CONTEXT.md');
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter(entry => entry.isDirectory());
    expect(folders.map(({ name }) => `src/${name}`).filter(name => !context.includes(`\`${name}\``))).toEqual([]);
  });
});

/** Headings as links name them: lower case, blanks as hyphens, without signs. */
function headings(document: string): string[] {
  return [...read(document).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}
