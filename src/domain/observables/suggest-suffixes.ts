const MOST = 8;

/** Domain suffixes that occur among full names, with the number of machines behind each, most first. */
export function suggestSuffixes(
  hostnames: readonly string[],
): readonly { readonly suffix: string; readonly machines: number }[] {
  const counts = new Map<string, number>();
  for (const hostname of hostnames) {
    const suffix = suffixOf(hostname);
    if (suffix !== null) counts.set(suffix, (counts.get(suffix) ?? 0) + 1);
  }
  return [...counts]
    .map(([suffix, machines]) => ({ suffix, machines }))
    .filter(({ machines }) => machines > 1)
    .sort((one, other) => other.machines - one.machines)
    .slice(0, MOST);
}

/** `.local` and the like name nothing: a suffix of the organisation has at least two labels. */
function suffixOf(hostname: string): string | null {
  const match = /^[a-z0-9_-]+\.((?:[a-z0-9_-]+\.)+[a-z][a-z0-9-]*)\.?$/.exec(hostname.trim().toLowerCase());
  return match?.[1] ?? null;
}
