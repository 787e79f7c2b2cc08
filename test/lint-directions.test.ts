import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './manifest';

interface Snippet {
  /** Of a file that exists: TypeScript is asked about it, whatever the text. */
  readonly path: string;
  readonly text: string;
  /** A part of the complaint; null where there must be none. */
  readonly complaint: string | null;
  readonly needsTypes?: boolean;
}

const importing = (path: string, from: string, complaint: string | null): Snippet => ({
  path,
  text: `import * as other from '${from}';\nexport const used = other;\n`,
  complaint,
});
const inDomain = (expression: string, complaint: string | null): Snippet => ({
  path: 'src/domain/matching/asset.ts',
  text: `export const value = (at: string) => [at, ${expression}];\n`,
  complaint,
});
const anywhere = (text: string, complaint: string): Snippet => ({ path: 'src/runs/ports.ts', text, complaint });

const snippets: readonly Snippet[] = [
  importing('src/contract/record.ts', '../domain/matching/asset', 'imports nothing'),
  importing('src/domain/matching/asset.ts', '../../settings/settings', 'domain/ is pure'),
  importing('src/domain/matching/asset.ts', '../../runs/ports', 'domain/ is pure'),
  importing('src/domain/matching/asset.ts', '@forge/api', 'Only src/forge/'),
  importing('src/domain/matching/asset.ts', '../../../local/http/serve', 'it never imports local/'),
  importing('src/settings/settings.ts', '../runs/ports', 'settings/ may import'),
  importing('src/runs/ports.ts', '../settings/settings', 'through ports.ts only'),
  importing('src/runs/ports.ts', '../forge/storage', 'through ports.ts only'),
  importing('src/runs/ports.ts', '@forge/kvs', 'Only src/forge/'),
  importing('src/sources/axonius/client.ts', '../../runs/ports', 'sources/ may import'),
  importing('src/features/sweep/sweep.ts', '../../forge/storage', 'hands it the outside'),
  importing('src/features/sweep/sweep.ts', '../../jira/client', 'hands it the outside'),
  importing('src/entry/issue-event.ts', '../jira/client', 'entry/ translates'),
  importing('src/entry/issue-event.ts', '@forge/events', 'Only src/forge/'),
  importing('src/forge/storage.ts', '../entry/issue-event', 'forge/ composes'),
  importing('src/forge/storage.ts', '../../local/http/serve', 'it never imports local/'),
  importing('src/index.ts', './jira/client', 'index.ts only exports'),
  importing('static/vite.config.ts', '../src/domain/matching/asset', 'contract/ only'),
  importing('static/vite.config.ts', '../local/http/serve', 'contract/ only'),
  importing('local/http/serve.ts', '../../src/forge/storage', 'never forge/ or entry/'),

  importing('src/domain/matching/asset.ts', '../../contract/record', null),
  importing('src/settings/settings.ts', '../domain/matching/asset', null),
  importing('src/runs/ports.ts', '../domain/matching/asset', null),
  importing('src/features/sweep/sweep.ts', '../../runs/ports', null),
  importing('src/entry/issue-event.ts', '../runs/ports', null),
  importing('src/entry/issue-event.ts', '../forge/storage', null),
  importing('src/forge/storage.ts', '../runs/ports', null),
  importing('src/forge/storage.ts', '@forge/kvs', null),
  importing('static/vite.config.ts', '../src/contract/record', null),

  inDomain('Date.now()', 'does not read the clock'),
  inDomain('new Date()', 'does not read the clock'),
  inDomain('Date()', 'does not read the clock'),
  inDomain('performance.now()', 'domain/ is pure'),
  inDomain('Math.random()', 'does not roll dice'),
  inDomain('crypto.randomUUID()', 'neither clock nor randomness'),
  inDomain('process.env', 'domain/ is pure'),
  inDomain('new Date(at)', null),
  inDomain('Date.parse(at)', null),

  anywhere('export const value: any = 1;\n', 'no-explicit-any'),
  anywhere("export enum Kind {\n  A = 'a',\n}\n", 'Use a union'),
  anywhere('export default 1;\n', 'Exports are named'),
  {
    ...anywhere('export function f() {\n  Promise.reject(new Error());\n}\n', 'no-floating-promises'),
    needsTypes: true,
  },
  anywhere('// eslint-disable-next-line eqeqeq\nexport const same = 1;\n', 'has no effect'),
];

/** What the linter says of each text, with the project's own configuration. jest can't load that, so Node does. */
function lint(texts: readonly Snippet[]): readonly string[] {
  const answer = execFileSync(process.execPath, [join(root, 'test/lint-snippets.mjs')], {
    cwd: root,
    input: JSON.stringify(texts),
    encoding: 'utf8',
  });
  return JSON.parse(answer) as string[];
}

describe("the linter holds the project's rules", () => {
  let complaints: readonly string[];
  beforeAll(() => {
    complaints = lint(snippets);
  }, 120_000);

  test.each(
    snippets.map((snippet, at) => ({ ...snippet, at, first: snippet.text.trim().split('\n').slice(0, 2).join(' ') })),
  )('$path: $first', ({ at, complaint }) => {
    if (complaint === null) expect(complaints[at]).toBe('');
    else expect(complaints[at]).toContain(complaint);
  });
});
