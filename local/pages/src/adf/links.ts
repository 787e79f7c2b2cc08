const SAFE_PROTOCOLS = ['http:', 'https:', 'mailto:'];

/**
 * Where a link leads on this site: one to another system is opened at that system's local page, so that nothing leaves the
 * machine.
 */
export function localHref(href: string): string {
  return href.startsWith('https:') ? `/__host/open?url=${encodeURIComponent(href)}` : href;
}

/** The address if a browser may follow it without running anything, else undefined. */
export function safeHref(href: string | undefined): string | undefined {
  if (href === undefined) return undefined;
  if (href.startsWith('/') && !href.startsWith('//')) return href;
  if (!URL.canParse(href)) return undefined;
  return SAFE_PROTOCOLS.includes(new URL(href).protocol) ? href : undefined;
}
