import fc from 'fast-check';
import { lookAtAlert, type LookPorts } from './look-at-alert';
import { replay, step, WATCHED_FOR_MS, type Look, type StoredWatch, type Watch, type WatchState } from './watch';

const START = Date.parse('2026-11-24T08:00:00Z');
const at = (ms: number) => new Date(START + ms);
const alert = { issueId: '10101', createdAt: at(5_000).toISOString() };
const watch: Watch = { id: 'w', by: 'admin', startedAt: at(0).toISOString(), alert, isStopped: false };

function aLook(change: Partial<Look> = {}): Look {
  return {
    watchId: 'w',
    at: at(9_000).toISOString(),
    number: 1,
    run: {
      outcome: 'matched',
      trigger: 'created',
      startedAt: at(6_000).toISOString(),
      enrichedAt: at(7_000).toISOString(),
      questions: 1,
      fromCache: false,
      written: true,
      notWritten: null,
      failure: null,
      isTriedAgain: false,
    },
    field: { holds: 'document', hasTable: true, localId: 'kept', isSameText: true, renderer: 'wiki' },
    found: 'found',
    foundAt: at(9_000).toISOString(),
    ...change,
  };
}

const stored: StoredWatch = { watch, event: null, look: null, panel: null };
const panel = { watchId: 'w', at: at(20_000).toISOString() };

describe('where a watch stands', () => {
  it.each<[string, Partial<StoredWatch>, WatchState['kind']]>([
    ['nobody watches', { watch: null }, 'idle'],
    ['the alert is not there yet', { watch: { ...watch, alert: null } }, 'waiting'],
    ['the alert is there', {}, 'following'],
    ['all is found, and nobody opened the panel', { look: aLook() }, 'following'],
    ['all is found, and the panel was opened', { look: aLook(), panel }, 'ended'],
    ['the person stopped', { watch: { ...watch, isStopped: true } }, 'ended'],
    ['the run will be tried again', { look: aLook({ found: 'missing' }), panel }, 'following'],
  ])('%s', (_, parts, kind) => {
    expect(replay({ ...stored, ...parts }, at(30_000)).kind).toBe(kind);
  });

  it('ends after its time, whatever is missing', () => {
    expect(replay(stored, at(WATCHED_FOR_MS + 1))).toMatchObject({ kind: 'ended', because: 'time' });
  });

  it('takes nothing that was noted for another watch or another alert', () => {
    const other = { watchId: 'old', issueId: '10101', arrivedAt: at(1).toISOString(), queuedAt: null };
    const state = replay(
      { watch, event: other, look: aLook({ watchId: 'old' }), panel: { ...panel, watchId: 'old' } },
      at(1_000),
    );
    expect(state).toMatchObject({ kind: 'following', event: null, look: null, panel: null });
    const stranger = { watchId: 'w', issueId: '99', arrivedAt: at(1).toISOString(), queuedAt: null };
    expect(replay({ ...stored, event: stranger }, at(1_000))).toMatchObject({ event: null });
  });

  it('never leaves its end but for a new watch, in whatever order marks come', () => {
    const events = fc.constantFrom<Parameters<typeof step>[1]>(
      { kind: 'alert-chosen', alert },
      {
        kind: 'event-arrived',
        mark: { watchId: 'w', issueId: '10101', arrivedAt: at(1).toISOString(), queuedAt: null },
      },
      { kind: 'looked', look: aLook() },
      { kind: 'panel-shown', mark: panel },
      { kind: 'stopped' },
      { kind: 'time-passed', now: at(1_000) },
    );
    fc.assert(
      fc.property(fc.array(events, { maxLength: 12 }), following => {
        const ended = replay({ ...stored, watch: { ...watch, isStopped: true } }, at(0));
        expect(following.reduce(step, ended).kind).toBe('ended');
      }),
      { seed: 12 },
    );
  });
});

describe('a look', () => {
  function somePorts(change: Partial<LookPorts> & { readonly watch?: Watch; readonly look?: Look | null } = {}) {
    const written: Look[] = [];
    const ports: LookPorts = {
      readWatch: async () => ({ watch: change.watch ?? watch, look: change.look ?? null }),
      readAlert: async () => ({ run: aLook().run, field: aLook().field }),
      findByOutcome: async () => 'found',
      writeLook: async look => void written.push(look),
      now: () => at(10_000),
      ...change,
    };
    return { ports, written };
  }

  it('ends the chain when nothing is left to find', async () => {
    const { ports, written } = somePorts();
    expect(await lookAtAlert('w', ports)).toBeNull();
    expect(written).toMatchObject([{ found: 'found', foundAt: at(10_000).toISOString(), number: 1 }]);
  });

  it.each<[string, Partial<LookPorts>]>([
    ['there is no run yet', { readAlert: async () => ({ run: null, field: null }) }],
    ['Jira does not answer', { readAlert: async () => null }],
    ['the index has not caught up', { findByOutcome: async () => 'missing' }],
  ])('comes again where %s', async (_, change) => {
    const { ports } = somePorts(change);
    expect(await lookAtAlert('w', ports)).toBeGreaterThan(0);
  });

  it('keeps what an earlier look found where Jira does not answer', async () => {
    const { ports, written } = somePorts({
      readAlert: async () => null,
      look: aLook({ found: 'missing', foundAt: null }),
    });
    await lookAtAlert('w', ports);
    expect(written[0]).toMatchObject({ run: { outcome: 'matched' }, number: 2, found: 'found' });
  });

  it.each<[string, Parameters<typeof somePorts>[0]]>([
    ['was stopped', { watch: { ...watch, isStopped: true } }],
    ['was replaced', { watch: { ...watch, id: 'new' } }],
    ['is complete', { look: aLook() }],
  ])('does nothing for a watch that %s', async (_, change) => {
    const { ports, written } = somePorts(change);
    expect(await lookAtAlert('w', ports)).toBeNull();
    expect(written).toEqual([]);
  });

  it('comes again where it is delivered before the choice of the alert is stored', async () => {
    const { ports, written } = somePorts({ watch: { ...watch, alert: null } });
    expect(await lookAtAlert('w', ports)).toBeGreaterThan(0);
    expect(written).toEqual([]);
  });

  it('ends with the watch’s time', async () => {
    const { ports } = somePorts({ findByOutcome: async () => 'missing', now: () => at(WATCHED_FOR_MS + 1) });
    expect(await lookAtAlert('w', ports)).toBeNull();
  });
});
