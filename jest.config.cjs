/**
 * Two projects: `unit` runs in parallel; `platform` holds the tests that start the local platform or a browser, which
 * scripts/test.mjs runs two at a time. `LONG=1` runs the files named `*.long.test.ts` alone.
 */
const isLong = process.env.LONG === '1';
const testFile = isLong ? '*.long.test.{ts,tsx}' : '*.test.{ts,tsx}';

const common = {
  testEnvironment: 'node',
  testPathIgnorePatterns: ['/node_modules/', ...(isLong ? [] : ['\\.long\\.test\\.'])],
  modulePathIgnorePatterns: ['<rootDir>/local/.build', '<rootDir>/static/dist', '<rootDir>/local/pages/dist'],
  transform: {
    '^.+\\.(ts|tsx|mts|mjs)$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
      },
    ],
  },
};

module.exports = {
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: [`<rootDir>/{src,local,static,bench,test/hostile}/**/${testFile}`, `<rootDir>/test/${testFile}`],
    },
    {
      ...common,
      displayName: 'platform',
      // A platform and a browser share two cores with another test.
      testTimeout: 30_000,
      testMatch: [`<rootDir>/test/!(hostile)/**/${testFile}`],
    },
  ],
};
