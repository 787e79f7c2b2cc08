import { setBooleanFeatureFlagResolver } from '@atlaskit/platform-feature-flags/setBooleanFeatureFlagResolver';
import { getThemeStyles } from '@atlaskit/tokens/get-theme-styles';
import { build } from 'esbuild';
import type { Plugin } from 'vite';
import { THEME } from './src/app/theme-state';

const SCRIPTS = [
  { source: 'bridge-frame.ts', fileName: 'bridge.js' },
  { source: 'first-paint.ts', fileName: 'assets/first-paint.js' },
] as const;

/**
 * Emits what must be a plain file of its own: classic scripts (they run before any module, and in frames under a policy
 * without `unsafe-inline`), and the design tokens as a stylesheet, which Atlassian serves from its CDN.
 */
export function plainFiles(root: string): Plugin {
  return {
    name: 'plain-files',
    async generateBundle() {
      for (const { source, fileName } of SCRIPTS) {
        const { outputFiles } = await build({
          entryPoints: [`${root}/${source}`],
          bundle: true,
          format: 'iife',
          target: 'es2022',
          minify: true,
          write: false,
        });
        this.emitFile({ type: 'asset', fileName, source: outputFiles[0]?.text ?? '' });
      }
      // Atlaskit asks Atlassian's feature flag service and complains where there is none.
      setBooleanFeatureFlagResolver(() => false);
      const themes = await getThemeStyles({ ...THEME, colorMode: 'auto' });
      this.emitFile({ type: 'asset', fileName: 'assets/tokens.css', source: themes.map(({ css }) => css).join('\n') });
    },
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        { tag: 'link', attrs: { rel: 'stylesheet', href: '/assets/tokens.css' }, injectTo: 'head-prepend' },
        { tag: 'script', attrs: { src: '/assets/first-paint.js' }, injectTo: 'head-prepend' },
      ],
    },
  };
}
