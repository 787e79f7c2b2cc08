import { createRoot } from 'react-dom/client';
import '@atlaskit/css-reset';
import { setBooleanFeatureFlagResolver } from '@atlaskit/platform-feature-flags/setBooleanFeatureFlagResolver';
import { App } from './app/app';

// Atlaskit asks Atlassian's feature flag service; without one, every component keeps its default behaviour.
setBooleanFeatureFlagResolver(() => false);

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
