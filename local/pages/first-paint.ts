import { applyTheme, COLOR_MODE_KEY, readColorMode, themeAttributes } from './src/app/theme-state';

// Runs before the first paint, so that a dark page never flashes white.
applyTheme(themeAttributes(readColorMode(localStorage.getItem(COLOR_MODE_KEY))));
