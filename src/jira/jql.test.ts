import fc from 'fast-check';
import { alertsWithOutcome, idList, quote, restrict, restrictToCount } from './jql';

const types = { projectIds: [], issueTypeIds: ['10001'], withinMinutes: null };

it('asks for outcomes', () => {
  expect(alertsWithOutcome('failed', { projectIds: [], issueTypeIds: ['10001'] })).toBe(
    'issuetype in (10001) AND axoniusOutcome = "failed" ORDER BY id ASC',
  );
  expect(alertsWithOutcome('failed', { projectIds: ['7', '8'], issueTypeIds: ['10001'] })).toBe(
    'project in (7, 8) AND issuetype in (10001) AND axoniusOutcome = "failed" ORDER BY id ASC',
  );
});

it('narrows an admin’s query and drops its order', () => {
  expect(restrict('status = Open OR text ~ "order by x" ORDER BY created', { ...types, withinMinutes: 90 })).toBe(
    '(status = Open OR text ~ "order by x") AND issuetype in (10001) AND created >= -90m ORDER BY created ASC, key ASC',
  );
  expect(restrict(' order  by created', types)).toBe('issuetype in (10001) ORDER BY created ASC, key ASC');
  expect(restrictToCount('text ~ " ORDER BY created ASC, key ASC"', types)).toBe(
    '(text ~ " ORDER BY created ASC, key ASC") AND issuetype in (10001)',
  );
  // A project that can't be named must not turn into "every project".
  expect(restrict('', { ...types, projectIds: ['SEC'] })).toBeNull();
});

it.each(['a) OR (b', 'summary ~ "x', "summary ~ 'x", '((a)', 'a\\', 'x = "\\"'])(
  'takes no query that could leave its parentheses: %s',
  jql => {
    expect(restrict(jql, types)).toBeNull();
  },
);

it('lets only digits be ids', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.nat().map(String))), ids => {
      expect(idList(ids) ?? '(0)').toMatch(/^\(\d+(, \d+)*\)$/);
    }),
  );
});

it('quotes any text so that it stays one string with the same words', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const quoted = quote(text);
      expect(quoted).toMatch(/^"(?:[^"\\]|\\["\\])*"$/s);
      expect(quoted).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      const plain = text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ').replace(/\p{Surrogate}/gu, '\ufffd');
      expect(quoted.slice(1, -1).replace(/\\(["\\])/g, '$1')).toBe(plain);
    }),
    { numRuns: 500 },
  );
});
