import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifest, modulesOf, root, usersOf } from './manifest';

const index = readFileSync(join(root, 'src/index.ts'), 'utf8');

/** Names that src/index.ts exports, in their order there. */
const exported = [...index.matchAll(/export\s+(?:\{([^}]*)\}|(?:const|function|async function)\s+(\w+))/g)].flatMap(
  ([, list, name]) =>
    (list === undefined
      ? [name]
      : list.split(',').map(part =>
          part
            .trim()
            .split(/\s+as\s+/)
            .pop(),
        )
    ).filter((part): part is string => part !== undefined && part !== '' && !part.startsWith('type ')),
);

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map(name => readFileSync(join(root, folder, name), 'utf8'));
}

const functions = modulesOf('function');
const scopeReasons: Readonly<Record<string, string>> = {
  'read:jira-work': 'the alert, its fields and record, field names, JQL search, permission checks, issue events',
  'write:jira-work': 'the target field and the record',
  'storage:app': 'settings, credentials, cached answers, the shared pause, claims, sweep and backfill state',
};

describe('the manifest and the code', () => {
  test('every function has its handler among the exports of src/index.ts, in the same order', () => {
    expect(functions.map(({ handler }) => handler)).toEqual(exported.map(name => `index.${name}`));
  });

  test('every function that a module names exists, and every function is used', () => {
    const declared = functions.map(({ key }) => key);
    const named = Object.values(manifest.modules)
      .flat()
      .flatMap(module => [module.function, module.resolver?.function])
      .filter(key => key !== undefined);
    expect([...new Set(named)].sort()).toEqual([...declared].sort());
  });

  test('the queues that the code pushes to are the queues that consumers read', () => {
    const pushedTo = sourceFiles('src/forge').flatMap(text =>
      [...text.matchAll(/new Queue(?:<[^>]*>)?\(\{\s*key:\s*'([^']+)'/g)].map(([, key]) => key),
    );
    expect(pushedTo).not.toEqual([]);
    expect([...new Set(pushedTo)].sort()).toEqual(
      modulesOf('consumer')
        .map(({ queue }) => queue)
        .sort(),
    );
  });

  test('every resource is a folder of the project, and every module names a declared one', () => {
    const keys = manifest.resources.map(({ key }) => key);
    for (const { path } of manifest.resources) {
      const source = path.replace(/^static\/dist\//, 'static/');
      expect({ path, exists: existsSync(join(root, source)) }).toEqual({ path, exists: true });
    }
    const named = Object.values(manifest.modules)
      .flat()
      .flatMap(({ resource }) => (resource === undefined ? [] : [resource.split('/')[0]]));
    expect(named.filter(key => key === undefined || !keys.includes(key))).toEqual([]);
  });

  test('icons that modules name exist', () => {
    const icons = Object.values(manifest.modules)
      .flat()
      .flatMap(({ icon }) => (icon === undefined ? [] : [icon]));
    for (const icon of icons) {
      const [, key, file] = /^resource:([^;]+);(.+)$/.exec(icon) ?? [];
      const folder = manifest.resources.find(resource => resource.key === key)?.path;
      expect({ icon, exists: existsSync(join(root, folder ?? 'nowhere', file ?? '')) }).toEqual({ icon, exists: true });
    }
  });

  // Forge: "function key" and "resource key" have at most 23 characters; keys are unique across the whole manifest.
  test('keys are short enough and unique', () => {
    const resources = manifest.resources.map(({ key }) => key);
    const long = [...functions.map(({ key }) => key), ...resources].filter(key => key.length > 23);
    expect(long).toEqual([]);
    const keys = Object.values(manifest.modules)
      .flat()
      .map(({ key }) => key);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  // Forge: a function runs for more than 55 seconds only where consumers and scheduled triggers alone use it.
  test('only functions of consumers and scheduled triggers run long', () => {
    const long = functions.filter(({ timeoutSeconds = 0 }) => timeoutSeconds > 55).map(({ key }) => key);
    for (const key of long) {
      const kinds = usersOf(key).map(({ kind }) => kind);
      expect({ key, others: kinds.filter(kind => kind !== 'consumer' && kind !== 'scheduledTrigger') }).toEqual({
        key,
        others: [],
      });
    }
    expect(functions.filter(({ timeoutSeconds = 0 }) => timeoutSeconds > 900)).toEqual([]);
  });

  test('no consumer shares its function with anything else', () => {
    for (const { function: key = '' } of modulesOf('consumer')) {
      expect(usersOf(key).map(({ kind }) => kind)).toEqual(['consumer']);
    }
  });

  test('the app asks for these scopes and no other', () => {
    expect([...manifest.permissions.scopes].sort()).toEqual(Object.keys(scopeReasons).sort());
  });

  test('the app calls hosted Axonius tenants, and others only where an admin allows them', () => {
    expect(manifest.permissions.external).toEqual({
      fetch: { backend: [{ address: '*.axonius.com' }] },
      configurable: { enabled: true },
    });
  });

  test('nothing weakens the content security policy of the screens', () => {
    expect(Object.keys(manifest.permissions).sort()).toEqual(['external', 'scopes']);
  });
});
