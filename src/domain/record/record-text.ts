/**
 * Controls, bidirectional overrides and invisible characters: they change how the text around them is read, so that a
 * hostname from an attacker could disguise itself.
 */
const UNSEEN = /(?![\t\n\v\f\r])[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu;
/** With the `u` flag this class matches only surrogates that are not part of a pair. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * Makes foreign text safe to show on one line: unseen characters removed, white space collapsed, lone surrogates
 * replaced (JSON parsers differ on them), and cut to `limit` UTF-16 units with an ellipsis.
 */
export function cleanText(text: string, limit: number): string {
  const clean = text
    .slice(0, limit * 4)
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(UNSEEN, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (clean.length <= limit) return clean;
  return `${clean
    .slice(0, Math.max(0, limit - 1))
    .replace(LONE_SURROGATE, '')
    .trimEnd()}…`;
}

/** The link if it is an absolute `https` address without credentials, else an empty string. */
export function safeLink(link: string): string {
  if (link.length > 2000 || !URL.canParse(link)) return '';
  const url = new URL(link);
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : '';
}
