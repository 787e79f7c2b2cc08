/** `npm run test:long`: the tests in `*.long.test.ts` alone, which take too long for every change. */
process.env.LONG = '1';
await import('./test.mjs');
