import { fileURLToPath } from 'node:url';
import type { InlineConfig } from 'vite';
import { plainFiles } from './plain-files';

const here = fileURLToPath(new URL('.', import.meta.url));

/** The pages of the local Jira site, and the bridge script that the platform serves into Custom UI frames. */
export const pagesConfig: InlineConfig = {
  configFile: false,
  root: here,
  base: '/',
  plugins: [plainFiles(here)],
  define: { 'process.env': '{}' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 4_000,
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
  },
  logLevel: 'warn',
};
