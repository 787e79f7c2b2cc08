import type { Problem } from '../../src/contract/reply';
import { initialState, reduce, type PanelEvent, type PanelState } from './state';
import { aRecord, aView } from './testing/builders';

const problem: Problem = { kind: 'throttled', sentence: 'Too many.', nextStep: null };
const later = aView({ record: aRecord({ enrichedAt: '2026-11-24T03:00:00Z', outcome: 'stale' }) });

function after(...events: readonly PanelEvent[]): PanelState {
  return events.reduce(reduce, initialState);
}
const loaded: PanelEvent = { kind: 'loaded', reply: { ok: true, value: aView() } };
const started: PanelEvent = { kind: 'started', pressed: { kind: 'enrich' } };

it('shows the stored record first', () => {
  expect(after()).toEqual({ kind: 'loading' });
  expect(after(loaded)).toMatchObject({ kind: 'ready', activity: { kind: 'idle' }, problem: null, announcement: '' });
});

it('says why nothing can be shown, and can be asked again', () => {
  const broken = after({ kind: 'loaded', reply: { ok: false, problem } });
  expect(broken).toEqual({ kind: 'unreadable', problem });
  expect(reduce(broken, loaded)).toMatchObject({ kind: 'ready' });
});

it('keeps what it shows when a later look fails', () => {
  expect(after(loaded, { kind: 'loaded', reply: { ok: false, problem } })).toMatchObject({
    kind: 'ready',
    problem: null,
  });
});

it('follows the steps of its own run, and ends with its answer', () => {
  const running = after(loaded, started, { kind: 'stepped', step: 'asking' });
  expect(running).toMatchObject({ activity: { kind: 'running', step: 'asking' } });
  expect(reduce(running, { kind: 'stepped', step: null })).toMatchObject({
    activity: { kind: 'running', step: 'asking' },
  });
  const done = reduce(running, { kind: 'ended', reply: { ok: true, value: { kind: 'done', view: later } } });
  expect(done).toMatchObject({ activity: { kind: 'idle' }, view: later, announcement: 'Done: stale.' });
});

it('takes a second click for the first one', () => {
  const running = after(loaded, started);
  expect(reduce(running, { kind: 'started', pressed: { kind: 'undo', observable: 'hostname:web01' } })).toBe(running);
});

it('does not let a look replace what its own run will answer', () => {
  expect(after(loaded, started, { kind: 'loaded', reply: { ok: true, value: later } })).toMatchObject({
    activity: { kind: 'running' },
  });
});

it('keeps the earlier result beside the reason of a failure, until the next request', () => {
  const failed = after(loaded, started, {
    kind: 'ended',
    reply: { ok: true, value: { kind: 'failed', problem, view: aView() } },
  });
  expect(failed).toMatchObject({ problem, view: { record: { outcome: 'matched' } }, activity: { kind: 'idle' } });
  expect(reduce(failed, started)).toMatchObject({ problem: null });
});

it('says that a refused request was refused, and offers the button again', () => {
  expect(after(loaded, started, { kind: 'ended', reply: { ok: false, problem } })).toMatchObject({
    problem,
    activity: { kind: 'idle' },
  });
});

it('speaks of consent where the platform ended the call because of it', () => {
  const unreachable: Problem = { kind: 'unreachable', sentence: 'No answer.', nextStep: null };
  const asks: PanelEvent = { kind: 'loaded', reply: { ok: true, value: aView({ editing: 'ask' }) } };
  const ended: PanelEvent = { kind: 'ended', reply: { ok: false, problem: unreachable } };
  expect(after(asks, started, ended)).toMatchObject({ problem: { kind: 'consent-needed' } });
  expect(after(loaded, started, ended)).toMatchObject({ problem: { kind: 'unreachable' } });
});

describe('a run that goes on in the queue', () => {
  const queued: PanelEvent = {
    kind: 'ended',
    reply: { ok: true, value: { kind: 'queued', view: aView({ step: 'queued' }) } },
  };

  it('is followed until nothing runs', () => {
    const following = after(loaded, started, queued);
    expect(following).toMatchObject({ activity: { kind: 'following', step: 'queued' } });
    const asking = reduce(following, { kind: 'stepped', step: 'asking' });
    expect(asking).toMatchObject({ activity: { kind: 'following', step: 'asking' }, looks: 0 });
    expect(reduce(asking, { kind: 'stepped', step: null })).toMatchObject({ activity: { kind: 'idle' } });
  });

  it('is followed by a panel that was opened meanwhile', () => {
    const opened = after({ kind: 'loaded', reply: { ok: true, value: aView({ step: 'asking' }) } });
    expect(opened).toMatchObject({ activity: { kind: 'following', step: 'asking' } });
  });

  it('announces its record', () => {
    expect(after(loaded, { kind: 'loaded', reply: { ok: true, value: later } })).toMatchObject({
      announcement: 'Done: stale.',
    });
  });
});

it('knows which button was pressed until its run is over, also where it goes on in the queue', () => {
  const choice = { kind: 'this-one', observable: 'hostname:web01', assetId: 'b1' } as const;
  const running = after(loaded, { kind: 'started', pressed: choice });
  expect(running).toMatchObject({ activity: { pressed: choice } });
  const queued = reduce(running, {
    kind: 'ended',
    reply: { ok: true, value: { kind: 'queued', view: aView({ step: 'queued' }) } },
  });
  expect(reduce(queued, { kind: 'stepped', step: 'asking' })).toMatchObject({ activity: { pressed: choice } });
  expect(reduce(queued, { kind: 'stepped', step: null })).toMatchObject({ activity: { kind: 'idle' } });
});
