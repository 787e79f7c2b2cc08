import type { LineState, SiteLineName } from '../../contract/check';
import { describeSite } from './describe-site';
import type { Findings } from './findings';

const SEEN = [
  { id: '1', key: 'SEC', isTeamManaged: false },
  { id: '2', key: 'TRI', isTeamManaged: true },
];

function rights(
  projects: readonly [string, boolean, boolean][],
  change: { isEvery?: boolean; isMeant?: boolean } = {},
) {
  return {
    rights: {
      kind: 'asked',
      isEvery: false,
      isMeant: false,
      projects: projects.map(([projectId, browse, edit]) => ({ projectId, browse, edit })),
      ...change,
    },
  } as const;
}

const answered = { kind: 'answered', milliseconds: 900, questions: 2, found: 1, inFull: true } as const;
const field = { target: 'ok', sourcesToMend: 0, formsWithoutSource: 0 } as const;

const cases: readonly (readonly [string, Partial<Findings>, SiteLineName, LineState, RegExp])[] = [
  ['storage keeps', { storage: { kind: 'keeps' } }, 'storage', 'ok', /refuses it to a second owner/],
  ['storage refuses', { storage: { kind: 'refuses' } }, 'storage', 'fail', /takes no claim/],
  ['storage shares', { storage: { kind: 'shares' } }, 'storage', 'fail', /two owners/],
  ['egress denied', { egress: { kind: 'denied' } }, 'egress', 'fail', /does not let/],
  ['not connected', { egress: { kind: 'not-connected' } }, 'egress', 'waiting', /No Axonius/],
  ['answered', { question: answered }, 'question', 'ok', /900 ms/],
  ['slow', { question: { ...answered, milliseconds: 12_000 } }, 'question', 'warn', /12\.0 s: that is slow/],
  ['expression left out', { question: { ...answered, inFull: false } }, 'question', 'warn', /other spellings/],
  ['nothing seen', { question: { ...answered, found: 0 } }, 'question', 'warn', /sees none/],
  [
    'question failed',
    { question: { kind: 'failed', failure: 'auth', milliseconds: 5 } },
    'question',
    'fail',
    /refuses the key/,
  ],
  ['all rights', rights([['1', true, true]]), 'rights', 'ok', /the chosen project/],
  ['no edit', rights([['1', true, false]]), 'rights', 'fail', /may not edit alerts in SEC/],
  ['no browse', rights([['1', false, false]]), 'rights', 'fail', /may not see alerts in SEC/],
  [
    'a project hidden from the admin',
    rights([['9', false, false]]),
    'rights',
    'fail',
    /one project that you can’t see/,
  ],
  ['nobody chose', rights([['1', true, true]], { isEvery: true }), 'rights', 'warn', /No project is chosen/],
  [
    'every project is meant',
    rights([['1', true, true]], { isEvery: true, isMeant: true }),
    'rights',
    'ok',
    /every one/,
  ],
  ['no project at all', rights([], { isEvery: true }), 'rights', 'fail', /no project at all/],
  ['field fine', { field }, 'field', 'ok', /can be edited/],
  ['target missing', { field: { ...field, target: 'missing' } }, 'field', 'fail', /not on this site/],
  ['target off screen', { field: { ...field, target: 'not-editable' } }, 'field', 'fail', /edit screen/],
  ['source missing', { field: { ...field, sourcesToMend: 1 } }, 'field', 'fail', /source field/],
  ['source off a form', { field: { ...field, formsWithoutSource: 2 } }, 'field', 'warn', /2 create forms/],
  ['wiki', { renderer: { kind: 'wiki' } }, 'renderer', 'ok', /as a table/],
  ['text', { renderer: { kind: 'text' } }, 'renderer', 'warn', /plain text/],
  ['found', { indexed: { kind: 'found' } }, 'indexed', 'ok', /finds an alert/],
  ['not indexed', { indexed: { kind: 'missing' } }, 'indexed', 'fail', /not indexed/],
  ['alias unknown', { indexed: { kind: 'unknown' } }, 'indexed', 'fail', /does not know/],
];

test.each(cases)('%s', (_, findings, name, state, words) => {
  const line = describeSite(findings, SEEN).find(one => one.name === name);
  expect(line).toMatchObject({ state });
  expect(line?.sentence).toMatch(words);
});

test('whatever is wrong says what the app does or what to do, and whatever is right asks for nothing', () => {
  for (const [, findings, name] of cases) {
    const line = describeSite(findings, SEEN).find(one => one.name === name)!;
    if (line.state === 'ok') expect(line.todo).toBeNull();
    if (line.state === 'fail' || line.state === 'warn') expect(line.todo).not.toBeNull();
  }
});

test('words are those of the kind of project', () => {
  const todo = (findings: Partial<Findings>) =>
    describeSite(findings, SEEN).find(({ name }) => name === 'rights')?.todo;
  expect(todo(rights([['1', true, false]]))).toMatch(/permission scheme/);
  expect(todo(rights([['2', true, false]]))).toMatch(/can’t be changed by hand/);
});
