import { planLook } from './follow';
import { reduce, type PanelState } from './state';
import { aRecord, aView } from './testing/builders';

const now = Date.parse('2026-11-24T02:00:00Z');
const ready = (view = aView()): PanelState =>
  reduce({ kind: 'loading' }, { kind: 'loaded', reply: { ok: true, value: view } });
const failed = aView({
  record: aRecord({
    outcome: 'failed',
    failure: { kind: 'unavailable', sentence: 'Down.', nextTry: '2026-11-24T02:01:00Z' },
  }),
});

it('asks for nothing before it shows something', () => {
  expect(planLook({ kind: 'loading' }, now)).toBeNull();
});

it('follows whoever changes the alert within ten seconds, and looks seldom where nothing happens', () => {
  let state = ready();
  const waits = Array.from({ length: 60 }, () => {
    const look = planLook(state, now);
    state = reduce(state, { kind: 'loaded', reply: { ok: true, value: aView() } });
    return look?.afterMs ?? 0;
  });
  expect(Math.max(...waits.slice(0, 40))).toBeLessThan(9_000);
  expect(Math.min(...waits.slice(40))).toBeGreaterThanOrEqual(60_000);
  expect(planLook(reduce(state, { kind: 'stirred' }), now)?.afterMs).toBeLessThan(9_000);
});

it('asks for the step while a run is under way, and for the record while a first run is due', () => {
  expect(planLook(reduce(ready(), { kind: 'started', pressed: { kind: 'enrich' } }), now)).toMatchObject({
    call: 'progress',
  });
  expect(planLook(ready(aView({ step: 'queued' })), now)).toMatchObject({ call: 'progress' });
  expect(planLook(ready(aView({ record: null, isExpected: true })), now)).toMatchObject({ call: 'load' });
});

it('looks again shortly after the next try', () => {
  let state = ready(failed);
  for (let looks = 0; looks < 40; looks += 1)
    state = reduce(state, { kind: 'loaded', reply: { ok: true, value: failed } });
  expect(planLook(state, now)).toEqual({ call: 'load', afterMs: 60_000 });
  expect(planLook(state, now + 30_000)).toEqual({ call: 'load', afterMs: 34_000 });
});

it.each([
  ['a run in the queue', aView({ step: 'queued' }), { kind: 'stepped', step: 'queued' }],
  ['a run that is due', aView({ record: null, isExpected: true }), { kind: 'loaded', reply: null }],
] as const)('does not hammer: looks at %s ever more seldom', (_, view, event) => {
  let state = ready(view);
  let waited = 0;
  let looks = 0;
  for (let look = planLook(state, now); look !== null && waited <= 600_000; look = planLook(state, now)) {
    waited += look.afterMs;
    looks += 1;
    state = reduce(state, event.kind === 'loaded' ? { kind: 'loaded', reply: { ok: true, value: view } } : event);
  }
  expect(looks).toBeLessThanOrEqual(60);
});
