import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getClientSideLintersOnly, tsParser, type LintInput } from '@forge/lint';
import { ProcessorBuilder, ValidationTypes, validateTriggerScopes, type ManifestSchema } from '@forge/manifest';
import { buildApp } from '../local/forge/bundle/build';
import { readManifest } from '../local/forge/manifest';
import { manifest, modulesOf, root, type Manifest } from './manifest';

/** Warnings of Forge's validation that stay, each with the reason why. Everything else fails. */
const accepted: readonly { readonly says: RegExp; readonly because: string }[] = [];

/** The only thing that the linters ask of Atlassian's feature flags, which need a login. */
const featureFlags = { getDeprecatedRuntimes: () => Promise.resolve(['nodejs18.x', 'nodejs20.x', 'sandbox']) };

function unaccepted(problems: readonly string[]): string[] {
  return problems.filter(problem => !accepted.some(({ says }) => says.test(problem)));
}

async function validate(path?: string): Promise<string[]> {
  const processor = ProcessorBuilder.instance().withValidation(ValidationTypes.FULL).build();
  const result = await processor.process(path);
  return (result.errors ?? []).map(({ level, line, message }) => `${level} in manifest.yml:${line} ${message}`);
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map(name => `${folder}/${name}`);
}

/** The linters look at syntax only; types are checked elsewhere, and asking for them here takes a minute. */
async function parse(filepath: string): Promise<LintInput> {
  const withoutTypes = { errorOnTypeScriptSyntacticAndSemanticIssues: false, project: [] };
  const options = withoutTypes as unknown as NonNullable<Parameters<typeof tsParser>[2]>;
  return { filepath, ast: await tsParser(readFileSync(join(root, filepath), 'utf8'), filepath, options) };
}

/**
 * What Forge's linters that need no login say. They are called one by one: `lint` of the same package passes over every
 * TypeScript file where tsconfig.json has no `include`.
 */
async function lintApp(app: Manifest, isAsked: (linter: string) => boolean = () => true): Promise<string[]> {
  const said: string[] = [];
  const logger = { info: (line: string) => void said.push(line) };
  const flags = featureFlags as unknown as Parameters<typeof getClientSideLintersOnly>[3];
  const linters = await getClientSideLintersOnly(app as unknown as ManifestSchema, 'production', logger, flags);
  const inputs = await Promise.all(sourceFiles('src').map(parse));

  const problems: string[] = [];
  for (const linter of linters) {
    // It downloads tables of scopes.
    if (linter.constructor.name === 'PermissionLinter' || !isAsked(linter.constructor.name)) continue;
    await linter.bootstrap();
    for (const { file, errors, warnings, approvals } of await linter.batchExecute(inputs)) {
      for (const { line, message } of [...errors, ...warnings, ...approvals])
        problems.push(`${file}:${line} ${message}`);
    }
  }
  // A linter that breaks says so to the logger and reports nothing.
  return [...said, ...problems];
}

describe('manifest.yml', () => {
  beforeAll(() => {
    // Validation looks into the folders of the built screens; a build without changes takes no time.
    execFileSync(process.execPath, ['scripts/build.mjs', '--screens'], { cwd: root, stdio: 'pipe' });
  }, 300_000);

  test("passes Forge's full validation without an error or a warning that nobody accepted", async () => {
    expect(unaccepted(await validate())).toEqual([]);
  }, 120_000);

  test('every accepted warning still occurs', async () => {
    const problems = await validate();
    expect(accepted.filter(({ says }) => !problems.some(problem => says.test(problem)))).toEqual([]);
  }, 120_000);

  test('the validation sees a mistake', async () => {
    const broken = join(mkdtempSync(join(tmpdir(), 'manifest-')), 'manifest.yml');
    const text = readFileSync(join(root, 'manifest.yml'), 'utf8');
    writeFileSync(broken, text.replace(/handler: index\.\w+/, 'handler: nowhere.f'));
    expect((await validate(broken)).join('\n')).toContain('nowhere');
  }, 120_000);

  test("passes Forge's linters that need no login", async () => {
    expect(unaccepted(await lintApp(manifest))).toEqual([]);
  }, 300_000);

  test('the linters see a handler that is not exported', async () => {
    const [first, ...others] = modulesOf('function');
    const broken = {
      ...manifest,
      modules: { ...manifest.modules, function: [{ ...first!, handler: 'index.nobody' }, ...others] },
    };
    expect((await lintApp(broken, linter => linter === 'HandlerLinter')).join('\n')).toContain('nobody');
  }, 300_000);

  test('the scopes suffice for every event that a trigger asks for', async () => {
    const events = modulesOf('trigger').flatMap(({ events = [] }) =>
      events.map(event => (typeof event === 'string' ? event : event.eventType)),
    );
    expect(events).toContain('avi:jira:created:issue');
    const results = await Promise.all(
      events.map(event => validateTriggerScopes(event, [...manifest.permissions.scopes])),
    );
    expect(results.filter(({ valid }) => !valid)).toEqual([]);
  });

  test("src/ builds with Forge's bundler configuration, without a warning", async () => {
    const bundle = await buildApp(root, readManifest(root));
    expect(existsSync(join(bundle, 'index.cjs'))).toBe(true);
  }, 300_000);
});
