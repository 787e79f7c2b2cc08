import fc from 'fast-check';
import { parseJql, type Condition } from '../../local/jira/jql/query';
import { alertsWithOutcome, restrict } from '../../src/jira/jql';
import { fragments, hostileText } from './texts';

const restriction = { projectIds: ['10000'], issueTypeIds: ['10010'], withinMinutes: 90 };

const pieces = fc
  .array(
    fc.constantFrom(
      ...fragments,
      'status = Open',
      'project = OTHER',
      ' OR ',
      ' AND ',
      ' NOT ',
      '(',
      ')',
      '"',
      "'",
      '\\',
      ' ORDER BY ',
      ' order\tby rank',
      'summary ~ "a (b"',
      "text ~ 'x\\' y'",
      ' in (1, 2)',
      '\n',
    ),
    { maxLength: 7 },
  )
  .map(all => all.join(''));

/** The conditions that all have to hold, from the top of the query down. */
function demands(where: Condition | null): readonly Condition[] {
  return where?.kind === 'and' ? where.parts.flatMap(demands) : where === null ? [] : [where];
}

function isDemanded(jql: string, field: string): boolean {
  return demands(parseJql(jql).where).some(one => one.kind === 'test' && one.field.name.toLowerCase() === field);
}

it('an admin’s JQL can only narrow: project, issue type and position stay demanded where it is JQL at all', () => {
  let read = 0;
  fc.assert(
    fc.property(fc.oneof(pieces, hostileText), text => {
      const jql = restrict(text, restriction);
      if (jql === null) return;
      try {
        parseJql(jql);
      } catch {
        return;
      }
      read += 1;
      expect(isDemanded(jql, 'issuetype')).toBe(true);
      expect(isDemanded(jql, 'project')).toBe(true);
      expect(isDemanded(jql, 'created')).toBe(true);
      expect(parseJql(jql).orderBy).toEqual(
        ['created', 'key'].map(name => ({ field: { name, steps: [] }, descending: false })),
      );
    }),
    { numRuns: 250 },
  );
  expect(read).toBeGreaterThan(10);
}, 60_000);

it('an outcome is one quoted value, whatever it is', () => {
  fc.assert(
    fc.property(hostileText, outcome => {
      const jql = alertsWithOutcome(outcome.slice(0, 300), { projectIds: [], issueTypeIds: ['10010'] }) ?? '';
      const parts = demands(parseJql(jql).where);
      expect(parts).toHaveLength(2);
      expect(parts[1]).toMatchObject({ kind: 'test', operator: '=', terms: [{ kind: 'value' }] });
    }),
    { numRuns: 60 },
  );
});
