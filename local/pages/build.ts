import { build } from 'vite';
import { pagesConfig } from './pages-config';

/** Builds the site's pages and the bridge script into `dist/` beside this file; takes a few seconds. */
export async function buildPages(): Promise<void> {
  await build(pagesConfig);
}
