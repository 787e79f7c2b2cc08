const SAFE_PROTOCOLS = ['http:', 'https:', 'mailto:'];

/** The address if a browser may follow it without running anything, else undefined. */
export function safeHref(href: string | undefined): string | undefined {
  if (href === undefined) return undefined;
  if (href.startsWith('/') && !href.startsWith('//')) return href;
  if (!URL.canParse(href)) return undefined;
  return SAFE_PROTOCOLS.includes(new URL(href).protocol) ? href : undefined;
}
