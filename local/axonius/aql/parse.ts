import * as peggy from 'peggy';
import type { AqlNode } from './ast';
import { parseAqlDate } from './date';
import { AQL_GRAMMAR } from './grammar';
import { compileRegex } from './regex';
import { AqlSyntaxError } from './syntax-error';

export { AqlSyntaxError } from './syntax-error';

/**
 * Parses an AQL expression.
 *
 * @throws AqlSyntaxError when the text is no AQL: empty, a single `=`, an unbalanced bracket, a raw line break in a
 *   string, or a regular expression that doesn't compile.
 */
export function parseAql(text: string): AqlNode {
  if (text.trim() === '') throw new AqlSyntaxError('The query is empty.', 0);
  const node = runParser(text);
  checkLiterals(node);
  return node;
}

const PARSER = peggy.generate(AQL_GRAMMAR);

function runParser(text: string): AqlNode {
  try {
    const tree: unknown = PARSER.parse(text);
    // The grammar's actions build nothing but AqlNode; parse.test.ts pins each of its forms.
    return tree as AqlNode;
  } catch (error) {
    if (error instanceof PARSER.SyntaxError) {
      const position = error.location.start.offset;
      throw new AqlSyntaxError(`${error.message} At position ${String(position)} of the query.`, position);
    }
    // A recursive parser meets the end of the stack where thousands of brackets are nested.
    if (error instanceof RangeError) throw new AqlSyntaxError('The query is nested too deeply.', 0);
    throw error;
  }
}

/** Literals are checked with the syntax, so that a query is refused whole before anything is evaluated. */
function checkLiterals(node: AqlNode): void {
  if (node.type === 'and' || node.type === 'or') node.operands.forEach(checkLiterals);
  else if (node.type === 'not') checkLiterals(node.operand);
  else if (node.type === 'compare') {
    if (node.value.type === 'regex') compileRegex(node.value.pattern, node.value.flags);
    if (node.value.type === 'date') parseAqlDate(node.value.text, new Date(0));
    if (node.value.type === 'match-row') checkLiterals(node.value.row);
  }
}
