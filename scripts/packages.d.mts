interface Lock {
  readonly packages: Readonly<Record<string, object>>;
}

export function isInstalled(
  wanted: Lock,
  present: Lock | null,
  options: { readonly withDevelopment: boolean },
): boolean;
