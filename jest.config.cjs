/** Every test file of the project; browser and end to end tests start the local platform themselves. */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{src,local,static,test,bench}/**/*.test.{ts,tsx}'],
  modulePathIgnorePatterns: ['<rootDir>/local/.build', '<rootDir>/static/dist'],
  transform: {
    '^.+\\.(ts|tsx|mts)$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: true }, transform: { react: { runtime: 'automatic' } } } },
    ],
  },
};
