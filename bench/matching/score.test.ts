import { judgeSaid, recallOf, scoreAll } from './score';
import type { Said } from './strategies';
import type { KnownAlert, Truth } from './world';
import { replaceSection } from './write-section';

function anAlert(truth: Truth): KnownAlert {
  return { scenario: 'test', text: 'web01', kind: 'hostname', alertTime: '2026-11-24T02:00:00Z', truth };
}

const said = (...assets: string[]): Said => ({ assets, undecided: [], ambiguous: false });
const undecided = (...ids: string[]): Said => ({ assets: [], undecided: ids, ambiguous: true });
const truths = {
  a: anAlert({ is: 'assets', ids: ['a'] }),
  both: anAlert({ is: 'assets', ids: ['a', 'b'] }),
  ambiguous: anAlert({ is: 'ambiguous', ids: ['a', 'b'] }),
  absent: anAlert({ is: 'absent' }),
};

test.each([
  ['the asset itself', truths.a, said('a'), 'right'],
  ['another asset', truths.a, said('b'), 'wrong'],
  ['the asset and another one', truths.a, said('a', 'b'), 'wrong'],
  ['nothing', truths.a, said(), 'missed'],
  ['undecided although it could be told', truths.a, undecided('a', 'b'), 'missed'],
  ['one of two', truths.both, said('a'), 'missed'],
  ['both of two', truths.both, said('b', 'a'), 'right'],
  ['an ambiguity told', truths.ambiguous, undecided('a', 'b'), 'ambiguous told'],
  ['an ambiguity hidden', truths.ambiguous, said('a'), 'ambiguous hidden'],
  ['an ambiguity of other assets', truths.ambiguous, undecided('c'), 'missed'],
  ['a stranger in place of an ambiguity', truths.ambiguous, said('c'), 'wrong'],
  ['nothing for what is absent', truths.absent, said(), 'right'],
  ['an asset for what is absent', truths.absent, said('a'), 'wrong'],
  ['undecided for what is absent', truths.absent, undecided('a'), 'missed'],
])('%s', (_what, alert, answer, verdict) => {
  expect(judgeSaid(alert, answer)).toBe(verdict);
});

test('recall counts alerts whose machines can be told, and abstaining lowers it', () => {
  const score = scoreAll([
    { alert: truths.a, said: said('a') },
    { alert: truths.a, said: undecided('a', 'b') },
    { alert: truths.absent, said: said() },
    { alert: truths.ambiguous, said: undecided('a', 'b') },
  ]);
  expect(score).toMatchObject({ findable: 2, found: 1, saidAmbiguous: 2, alerts: 4 });
  expect(recallOf(score)).toBe(0.5);
});

test('the results page keeps everything outside of the section', () => {
  const page = replaceSection('# Results\n\nBefore\n', 'one');
  expect(page).toContain('Before');
  const again = replaceSection(`${page}\nAfter\n`, 'two');
  expect(again).toContain('After');
  expect(again).toContain('two');
  expect(again).not.toContain('one');
  expect(replaceSection(again, 'two')).toBe(again);
});
