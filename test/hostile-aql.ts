import fc from 'fast-check';
import type { AqlNode } from '../local/axonius/aql/ast';
import { parseAql } from '../local/axonius/aql/parse';
import { buildAnchoredQuery, buildExactQuery, buildQuery } from '../src/sources/axonius/aql';
import type { Result } from '../src/domain/pacing/failure';

const nameFields = ['specific_data.data.hostname', 'specific_data.data.hostname_preferred', 'specific_data.data.name'];
const addressFields = [
  'specific_data.data.network_interfaces.ips',
  'specific_data.data.network_interfaces.ips_preferred',
];
const macFields = ['specific_data.data.network_interfaces.mac', 'specific_data.data.network_interfaces.mac_preferred'];

const none = { names: [], addresses: [], macs: [] };
const noneAnchored = { whole: [], names: [], truncated: [], macs: [] };

const or = (operands: readonly AqlNode[]): AqlNode => {
  const [only] = operands;
  return operands.length === 1 && only !== undefined ? only : { type: 'or', operands };
};
const lists = (fields: readonly string[], values: readonly string[]): AqlNode[] =>
  fields.map(field => ({ type: 'in', field, values }));
const expressions = (fields: readonly string[], pattern: string): AqlNode[] =>
  fields.map(field => ({
    type: 'compare',
    field,
    operator: '==',
    value: { type: 'regex', pattern, flags: 'i' },
  }));

/** What an attacker may write into an issue: pieces that mean something to AQL, to expressions, or to a decoder on the way. */
const fragments = [
  '"',
  "'",
  '\\',
  '\\"',
  '\\u0022',
  '%22',
  '\n',
  '\r',
  '\t',
  ' ',
  '\0',
  '\u2028',
  '\uFF02',
  '\u201D',
  '\uD800',
  '$',
  '^',
  '.*',
  '|',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ',',
  ';',
  '?',
  '+',
  '*',
  '/',
  '@',
  '"])',
  '"], "i")',
  '") or ("',
  '" or "1" == "1',
  "' or '1' == '1",
  '" or regex(".*")',
  '{{QueryID=1}}',
  '(?i)',
  '(?-i)',
  '$exists',
  '..',
  '.',
  'é',
  'İ',
];
const validValues = [
  'web01',
  'WEB01.corp.example.com',
  'finance-laptop-',
  'a_b',
  '10.20.4.17',
  '2001:DB8::1',
  '::ffff:10.0.0.1',
  '3C:52:82:A1:23:45',
  '3c-52-82-a1-23-45',
  '3c52.82a1.2345',
  'ca1df3031a00e387c8a7da086272f2b6',
  `${'a'.repeat(63)}.b`,
];
const codeUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
  .map(units => String.fromCharCode(...units));
const spoiled = fc
  .tuple(fc.constantFrom(...validValues), fc.constantFrom(...fragments), fc.nat({ max: 64 }))
  .map(([valid, fragment, at]) => valid.slice(0, at) + fragment + valid.slice(at));
const hostile = fc.oneof(
  { weight: 4, arbitrary: spoiled },
  { weight: 3, arbitrary: fc.constantFrom(...validValues) },
  {
    weight: 2,
    arbitrary: fc.array(fc.constantFrom(...fragments, ...validValues), { maxLength: 5 }).map(all => all.join('')),
  },
  { weight: 1, arbitrary: codeUnits },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  { weight: 1, arbitrary: fc.stringMatching(/^[A-Za-z0-9._:-]{0,80}$/) },
);

const hostnames = fc.stringMatching(/^[A-Za-z0-9_-]{1,20}(\.[a-z]{1,9}){0,3}$/);

interface Kind {
  readonly build: (value: string) => Result<string>;
  /** What the query has to mean, whatever the value. */
  readonly meaning: (value: string) => AqlNode;
  /** Characters that a value of this kind may hold, told independently of the builder. */
  readonly alphabet: RegExp;
}

const kinds: Readonly<Record<string, Kind>> = {
  name: {
    build: value => buildExactQuery({ ...none, names: [value] }),
    meaning: value => or(lists(nameFields, [value])),
    alphabet: /^[A-Za-z0-9._-]{1,253}$/,
  },
  address: {
    build: value => buildExactQuery({ ...none, addresses: [value] }),
    meaning: value => or(lists(addressFields, [value])),
    alphabet: /^[A-Fa-f0-9:.]{2,45}$/,
  },
  mac: {
    build: value => buildExactQuery({ ...none, macs: [value] }),
    meaning: value => or(lists(macFields, [value])),
    alphabet: /^[A-Fa-f0-9:.-]{12,17}$/,
  },
  'anchored name': {
    build: value => buildAnchoredQuery({ ...noneAnchored, names: [value] }),
    meaning: value => or(expressions(nameFields, `^(${value.split('.').join('[.]')})([.].*)?$`)),
    alphabet: /^[A-Za-z0-9._-]{1,253}$/,
  },
  'whole name': {
    build: value => buildAnchoredQuery({ ...noneAnchored, whole: [value] }),
    meaning: value => or(expressions(nameFields, `^(${value.split('.').join('[.]')})$`)),
    alphabet: /^[A-Za-z0-9._-]{1,253}$/,
  },
  'name and address in one question': {
    build: value =>
      buildQuery(
        { ...noneAnchored, whole: [value] },
        { ...none, addresses: ['10.20.4.17'], macs: ['3C:52:82:A1:23:45'] },
      ),
    meaning: value =>
      or([
        ...expressions(nameFields, `^(${value.split('.').join('[.]')})$`),
        ...lists(addressFields, ['10.20.4.17']),
        ...lists(macFields, ['3C:52:82:A1:23:45']),
      ]),
    alphabet: /^[A-Za-z0-9._-]{1,253}$/,
  },
  'truncated name': {
    build: value => buildAnchoredQuery({ ...noneAnchored, truncated: [value] }),
    meaning: value => or(expressions(nameFields, `^(${value})[^.]*([.].*)?$`)),
    alphabet: /^[A-Za-z0-9_-]{1,63}$/,
  },
  'anchored mac': {
    build: value => buildAnchoredQuery({ ...noneAnchored, macs: [value] }),
    meaning: value => {
      const digits = value.split(/[:.-]/).join('');
      const pairs = [0, 2, 4, 6, 8, 10].map(start => digits.slice(start, start + 2));
      return or(expressions(macFields, `^(${pairs.join('[:.-]?')})$`));
    },
    alphabet: /^[A-Fa-f0-9:.-]{12,17}$/,
  },
};

/** Asserts that each of `count` hostile values is refused, or asked in a query that the tenant reads exactly as intended. */
export function checkHostileValues(count: number): void {
  const emitted = new Set<string>();
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(kinds)), hostile, (name, value) => {
      const kind = kinds[name];
      const built = kind?.build(value);
      if (kind === undefined || built?.ok !== true) return;
      expect(parseAql(built.value)).toEqual(kind.meaning(value));
      expect(value).toMatch(kind.alphabet);
      expect(built.value).toMatch(/^[A-Za-z0-9_.:()[\]"'=, |^$*?-]+$/);
      emitted.add(name);
    }),
    { numRuns: count },
  );
  // Every kind got through at least once, or the property would be empty.
  expect([...emitted].sort()).toEqual(Object.keys(kinds).sort());
}

/** The same for queries of up to 220 values, one of which may be hostile. */
export function checkHostileLists(count: number): void {
  fc.assert(
    fc.property(fc.array(hostnames, { minLength: 1, maxLength: 220 }), fc.option(hostile), (valid, spoiler) => {
      const names = spoiler === null ? valid : [...valid, spoiler];
      const built = buildExactQuery({ ...none, names });
      if (!built.ok) {
        expect(spoiler).not.toBeNull();
        return;
      }
      const parts = [names.slice(0, 100), names.slice(100, 200), names.slice(200)].filter(part => part.length > 0);
      expect(parseAql(built.value)).toEqual(or(parts.flatMap(part => lists(nameFields, part))));
    }),
    { numRuns: count },
  );
}
