import '@atlaskit/css-reset';
import './shared.css';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { setBooleanFeatureFlagResolver } from '@atlaskit/platform-feature-flags/setBooleanFeatureFlagResolver';
import { view } from '@forge/bridge';
import { ErrorBoundary } from './error-boundary';

/** A host that does not answer must not keep the screen empty: it is painted without the host's theme then. */
const THEME_LIMIT_MS = 2_000;

/** Shows a screen in `#root`, in the host's theme from its first paint on. */
export async function mountScreen(screen: ReactNode): Promise<void> {
  // Atlaskit asks Atlassian's feature flag service; without one every component keeps its default behaviour.
  setBooleanFeatureFlagResolver(() => false);
  await Promise.race([
    view.theme.enable().catch(() => undefined),
    new Promise(resolve => setTimeout(resolve, THEME_LIMIT_MS)),
  ]);
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no element #root.');
  createRoot(root).render(<ErrorBoundary>{screen}</ErrorBoundary>);
}
