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

it('asks for nothing where nothing is due', () => {
  expect(planLook({ kind: 'loading' }, now)).toBeNull();
  expect(planLook(ready(), now)).toBeNull();
});

it('asks for the step while a run is under way, and for the record while a first run is due', () => {
  expect(planLook(reduce(ready(), { kind: 'started', why: 'enrich' }), now)).toMatchObject({ call: 'progress' });
  expect(planLook(ready(aView({ step: 'queued' })), now)).toMatchObject({ call: 'progress' });
  expect(planLook(ready(aView({ record: null, isExpected: true })), now)).toMatchObject({ call: 'load' });
});

it('looks again shortly after the next try', () => {
  expect(planLook(ready(failed), now)).toEqual({ call: 'load', afterMs: 64_000 });
});

it.each([
  ['a run in the queue', aView({ step: 'queued' }), { kind: 'stepped', step: 'queued' }, 120],
  ['a run that is due', aView({ record: null, isExpected: true }), { kind: 'loaded', reply: null }, 60],
] as const)('does not hammer: looks at %s ever more seldom, and stops', (_, view, event, mostInTenMinutes) => {
  let state = ready(view);
  let waited = 0;
  let looks = 0;
  for (let look = planLook(state, now); look !== null; look = planLook(state, now)) {
    waited += look.afterMs;
    if (waited <= 600_000) looks += 1;
    state = reduce(state, event.kind === 'loaded' ? { kind: 'loaded', reply: { ok: true, value: view } } : event);
  }
  expect(looks).toBeLessThanOrEqual(mostInTenMinutes);
  expect(waited).toBeGreaterThan(300_000);
});
