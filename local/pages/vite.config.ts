import { defineConfig } from 'vite';
import { pagesConfig } from './pages-config';

export default defineConfig(pagesConfig);
