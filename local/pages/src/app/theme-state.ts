export type ColorMode = 'light' | 'dark';

/** Jira's own theme set, in the shape of Forge's `ThemeState`. */
export const THEME = {
  light: 'light',
  dark: 'dark',
  spacing: 'spacing',
  typography: 'typography',
  shape: 'shape',
  motion: 'motion',
} as const;

export const COLOR_MODE_KEY = 'local-color-mode';

/** Attributes of `<html>` that the token stylesheet answers to. */
export function themeAttributes(colorMode: ColorMode): Readonly<Record<string, string>> {
  const names = Object.entries(THEME).map(([kind, name]) => `${kind}:${name}`);
  return { 'data-color-mode': colorMode, 'data-theme': names.join(' ') };
}

export function readColorMode(stored: string | null): ColorMode {
  return stored === 'dark' ? 'dark' : 'light';
}

/** Puts a theme on `<html>`. */
export function applyTheme(attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) document.documentElement.setAttribute(name, value);
}
