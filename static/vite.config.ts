import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const page = process.env['PAGE'];
if (page === undefined) throw new Error('PAGE names the folder of the page to build: run `npm run build`.');

/**
 * One page at a time, because Forge uploads each `resources` path of manifest.yml on its own. What is built keeps to
 * Forge's content security policy without `permissions.content`: no inline script, no inlined font, styles in files.
 */
export default defineConfig({
  root: `${here}${page}`,
  // Forge serves a resource from a path that is known at run time only.
  base: './',
  define: { 'process.env': '{}' },
  build: {
    outDir: `${here}dist/${page}`,
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The budget of 200 kB gzip is held by a test; this number is before compression.
    chunkSizeWarningLimit: 1_000,
  },
});
