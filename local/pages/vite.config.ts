import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { plainFiles } from './plain-files';

const here = fileURLToPath(new URL('.', import.meta.url));

/** The pages of the local Jira site, and the bridge script that the platform serves into Custom UI frames. */
export default defineConfig({
  root: here,
  base: '/',
  plugins: [plainFiles(here)],
  // Atlaskit reads flags of its own test runs from the environment, which a browser doesn't have.
  define: { 'process.env': '{}' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 4_000,
    reportCompressedSize: false,
  },
});
