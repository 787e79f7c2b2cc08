import { build } from 'vite';

/** Builds the empty page as the screens are built. */
export async function buildEmptyPage(folder: string): Promise<void> {
  await build({
    configFile: false,
    root: `${__dirname}/empty-page`,
    base: './',
    define: { 'process.env': '{}' },
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1_000,
    },
  });
}
