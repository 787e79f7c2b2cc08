import { AqlSyntaxError, parseAql } from './parse';

function refuse(text: string): AqlSyntaxError {
  try {
    parseAql(text);
  } catch (error) {
    if (error instanceof AqlSyntaxError) return error;
    throw error;
  }
  throw new Error(`accepted: ${text}`);
}

const equals = (field: string, value: string) => ({
  type: 'compare',
  field,
  operator: '==',
  value: { type: 'scalar', value },
});

describe('parseAql understands the forms of the AQL reference', () => {
  it.each([
    ['equals', '("a.b" == "V")', equals('a.b', 'V')],
    ['by id, bare field name', '(internal_axon_id == "ca1d")', equals('internal_axon_id', 'ca1d')],
    ['single quotes on both sides', "('a.b' == 'V')", equals('a.b', 'V')],
    ['one of', '("a" in ["x", \'y\'])', { type: 'in', field: 'a', values: ['x', 'y'] }],
    ['not in', '("a" not in ["x"])', { type: 'not', operand: { type: 'in', field: 'a', values: ['x'] } }],
    ['negation', 'not ("a" == "x")', { type: 'not', operand: equals('a', 'x') }],
    [
      'regular expression',
      '("a" == regex("^srv01([.].*)?$", "i"))',
      { type: 'compare', field: 'a', operator: '==', value: { type: 'regex', pattern: '^srv01([.].*)?$', flags: 'i' } },
    ],
    [
      'exists',
      '(("a" == ({"$exists":true,"$ne":""})))',
      {
        type: 'compare',
        field: 'a',
        operator: '==',
        value: { type: 'conditions', conditions: { exists: true, notEquals: '' } },
      },
    ],
    [
      'date',
      '("a" >= date("NOW - 7d"))',
      { type: 'compare', field: 'a', operator: '>=', value: { type: 'date', text: 'NOW - 7d' } },
    ],
    ['size', '("a" == size(2))', { type: 'compare', field: 'a', operator: '==', value: { type: 'size', size: 2 } }],
    [
      'same complex row',
      '("c" == match([("mac" == "m") and ("ips" == "i")]))',
      {
        type: 'compare',
        field: 'c',
        operator: '==',
        value: { type: 'match-row', row: { type: 'and', operands: [equals('mac', 'm'), equals('ips', 'i')] } },
      },
    ],
    [
      'IP range',
      '("r" == match({"$gte":1,"$lte":2}))',
      {
        type: 'compare',
        field: 'r',
        operator: '==',
        value: { type: 'match-element', conditions: { greaterOrEqual: 1, lessOrEqual: 2 } },
      },
    ],
    ['saved query', '({{QueryID=5f4d}})', { type: 'saved-query', id: '5f4d' }],
  ])('%s', (_, text, tree) => {
    expect(parseAql(text)).toEqual(tree);
  });

  it('binds "and" closer than "or"', () => {
    expect(parseAql('a == "1" or b == "2" and c == "3"')).toEqual({
      type: 'or',
      operands: [equals('a', '1'), { type: 'and', operands: [equals('b', '2'), equals('c', '3')] }],
    });
  });

  it.each(['!=', '>=', '>', '<=', '<'])('knows the operator %s', operator => {
    expect(parseAql(`("a" ${operator} 3)`)).toMatchObject({ operator, value: { value: 3 } });
  });
});

describe('strings', () => {
  it('"\\" inside a double-quoted string works"', () => {
    expect(parseAql(String.raw`a == "say \"hi\""`)).toEqual(equals('a', 'say "hi"'));
  });

  it('regex("[.]"), regex("\\.") and regex("\\\\.") match the same dot', () => {
    for (const pattern of ['[.]', String.raw`\.`, String.raw`\\.`]) {
      const node = parseAql(`a == regex("^x${pattern}y$")`);
      if (node.type !== 'compare' || node.value.type !== 'regex') throw new Error('no regex');
      expect(new RegExp(node.value.pattern).test('x.y')).toBe(true);
      expect(new RegExp(node.value.pattern).test('x-y')).toBe(false);
    }
  });

  it('an unescaped quote in a value ends the literal: the rest becomes a real "or" branch', () => {
    expect(parseAql('("a" == "x" or "1" == "1")')).toEqual({
      type: 'or',
      operands: [equals('a', 'x'), equals('1', '1')],
    });
  });
});

describe('syntax errors carry a position and a sentence', () => {
  it.each([
    ['a single "="', 'a = "b"', 2],
    ['an unbalanced bracket', '(a == "b"', 9],
    ['one bracket too many', 'a == "b")', 8],
    ['a raw line break in a string', 'a == "x\ny"', 5],
    ['an open string', 'a == "x', 5],
    ['an empty query', '', 0],
    ['blanks only', '  \n', 0],
    ['"AND" in capitals: "lower-case and / or"', 'a == "x" AND b == "y"', 9],
    ['a function that does not exist', 'a == contains("x")', 5],
    ['a value without a comparison', '("a")', 4],
  ])('%s', (_, text, position) => {
    const error = refuse(text);
    expect(error.position).toBe(position);
    expect(error.message).toMatch(/\.$|\. At position \d+ of the query\.$/);
  });

  it('refuses a regular expression that does not compile, an unknown option, a date that is none', () => {
    expect(refuse('a == regex("(", "i")').message).toContain('not valid');
    expect(refuse('a == regex("x", "q")').message).toContain('"q"');
    expect(refuse('a >= date("soon")').message).toContain('no date');
    expect(refuse('a == match([b == regex("[")])').message).toContain('not valid');
  });

  it('refuses thousands of nested brackets instead of ending the process', () => {
    expect(refuse(`${'('.repeat(50_000)}a == "b"${')'.repeat(50_000)}`).message).toContain('nested');
  });
});
