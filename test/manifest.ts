import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

export const root = resolve(__dirname, '..');

/** A module of any kind, as far as the tests look at it. */
export interface ManifestModule {
  readonly key: string;
  readonly function?: string;
  readonly resolver?: { readonly function?: string };
  readonly resource?: string;
  readonly queue?: string;
  readonly handler?: string;
  readonly timeoutSeconds?: number;
  readonly icon?: string;
  readonly events?: readonly (string | { readonly eventType: string })[];
}

export interface Manifest {
  readonly modules: Readonly<Record<string, readonly ManifestModule[]>>;
  readonly resources: readonly { readonly key: string; readonly path: string }[];
  readonly permissions: {
    readonly scopes: readonly string[];
    readonly external: {
      readonly fetch: { readonly backend: readonly { readonly address: string }[] };
      readonly configurable?: { readonly enabled: boolean };
    };
  };
}

/** The real manifest.yml. That it has this shape is what `manifest.test.ts` finds out with Forge's own validation. */
export const manifest: Manifest = parse(readFileSync(join(root, 'manifest.yml'), 'utf8')) as Manifest;

export function modulesOf(kind: string): readonly ManifestModule[] {
  return manifest.modules[kind] ?? [];
}

/** Kind and key of every module that calls a function, directly or as its resolver. */
export function usersOf(functionKey: string): readonly { readonly kind: string; readonly key: string }[] {
  return Object.entries(manifest.modules).flatMap(([kind, modules]) =>
    modules
      .filter(module => module.function === functionKey || module.resolver?.function === functionKey)
      .map(({ key }) => ({ kind, key })),
  );
}
