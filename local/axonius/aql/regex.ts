import { AqlSyntaxError } from './syntax-error';

const LEADING_FLAGS = /^(\^?)\(\?(-?)([a-z]+)\)/;
const KNOWN_FLAGS = new Set(['i', 'm', 's', 'x']);

/**
 * Compiles `regex("pattern", "flags")` for a search anywhere in a value. A leading `(?i)` or `(?-i)` switches case as the
 * database does; elsewhere in the pattern inline flags are not known here.
 *
 * @throws AqlSyntaxError when the pattern or a flag is not understood.
 */
export function compileRegex(pattern: string, flags: string): RegExp {
  const active = new Set(flags);
  let rest = pattern;
  for (let found = LEADING_FLAGS.exec(rest); found !== null; found = LEADING_FLAGS.exec(rest)) {
    const [whole, anchor = '', minus, names = ''] = found;
    for (const name of names) {
      if (minus === '-') active.delete(name);
      else active.add(name);
    }
    rest = anchor + rest.slice(whole.length);
  }
  for (const flag of active) {
    if (!KNOWN_FLAGS.has(flag)) throw new AqlSyntaxError(`The regular expression option "${flag}" is not known.`, 0);
  }
  active.delete('x');
  try {
    return new RegExp(rest, [...active].join(''));
  } catch {
    throw new AqlSyntaxError(`The regular expression ${JSON.stringify(pattern)} is not valid.`, 0);
  }
}
