import fc from 'fast-check';
import { alertsCreatedWithin, alertsWithOutcome, idList, issuesById, quote, restrict } from './jql';

const types = { projectIds: [], issueTypeIds: ['10001'] };

it('asks for a window of creation time, oldest first', () => {
  expect(
    alertsCreatedWithin({
      projectIds: ['10000'],
      issueTypeIds: ['10001', '10002'],
      withinMinutes: 120,
      beforeMinutes: 2,
    }),
  ).toBe(
    'project in (10000) AND issuetype in (10001, 10002) AND created >= -120m AND created <= -2m ORDER BY created ASC',
  );
  expect(alertsCreatedWithin({ projectIds: [], issueTypeIds: [], withinMinutes: 5 })).toBeNull();
  // A project that can't be named must not turn into "every project".
  expect(alertsCreatedWithin({ projectIds: ['SEC'], issueTypeIds: ['1'], withinMinutes: 5 })).toBeNull();
});

it('asks for ids and outcomes', () => {
  expect(issuesById(['10010', '10011'])).toBe('id in (10010, 10011) ORDER BY id ASC');
  expect(issuesById([])).toBeNull();
  expect(alertsWithOutcome('failed', ['10001'])).toBe(
    'issuetype in (10001) AND axoniusOutcome = "failed" ORDER BY id ASC',
  );
});

it('narrows an admin’s query and drops its order', () => {
  expect(restrict('status = Open OR text ~ "order by x" ORDER BY created', { ...types, afterId: '10500' })).toBe(
    '(status = Open OR text ~ "order by x") AND issuetype in (10001) AND id > 10500 ORDER BY id ASC',
  );
  expect(restrict(' order  by created', types)).toBe('issuetype in (10001) ORDER BY id ASC');
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
