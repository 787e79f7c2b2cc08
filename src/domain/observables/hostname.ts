import { domainToASCII } from 'node:url';

const LONGEST_NAME = 253;
const NAME = /^[a-z0-9._-]+$/i;
const LABEL = /^[a-z0-9_-]{1,63}$/i;

/**
 * Suffixes that stand for "here" and say nothing about an organisation: mDNS (RFC 6762), home.arpa (RFC 8375), and what
 * home routers and installers put.
 */
const SUFFIXES_THAT_NAME_NOTHING: ReadonlySet<string> = new Set(['local', 'lan', 'home', 'localdomain', 'home.arpa']);

/** True for a suffix such as `local`: a full name with it says no more than its short name. */
export function namesNothing(suffix: string): boolean {
  return SUFFIXES_THAT_NAME_NOTHING.has(suffix);
}

/** True for 1 to 253 characters of `A-Z a-z 0-9 . _ -` in labels of 1 to 63. */
export function isHostname(text: string): boolean {
  return text.length <= LONGEST_NAME && NAME.test(text) && text.split('.').every(label => LABEL.test(label));
}

/**
 * Unicode names to their ASCII form, label by label, because the URL standard's conversion refuses `_` beside Unicode and
 * reads numbers as addresses. Text that is ASCII already is answered as it is; null where there is no ASCII form.
 */
export function toAsciiName(text: string): string | null {
  if (isAscii(text)) return text;
  if (text.length > LONGEST_NAME) return null;
  // IDNA reads these as full stops (UTS 46).
  const labels = text.replaceAll(/[\u3002\uff0e\uff61]/g, '.').split('.');
  const ascii = labels.map(label => (isAscii(label) ? label : labelToAscii(label)));
  return ascii.every(label => label !== '') ? ascii.join('.') : null;
}

/** A name as it is compared: trimmed, without trailing dot, ASCII, lower case. */
export function comparableName(text: string): string {
  const trimmed = text.trim().replace(/\.$/, '');
  return (toAsciiName(trimmed) ?? trimmed).toLowerCase();
}

/** First label of a name. */
export function shortNameOf(name: string): string {
  return name.split('.', 1)[0] ?? name;
}

/** What follows the first label, or null for a short name. */
export function suffixOf(name: string): string | null {
  const dot = name.indexOf('.');
  return dot === -1 ? null : name.slice(dot + 1);
}

function labelToAscii(label: string): string {
  // With a second label, because the conversion reads a lone number as an IPv4 address.
  const ascii = domainToASCII(`${label}.x`);
  return ascii.endsWith('.x') ? ascii.slice(0, -2) : '';
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}
