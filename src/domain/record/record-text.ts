import { dropUnseen } from '../observables/unseen';

/** With the `u` flag this class matches only surrogates that are not part of a pair. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * Makes foreign text safe to show on one line: unseen characters removed, white space collapsed, lone surrogates
 * replaced (JSON parsers differ on them), and cut to `limit` UTF-16 units with an ellipsis.
 */
export function cleanText(text: string, limit: number): string {
  const clean = dropUnseen(text.slice(0, limit * 4).replace(LONE_SURROGATE, '\ufffd'))
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
