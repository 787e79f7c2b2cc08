/**
 * AQL as a Peggy grammar. Axonius' public parser hands the text to Python's own expression parser, so strings follow
 * Python: either quote, an unknown escape keeps its backslash (`"\."` is backslash and dot), a raw line break is an error.
 */
export const AQL_GRAMMAR = String.raw`
{{
  const OPERATOR_KEYS = {
    $exists: 'exists', $eq: 'equals', $ne: 'notEquals',
    $gt: 'greater', $gte: 'greaterOrEqual', $lt: 'less', $lte: 'lessOrEqual',
  };
  function join(type, first, rest) {
    return rest.length === 0 ? first : { type, operands: [first, ...rest] };
  }
}}

Query = _ node:Or _ { return node; }

Or = first:And rest:(_ "or" !NamePart _ node:And { return node; })* { return join('or', first, rest); }
And = first:Not rest:(_ "and" !NamePart _ node:Not { return node; })* { return join('and', first, rest); }
Not = "not" !NamePart _ operand:Not { return { type: 'not', operand }; } / Primary

Primary
  = "(" _ node:Or _ ")" { return node; }
  / "{{" _ "QueryID" _ "=" _ id:$[A-Za-z0-9_-]+ _ "}}" { return { type: 'saved-query', id }; }
  / Comparison

Comparison
  = field:Field _ rest:(
      operator:Operator _ value:Value { return { type: 'compare', operator, value }; }
      / "in" !NamePart _ values:List { return { type: 'in', values }; }
      / "not" !NamePart _ "in" !NamePart _ values:List { return { type: 'not in', values }; }
    ) {
      if (rest.type === 'compare') return { type: 'compare', field, operator: rest.operator, value: rest.value };
      const node = { type: 'in', field, values: rest.values };
      return rest.type === 'in' ? node : { type: 'not', operand: node };
    }

Operator "comparison operator" = "==" / "!=" / ">=" / "<=" / ">" / "<"

Field "field name" = String / !(Keyword !NamePart) name:$([A-Za-z_] NamePart* ("." NamePart+)*) { return name; }
Keyword = "and" / "or" / "not" / "in"
NamePart = [A-Za-z0-9_-]

Value
  = "(" _ value:Value _ ")" { return value; }
  / "regex" _ "(" _ pattern:String flags:(_ "," _ text:String { return text; })? _ ")" {
      return { type: 'regex', pattern, flags: flags ?? '' };
    }
  / "date" _ "(" _ text:String _ ")" { return { type: 'date', text }; }
  / "size" _ "(" _ size:Integer _ ")" { return { type: 'size', size }; }
  / "match" _ "(" _ "[" _ row:Or _ "]" _ ")" { return { type: 'match-row', row }; }
  / "match" _ "(" _ conditions:Conditions _ ")" { return { type: 'match-element', conditions }; }
  / "exists" _ "(" _ exists:Boolean _ ")" { return { type: 'conditions', conditions: { exists } }; }
  / "all" _ "(" _ values:List _ ")" { return { type: 'all', values }; }
  / conditions:Conditions { return { type: 'conditions', conditions }; }
  / values:List { return { type: 'list', values }; }
  / value:Scalar { return { type: 'scalar', value }; }

Conditions = "{" _ first:Condition rest:(_ "," _ condition:Condition { return condition; })* _ "}" {
  return Object.fromEntries([first, ...rest]);
}
Condition = key:ConditionKey _ ":" _ "[" _ "]" &{ return key === '$ne'; } { return ['notEmptyList', true]; }
  / key:ConditionKey _ ":" _ value:Scalar {
  if (key === '$exists' && typeof value !== 'boolean') error('$exists takes true or false');
  return [OPERATOR_KEYS[key], value];
}
ConditionKey "condition such as $exists or $gte"
  = key:String &{ return Object.hasOwn(OPERATOR_KEYS, key); } { return key; }

List = "[" _ values:(first:Scalar rest:(_ "," _ value:Scalar { return value; })* { return [first, ...rest]; })? _ ("," _)? "]" {
  return values ?? [];
}

Scalar
  = String
  / Number
  / Boolean
  / ("null" / "None") !NamePart { return null; }

Boolean = ("true" / "True") !NamePart { return true; } / ("false" / "False") !NamePart { return false; }

Number "number" = text:$("-"? [0-9]+ ("." [0-9]+)?) { return Number(text); }
Integer "whole number" = text:$[0-9]+ { return Number(text); }

String "string"
  = '"' parts:(Escape / $[^"\\\n\r]+)* '"' { return parts.join(''); }
  / "'" parts:(Escape / $[^'\\\n\r]+)* "'" { return parts.join(''); }

Escape
  = "\\" char:["'\\] { return char; }
  / "\\n" { return '\n'; }
  / "\\r" { return '\r'; }
  / "\\t" { return '\t'; }
  / "\\x" hex:$(Hex Hex) { return String.fromCharCode(parseInt(hex, 16)); }
  / "\\u" hex:$(Hex Hex Hex Hex) { return String.fromCharCode(parseInt(hex, 16)); }
  / "\\" char:[^\n\r] { return '\\' + char; }
Hex = [0-9a-fA-F]

_ "blank" = [ \t\r\n]*
`;
