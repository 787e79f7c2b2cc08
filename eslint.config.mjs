import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/**
 * Which folder may import which: `CONTEXT.md` and `docs/decisions/0004-imports-run-one-way.md` say why.
 * A folder may always import itself.
 */
const mayImport = {
  contract: [],
  domain: ['contract'],
  sources: ['domain', 'contract'],
  jira: ['domain', 'contract'],
  settings: ['domain', 'contract'],
  runs: ['domain', 'contract'],
  features: ['runs', 'settings', 'domain', 'contract'],
  forge: ['features', 'runs', 'sources', 'jira', 'settings', 'domain', 'contract'],
  entry: ['features', 'runs', 'settings', 'forge', 'domain', 'contract'],
  index: ['entry', 'forge'],
  static: ['contract'],
  pages: ['local', 'domain', 'contract'],
  local: ['pages', 'contract', 'domain', 'sources', 'jira', 'settings', 'runs', 'features'],
};

const whyNot = {
  contract: 'contract/ is shared with the screens and imports nothing, so that a screen never carries backend code.',
  domain: 'domain/ is pure: it may import contract/ only, so that it is tested without a platform.',
  sources: 'sources/ may import domain/ and contract/ only: it does not know who asks.',
  jira: 'jira/ may import domain/ and contract/ only: it does not know who writes.',
  settings: 'settings/ may import domain/ and contract/ only.',
  runs: 'runs/ reaches the outside through ports.ts only; forge/wire.ts composes the real parts.',
  features: 'features/ is made of runs/, settings/ and domain/; forge/ hands it the outside as ports.',
  forge: 'forge/ composes the parts below it; it never imports a way in, local/ or the screens.',
  entry: 'entry/ translates calls: it may import features/, runs/, settings/, forge/, domain/ and contract/ only.',
  index: 'index.ts only exports what entry/ offers, in manifest order.',
  static: 'The screens run in the browser: of src/ they may import contract/ only.',
  pages: 'The local pages run in the browser: of src/ they may import contract/ and domain/ only.',
  local: 'local/ runs the bundle of the app; of src/ it may import types and pure parts, never forge/ or entry/.',
};

const elements = [
  { type: 'index', pattern: 'src/index.ts', mode: 'full' },
  ...['contract', 'domain', 'sources', 'jira', 'settings', 'runs', 'features', 'forge', 'entry'].map(type => ({
    type,
    pattern: `src/${type}/**/*`,
    mode: 'full',
  })),
  { type: 'pages', pattern: 'local/pages/**/*', mode: 'full' },
  { type: 'static', pattern: 'static/**/*', mode: 'full' },
  { type: 'local', pattern: 'local/**/*', mode: 'full' },
];

const directions = Object.entries(mayImport).map(([from, targets]) => ({
  from: { element: { type: from } },
  disallow: { to: { element: { types: { noneOf: [from, ...targets] } } } },
  message: whyNot[from],
}));

const forgePackages = {
  group: ['@forge/*'],
  message: 'Only src/forge/ may import @forge/*: everything else runs without the platform.',
};
const localPlatform = {
  regex: '^(\\.\\./)+(local|static|test|bench)(/|$)',
  message: 'src/ is what is deployed: it never imports local/, static/, test/ or bench/.',
};

const clockOrChance = [
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'domain/ does not read the clock: take the time as a parameter.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'domain/ does not read the clock: take the time as a parameter.',
  },
  {
    selector: "CallExpression[callee.name='Date']",
    message: 'domain/ does not read the clock: take the time as a parameter.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'domain/ does not roll dice: take the random number as a parameter.',
  },
  {
    selector: 'MemberExpression[property.name=/^(randomUUID|randomBytes|randomInt|getRandomValues|hrtime)$/]',
    message: 'domain/ reads neither clock nor randomness: take the value as a parameter.',
  },
  {
    selector:
      'ImportSpecifier[imported.name=/^(randomUUID|randomBytes|randomInt|getRandomValues|performance|setTimeout)$/]',
    message: 'domain/ reads neither clock nor randomness: take the value as a parameter.',
  },
];

const nothingOfTheMachine = ['performance', 'process', 'setTimeout', 'setInterval', 'fetch', 'crypto'].map(name => ({
  name,
  message: 'domain/ is pure: clock, randomness, timers, environment and network are parameters.',
}));

const inDomain = ['src/domain/**/*.ts'];
const tests = ['**/*.test.{ts,tsx}', 'test/**/*.ts'];

export default tseslint.config(
  {
    ignores: ['**/node_modules/', 'static/dist/', 'local/pages/dist/', 'local/.build/', 'test/artefacts/', 'coverage/'],
  },
  { linterOptions: { noInlineConfig: true } },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // Off: `return resolve()` is clear; records of functions are taken apart freely, nothing here uses `this`; a
      // port returns a promise whether or not it waits; the check of instances mistakes Hono's types.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // There are no enums; the rule takes a fifth of the time.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      'prefer-const': ['error', { ignoreReadBeforeAssign: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      // A rejected promise that nobody waits for ends a Forge invocation without a word.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union of string literals instead of an enum.' },
        { selector: 'ExportDefaultDeclaration', message: 'Exports are named.' },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['src/**/*.ts', 'static/**/*.{ts,tsx}', 'local/**/*.{ts,tsx}'],
    // A test may compose what it needs.
    ignores: ['**/*.test.{ts,tsx}', '**/testing/**'],
    plugins: { boundaries },
    settings: {
      'boundaries/elements': elements,
      'boundaries/legacy-warnings': false,
      'import/resolver': { node: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] } },
    },
    rules: { 'boundaries/dependencies': ['error', { default: 'allow', policies: directions }] },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/forge/**'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [forgePackages, localPlatform] }] },
  },
  {
    files: ['src/forge/**/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [localPlatform] }] },
  },
  {
    // Stores are tested against the local platform's storage, which keeps Forge's rules.
    files: ['src/forge/**/*.test.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': 'off' },
  },
  {
    files: inDomain,
    rules: {
      'no-restricted-globals': ['error', ...nothingOfTheMachine],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union of string literals instead of an enum.' },
        { selector: 'ExportDefaultDeclaration', message: 'Exports are named.' },
        ...clockOrChance,
      ],
    },
  },
  {
    files: ['static/**/*.tsx', 'static/**/*.ts', 'local/pages/**/*.tsx', 'local/pages/**/*.ts'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    // The slowest rule of all asks about every name; what is deployed is worth it.
    files: ['local/**', 'test/**', 'bench/**', '**/*.test.{ts,tsx}'],
    rules: { '@typescript-eslint/no-deprecated': 'off' },
  },
  {
    // Vite reads its configuration from the default export.
    files: ['**/vite.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: tests,
    rules: {
      // Builders and answers of real servers are narrowed by hand where a failing assertion is the proof.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
  {
    files: ['**/*.{mjs,cjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'URL',
          'module',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'Buffer',
          'performance',
        ].map(name => [name, 'readonly']),
      ),
    },
  },
);
