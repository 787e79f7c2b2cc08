import type { AlertRecord } from '../../contract/record';
import { goOn, START as BEGIN } from '../../domain/alert/search-position';
import { withDue, type SeenAlert } from '../../domain/pacing/due';
import type { Failure, Result } from '../../domain/pacing/failure';
import type { SweepState } from './sweep-state';
import { defaultSettings } from '../../settings/settings';
import type { PushOutcome, QueuedAlert } from '../../runs/queued-alert';
import { sweep, type HiddenAlert, type Look, type LookedAt, type SweepPorts, type SweepResult } from './sweep';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse('2026-11-24T08:00:00Z');

const throttled: Failure = { kind: 'throttled', side: 'jira', sentence: 'Wait.', retryAfterMs: 1, status: 429 };

/** A site with alerts, a queue that may be full, and a clock that a test moves. */
class World {
  now = START;
  settings = { ...defaultSettings, address: 'https://demo.on.axonius.com' };
  alerts: SeenAlert[] = [];
  hidden: (HiddenAlert & { readonly isVisible: boolean })[] = [];
  state: SweepState | null = null;
  isClaimed = false;
  pausedUntil: number | null = null;
  queueHolds = Infinity;
  looks = 0;
  failLookAt: number | null = null;
  /** Of the next pages; a hundred where nothing is said. */
  pageSizes: number[] = [];
  pushed: QueuedAlert[] = [];
  private nextId = 100_000;

  add(minutesAgo: number, record: Partial<AlertRecord> | null = null, isOpen = true): string {
    const id = String(this.nextId++);
    this.alerts.push({ id, createdAt: this.now - minutesAgo * MINUTE, record: record as AlertRecord | null, isOpen });
    return id;
  }

  private look({ only, from, at }: Look): Result<LookedAt> {
    const afterId = at?.cursor?.token ?? null;
    this.looks += 1;
    if (this.looks === this.failLookAt) return { ok: false, failure: throttled };
    const found = this.alerts.filter(
      ({ id, createdAt, record, isOpen }) =>
        createdAt >= from &&
        (afterId === null || id > afterId) &&
        (only !== 'failed' || record?.outcome === 'failed') &&
        (only !== 'due' || (isOpen && record?.due !== undefined && record.due * MINUTE <= this.now)),
    );
    const size = this.pageSizes.shift() ?? 100;
    const alerts = found.slice(0, size);
    const token = alerts.at(-1)?.id ?? afterId ?? '';
    const next = goOn(at ?? BEGIN, alerts, { jql: '', token, backMs: null });
    return { ok: true, value: { alerts, next: found.length <= size ? null : next } };
  }

  ports(): SweepPorts {
    return {
      claim: () => Promise.resolve({ ok: true, value: !this.isClaimed }),
      release: () => Promise.resolve(),
      readSite: () =>
        Promise.resolve({
          ok: true,
          value: { settings: this.settings, pausedUntil: this.pausedUntil, jiraPausedUntil: null },
        }),
      readState: () => Promise.resolve(this.state),
      writeState: state => {
        this.state = structuredClone(state);
        return Promise.resolve();
      },
      look: look => Promise.resolve(this.look(look)),
      readHidden: () => {
        const pages: HiddenAlert[][] = [];
        for (let at = 0; at < this.hidden.length; at += 100) pages.push(this.hidden.slice(at, at + 100));
        return Promise.resolve(pages);
      },
      findVisible: ids =>
        Promise.resolve({
          ok: true,
          value: ids.filter(id => this.hidden.some(one => one.id === id && one.isVisible)),
        }),
      forgetHidden: ids => {
        this.hidden = this.hidden.filter(({ id }) => !ids.includes(id));
        return Promise.resolve();
      },
      push: (alerts): Promise<PushOutcome> => {
        if (this.pushed.length + alerts.length > this.queueHolds) return Promise.resolve('queue-full');
        this.pushed.push(...alerts);
        return Promise.resolve('pushed');
      },
      now: () => new Date(this.now),
    };
  }

  async sweep(): Promise<SweepResult> {
    return sweep(this.ports());
  }

  /** Ids that one sweep pushed. */
  async pushes(): Promise<string[]> {
    this.pushed = [];
    await this.sweep();
    return this.pushed.map(({ issueId }) => issueId);
  }
}

test('an alert whose event was lost is put into the queue, once', async () => {
  const world = new World();
  const lost = world.add(4);
  expect(await world.pushes()).toEqual([lost]);
  world.now += 5 * MINUTE;
  expect(await world.pushes()).toEqual([]);
});

test('an alert that came after the last sweep is found by the next one', async () => {
  const world = new World();
  await world.sweep();
  world.now += 5 * MINUTE;
  const late = world.add(4);
  expect(await world.pushes()).toEqual([late]);
});

test('a run that was lost in the queue as well is started again after half an hour', async () => {
  const world = new World();
  const lost = world.add(4);
  await world.sweep();
  let again: string[] = [];
  for (let run = 0; run < 90 && again.length === 0; run += 1) {
    world.now += 5 * MINUTE;
    again = await world.pushes();
  }
  expect(again).toEqual([lost]);
  expect(world.now - START).toBeGreaterThanOrEqual(30 * MINUTE);
});

test('alerts from before the app watched are not touched', async () => {
  const world = new World();
  world.add(60);
  expect(await world.pushes()).toEqual([]);
  world.now += 7 * HOUR;
  expect(await world.pushes()).toEqual([]);
});

test('nothing is pushed that has a record', async () => {
  const world = new World();
  world.add(4, { outcome: 'matched', enrichedAt: new Date(START).toISOString(), questions: 1, runs: [] });
  expect(await world.pushes()).toEqual([]);
});

test.each([
  [
    'no connection',
    (world: World) => (world.settings = { ...world.settings, address: null as never }),
    'not-configured',
  ],
  [
    'automatic runs are off',
    (world: World) => (world.settings = { ...world.settings, alerts: { ...world.settings.alerts, automatic: false } }),
    'off',
  ],
])('does nothing where %s, and what was created meanwhile stays untouched afterwards', async (_, turnOff, kind) => {
  const world = new World();
  await world.sweep();
  const on = world.settings;
  turnOff(world);
  world.add(1);
  expect((await world.sweep()).kind).toBe(kind);
  expect(world.looks).toBe(3);
  world.settings = on;
  world.now += HOUR;
  expect(await world.pushes()).toEqual([]);
});

test('a second sweep at the same time does nothing', async () => {
  const world = new World();
  world.add(4);
  world.isClaimed = true;
  expect(await world.sweep()).toEqual({ kind: 'busy' });
  expect(world.pushed).toEqual([]);
});

test('a backlog of any size is worked off, a bounded part in each run, every alert once', async () => {
  const world = new World();
  await world.sweep();
  world.now += 9 * MINUTE;
  const lost = Array.from({ length: 1_300 }, () => world.add(5));
  const sizes: number[] = [];
  const all: string[] = [];
  for (let run = 0; run < 12; run += 1) {
    const pushed = await world.pushes();
    sizes.push(pushed.length);
    all.push(...pushed);
    world.now += 2 * MINUTE;
  }
  expect(Math.max(...sizes)).toBeLessThanOrEqual(250);
  expect(new Set(all)).toEqual(new Set(lost));
  expect(all).toHaveLength(lost.length);
});

test('it stops when the queue is full and goes on next time', async () => {
  const world = new World();
  const lost = Array.from({ length: 120 }, () => world.add(5));
  world.queueHolds = 60;
  const first = await world.sweep();
  expect(first).toMatchObject({ kind: 'swept', isMore: true });
  expect(world.pushed).toHaveLength(50);
  const before = world.pushed.map(({ issueId }) => issueId);
  world.queueHolds = Infinity;
  const after = await world.pushes();
  expect([...before, ...after].sort()).toEqual([...lost].sort());
});

test('a page without any alert is not the last while there is a token', async () => {
  const world = new World();
  const lost = [world.add(5), world.add(5), world.add(5)];
  world.pageSizes = [0, 1, 0, 2];
  expect(await world.pushes()).toEqual(lost);
});

test.each([
  ['an answer in 2099', { outcome: 'matched', questions: 1, enrichedAt: '2099-01-01T00:00:00Z', runs: [] }],
  ['an answer in three days', { outcome: 'not-found', questions: 1, enrichedAt: '2026-11-27T08:00:00Z', runs: [] }],
] as const)('a forged record with %s does not make failed alerts run again and again', async (_, forged) => {
  const world = new World();
  await world.sweep();
  const failed = (at: number): Partial<AlertRecord> => ({
    outcome: 'failed',
    enrichedAt: new Date(at).toISOString(),
    failure: { kind: 'auth', sentence: '', nextTry: null },
    runs: [],
    questions: 0,
  });
  for (let count = 0; count < 50; count += 1) world.add(1, failed(world.now));
  world.add(1, forged, false);
  let pushes = 0;
  for (let minute = 5; minute <= 24 * 60; minute += 5) {
    world.now = START + minute * MINUTE;
    const pushed = await world.pushes();
    pushes += pushed.length;
    // The key is still refused: each run says so, at its own time.
    world.alerts = world.alerts.map(alert =>
      pushed.includes(alert.id) ? { ...alert, record: failed(world.now) as AlertRecord } : alert,
    );
  }
  // One probe in an hour for each of the fifty would be 1,200; one probe a sweep is 288.
  expect(pushes).toBeLessThanOrEqual(288 + 1);
});

test('in a storm the youngest are left to the queue', async () => {
  const world = new World();
  for (let count = 0; count < 400; count += 1) world.add(1);
  expect(await world.pushes()).toHaveLength(100);
});

test('a throttled Jira ends the run, and nothing that was not looked at is passed over', async () => {
  const world = new World();
  const lost = Array.from({ length: 150 }, () => world.add(5));
  world.failLookAt = 2;
  expect(await world.sweep()).toMatchObject({ kind: 'failed', failure: { kind: 'throttled' } });
  const before = world.pushed.map(({ issueId }) => issueId);
  const after = await world.pushes();
  expect([...before, ...after].sort()).toEqual(lost);
});

test('a failure whose time has come, and one that was mended, run again; of many unknown ones a single one probes', async () => {
  const world = new World();
  const ago = (minutes: number) => new Date(world.now - minutes * MINUTE).toISOString();
  const failed = (kind: string, minutes: number, nextTry: string | null) => ({
    outcome: 'failed' as const,
    enrichedAt: ago(minutes),
    failure: { kind, sentence: '', nextTry },
    runs: [],
    questions: 0,
  });
  const late = world.add(9, failed('unavailable', 9, ago(7)));
  const waiting = world.add(9, failed('unavailable', 2, ago(-3)));
  const broken = [world.add(9, failed('auth', 70, null)), world.add(9, failed('auth', 70, null))];
  const first = await world.pushes();
  expect(first.sort()).toEqual([late, broken[0]].sort());
  world.now += 5 * MINUTE;
  world.add(1, { outcome: 'matched', enrichedAt: new Date(world.now - MINUTE).toISOString(), questions: 1, runs: [] });
  expect(await world.pushes()).toEqual([broken[1]]);
  expect(world.pushed.map(({ issueId }) => issueId)).not.toContain(waiting);
});

test('while Axonius is spared no failed alert is pushed', async () => {
  const world = new World();
  world.add(9, {
    outcome: 'failed',
    enrichedAt: new Date(START - 9 * MINUTE).toISOString(),
    failure: { kind: 'unavailable', sentence: '', nextTry: new Date(START - 8 * MINUTE).toISOString() },
    runs: [],
  });
  world.pausedUntil = START + MINUTE;
  expect(await world.pushes()).toEqual([]);
});

test('an open alert that found nothing is asked again after 6 and after 24 hours, a closed one is not', async () => {
  const world = new World();
  await world.sweep();
  const none = { outcome: 'not-found' as const, enrichedAt: new Date(START).toISOString(), questions: 1 };
  const runs = [{ at: none.enrichedAt, trigger: 'created' as const, outcome: 'not-found' as const, changes: [] }];
  const record = withDue({ ...none, runs } as unknown as AlertRecord, START);
  const open = world.add(0, record);
  world.add(0, record, false);
  const asked: number[] = [];
  for (let minute = 5; minute <= 60 * 60; minute += 5) {
    world.now = START + minute * MINUTE;
    for (const id of await world.pushes()) {
      expect(id).toBe(open);
      asked.push(minute / 60);
      const found = world.alerts.find(alert => alert.id === id)!;
      const run = {
        at: new Date(world.now).toISOString(),
        trigger: 'sweep' as const,
        outcome: 'not-found' as const,
        changes: [],
      };
      const ran = { ...found.record!, enrichedAt: run.at, runs: [...found.record!.runs, run] };
      const record = withDue(ran, world.now);
      world.alerts = world.alerts.map(alert => (alert.id === id ? { ...alert, record } : alert));
    }
  }
  expect(asked).toHaveLength(2);
  expect(asked[0]).toBeGreaterThanOrEqual(6);
  expect(asked[0]).toBeLessThanOrEqual(7.1);
  expect(asked[1]).toBeGreaterThanOrEqual(24);
  expect(asked[1]).toBeLessThanOrEqual(25.1);
});

test('an alert that became visible runs and is forgotten; one that stays hidden is forgotten after a month', async () => {
  const world = new World();
  world.hidden = [
    { id: '7', since: START - HOUR, isVisible: true },
    { id: '8', since: START - HOUR, isVisible: false },
    { id: '9', since: START - 31 * 24 * HOUR, isVisible: false },
  ];
  expect(await world.pushes()).toEqual(['7']);
  expect(world.hidden.map(({ id }) => id)).toEqual(['8']);
});

test('every hidden alert is looked at in each sweep, also beyond the first hundred', async () => {
  const world = new World();
  world.hidden = Array.from({ length: 250 }, (_, at) => ({ id: String(at), since: START, isVisible: at === 240 }));
  expect(await world.pushes()).toEqual(['240']);
  expect(world.hidden).toHaveLength(249);
});

test('an alert whose record a newer version wrote is left to that version, in every pass', async () => {
  const world = new World();
  world.alerts.push({ id: '100000', createdAt: START - 4 * MINUTE, record: null, isOpen: true, isNewer: true });
  for (let sweeps = 0; sweeps < 20; sweeps += 1) {
    expect(await world.pushes()).toEqual([]);
    world.now += 30 * MINUTE;
  }
});
