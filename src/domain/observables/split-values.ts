import { refang, unwrap } from './clean-text';
import { standsOnItsOwn } from './type-value';
import type { Place } from './type-value';

const SEPARATOR = /([,;\r\n\v\f\u0085\u2028\u2029])/;
const URL_WITH_PATH = /^\s*["'(<]*[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/?#]{1,300}[/?#]/i;
const BULLET = /^[-*•–][ \t]+/;

/**
 * Parts a text into its values: by comma, semicolon and line break, and by blanks where every part can only be meant as a name
 * or an address. A value with blanks in it is words. Values are refanged and unquoted, never empty.
 */
export function splitValues(text: string, place: Place): string[] {
  return joinUrls(refang(text).split(SEPARATOR), place)
    .map(piece =>
      unwrap(
        unwrap(refang(piece))
          .replace(BULLET, '')
          .replace(/^<(?=[a-z]+:\/\/)/i, ''),
      ),
    )
    .filter(piece => piece !== '')
    .flatMap(piece => splitByBlanks(piece, place));
}

function splitByBlanks(piece: string, place: Place): string[] {
  const parts = piece.split(/\s+/);
  if (parts.length === 1) return parts;
  const values = parts.map(unwrap).filter(part => part !== '');
  return values.every(value => standsOnItsOwn(value, place)) ? values : [piece];
}

/**
 * `,` and `;` are also characters of URLs: what follows them without a blank, after a path has begun, and is no name or address
 * on its own, is the rest of the URL and not a value.
 */
function joinUrls(tokens: readonly string[], place: Place): string[] {
  const pieces: string[] = [];
  let inUrl = false;
  for (let index = 0; index < tokens.length; index += 2) {
    const piece = tokens[index] ?? '';
    const separator = tokens[index - 1] ?? '\n';
    const mayContinue = inUrl && (separator === ',' || separator === ';') && /^\S/.test(piece);
    if (mayContinue && !standsOnItsOwn(unwrap(piece), place)) continue;
    pieces.push(piece);
    inUrl = URL_WITH_PATH.test(piece);
  }
  return pieces;
}
