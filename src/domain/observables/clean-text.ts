import { dropInvisible, dropUnseen } from './unseen';

const QUOTES = '"\'`“”„‟‘’‚‛«»‹›';
const OPENING = `${QUOTES}(`;
const CLOSING = `${QUOTES})`;
const BRACKETED_ADDRESS = /^\[[0-9a-f:.]+(?:%[\w.-]+)?\](?::\d{1,5})?$/i;

/** Undoes what people do so that a name can't be clicked: `web01[.]corp`, `(dot)`, `hxxps[://]`. */
export function refang(text: string): string {
  return dropInvisible(text)
    .replaceAll(/\[\.\]|\(\.\)|\{\.\}|\[dot\]|\(dot\)|\{dot\}/gi, '.')
    .replaceAll(/\[(:(?:\/\/)?)\]/g, '$1')
    .replace(/^(\W*)h(?:xx|\*\*)p(?=s?:)/i, '$1http');
}

/** Takes quotes, brackets and blanks off both ends; the brackets of an IPv6 address stay. */
export function unwrap(text: string): string {
  let start = 0;
  let end = text.length;
  for (let taken = true; taken && start < end;) {
    taken = false;
    while (start < end && isBlank(text, start)) start += 1;
    while (end > start && isBlank(text, end - 1)) end -= 1;
    if (start < end && OPENING.includes(text.charAt(start))) [start, taken] = [start + 1, true];
    if (start < end && CLOSING.includes(text.charAt(end - 1))) [end, taken] = [end - 1, true];
    const first = text.charAt(start);
    const last = text.charAt(end - 1);
    if (start < end && (first === '[' || last === ']') && !isBracketedAddress(text, start, end)) {
      if (first === '[') [start, taken] = [start + 1, true];
      if (last === ']' && end > start) [end, taken] = [end - 1, true];
    }
  }
  return text.slice(start, end);
}

/** A value as it may be shown among the rejected ones: one line, without control characters, at most 100 characters. */
export function shorten(text: string): string {
  const line = dropUnseen(text.slice(0, 400).replaceAll(/\p{Cs}/gu, '\ufffd'))
    .replaceAll(/\s+/g, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length <= 100 && text.length <= 400 ? line : `${characters.slice(0, 99).join('')}…`;
}

function isBlank(text: string, index: number): boolean {
  return text.charAt(index).trim() === '';
}

function isBracketedAddress(text: string, start: number, end: number): boolean {
  return end - start <= 80 && BRACKETED_ADDRESS.test(text.slice(start, end)) && text.slice(start, end).includes(':');
}
