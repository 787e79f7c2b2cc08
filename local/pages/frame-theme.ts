import { isRecord } from './bridge-messages';
import { applyTheme } from './src/app/theme-state';

const TOKENS = '/assets/tokens.css';

function loadTokens(): Promise<void> {
  if (document.querySelector(`link[href="${TOKENS}"]`) !== null) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = TOKENS;
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => reject(new Error('The design tokens could not be loaded.')));
    // Before the app's own styles, so that these can override tokens.
    document.head.prepend(link);
  });
}

/** Sets the theme and resolves when its tokens apply, so that an app that awaits it never paints without them. */
export async function enableTheme(attributes: unknown): Promise<void> {
  if (!isRecord(attributes)) return;
  const texts = Object.entries(attributes).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  applyTheme(Object.fromEntries(texts));
  await loadTokens();
}
