import type { SettingsView } from '../../src/contract/admin';
import type { Settings } from '../../src/contract/settings';
import { isEdited, reduce } from './settings-state';

const stored: Settings = {
  v: 1,
  revision: 0,
  address: null,
  alerts: {
    projects: [],
    issueTypes: [{ name: 'Security Alert' }],
    sourceFields: [{ field: { name: 'Hostname' }, kind: 'hostname' }],
    targetField: { name: 'Additional Context' },
    timeField: null,
    automatic: true,
    filledField: 'leave',
  },
  output: { facts: [], freshnessDays: 30 },
  naming: { suffixes: [], windowsDomains: {}, namesOfNoMachine: [], sharedAddresses: [] },
  advanced: { cacheMinutes: 10, negativeCacheMinutes: 2, concurrency: 4, backfillConcurrency: 1 },
};
const view: SettingsView = {
  settings: stored,
  keyHint: null,
  hasSecret: false,
  unreadable: null,
  failedAlerts: 0,
};
const loaded = reduce({ kind: 'loading' }, { kind: 'loaded', reply: { ok: true, value: view } });
const mine = { ...stored.naming, suffixes: ['corp.example.com'] };
const theirs: SettingsView = {
  ...view,
  settings: { ...stored, revision: 1, output: { ...stored.output, freshnessDays: 7 } },
};

function ready(state: ReturnType<typeof reduce>) {
  if (state.kind !== 'ready') throw new Error('not ready');
  return state;
}

it('keeps what somebody typed, and takes over what another admin saved elsewhere', () => {
  const edited = reduce(loaded, { kind: 'edited', change: { naming: mine } });
  const { draft } = ready(reduce(edited, { kind: 'saved', view: theirs, parts: [] }));
  expect(draft.naming.suffixes).toEqual(['corp.example.com']);
  expect(draft.output.freshnessDays).toBe(7);
});

it('shows what is stored after a save or a discard of the same part', () => {
  const edited = reduce(loaded, { kind: 'edited', change: { naming: mine } });
  const saved = ready(reduce(edited, { kind: 'saved', view: theirs, parts: ['naming'] }));
  expect(saved.draft.naming).toEqual(stored.naming);
  const discarded = ready(reduce(edited, { kind: 'discarded', parts: ['naming'] }));
  expect(isEdited(discarded.draft, view, ['naming'])).toBe(false);
});

it('tells what is decided under Alerts from what is decided under Output', () => {
  const { draft } = ready(
    reduce(loaded, { kind: 'edited', change: { alerts: { ...stored.alerts, automatic: false } } }),
  );
  expect(isEdited(draft, view, ['alerts'])).toBe(false);
  expect(isEdited(draft, view, ['policy'])).toBe(true);
});
