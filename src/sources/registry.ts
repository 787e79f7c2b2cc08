import type { ContextSource } from './source';

/** Every context source of the app: a folder beside this file, and a line here. */
export const contextSources: readonly ContextSource[] = [];
