import { run } from './project.mjs';

/**
 * Bundles the app with Forge's own bundler configuration; what was bundled before from the same sources is kept.
 *
 * @returns {Promise<{ name: string, code: number, output: string }>} `output` holds warnings and errors
 */
export async function buildBundle() {
  const { code, output } = await run([process.execPath, '--import', 'tsx', 'scripts/bundle-app.ts']);
  return { name: 'app', code, output: output.trim() };
}
