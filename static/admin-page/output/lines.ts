/** One entry per line, as people type lists; empty lines and doubles don't count. */
export function toLines(text: string): string[] {
  return [...new Set(text.split('\n').map(line => line.trim()))].filter(line => line !== '');
}

/** `CORP = corp.example.com`, one per line. */
export function writeDomains(domains: Readonly<Record<string, string>>): string {
  return Object.entries(domains)
    .map(([domain, suffix]) => `${domain} = ${suffix}`)
    .join('\n');
}

/** @returns null where a line is not of the form `CORP = corp.example.com` */
export function readDomains(text: string): Readonly<Record<string, string>> | null {
  const pairs = toLines(text).map(line => /^([^=\s]+)\s*=\s*([^=\s]+)$/.exec(line));
  return pairs.every(pair => pair !== null)
    ? Object.fromEntries(pairs.map(([, domain = '', suffix = '']) => [domain.toUpperCase(), suffix.toLowerCase()]))
    : null;
}
