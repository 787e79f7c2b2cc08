import type { AlertRecord } from '../../contract/record';
import type { Alert } from '../../domain/alert/alert';
import { identifyInput } from '../../domain/alert/alert-input';
import { command, backfillOf, type BackfillOrder } from './backfill';
import type { BackfillProgress } from './backfill-progress';
import { viewBackfill } from './backfill-view';
import type { Failure, Result } from '../../domain/pacing/failure';
import { findObservables } from '../../domain/observables/find-observables';
import { observableKey, type Observable } from '../../domain/observables/observable';
import { defaultSettings } from '../../settings/settings';
import { aSetup } from '../testing/a-setup';
import { runBackfillStep, type BackfillPorts, type Hold } from './run-backfill-step';
import { createBackfillAlert } from './backfill-alert';
import type { EnrichmentPorts } from '../../runs/ports';

const START = Date.parse('2026-11-24T08:00:00Z');

class Killed extends Error {}

function aFailure(kind: Failure['kind'], side: Failure['side'] = 'axonius'): Failure {
  return { kind, side, sentence: `It is ${kind}.`, retryAfterMs: null, status: null };
}

/** A site with old alerts on a hundred machines each, and a backfill over them. */
class World {
  now = START;
  alerts: Alert[];
  order: BackfillOrder | null;
  progress: BackfillProgress | null = null;
  claimedUntil = 0;
  /** Claims on alerts that a killed step left behind. */
  readonly heldUntil = new Map<string, number>();
  /** Writes of each alert. */
  readonly writes = new Map<string, number>();
  questions: number[] = [];
  stepEndsAt = Infinity;
  killAtWrite = Infinity;
  isKilled = false;
  askFails: Failure | null = null;
  writeFails: (issueId: string) => Failure | null = () => null;
  onWrite: (issueId: string) => void = () => undefined;

  constructor(count: number, order: Partial<BackfillOrder> = {}) {
    this.alerts = Array.from({ length: count }, (_, at) =>
      anAlert(String(10_000 + at), `web${at % 700}.corp.example.com`),
    );
    const at = new Date(START).toISOString();
    this.order = {
      v: 1,
      id: 'order-1',
      jql: '',
      mode: 'record',
      issueIds: null,
      orderedAt: at,
      total: count,
      wish: 'run',
      wishedAt: at,
      ...order,
    };
  }

  private write(issueId: string, record: AlertRecord): Result<AlertRecord> {
    const failure = this.writeFails(issueId);
    if (failure !== null) return { ok: false, failure };
    this.now += 50;
    this.writes.set(issueId, (this.writes.get(issueId) ?? 0) + 1);
    this.alerts = this.alerts.map(alert => (alert.id === issueId ? { ...alert, record } : alert));
    this.onWrite(issueId);
    if ([...this.writes.values()].reduce((sum, count) => sum + count, 0) >= this.killAtWrite) {
      this.isKilled = true;
      throw new Killed();
    }
    return { ok: true, value: record };
  }

  private run(): EnrichmentPorts {
    const setup = aSetup();
    return {
      readSite: () => Promise.resolve({ ok: true, value: { setup, pausedUntil: null, jiraPausedUntil: null } }),
      readAlert: id => Promise.resolve({ ok: true, value: this.alerts.find(alert => alert.id === id) ?? null }),
      ask: observables => {
        if (this.askFails !== null) return Promise.resolve({ ok: false, failure: this.askFails });
        this.questions.push(observables.length);
        return Promise.resolve({ ok: true, value: { observables: observables.map(answer), questions: 1 } });
      },
      askContext: () => Promise.resolve([]),
      compose: (_, alert) => ({ value: alert.target, block: 'b', humanText: false, intact: false, fits: true }),
      claim: ({ issueId }) => Promise.resolve({ ok: true, value: (this.heldUntil.get(issueId) ?? 0) <= this.now }),
      release: () => Promise.resolve(),
      write: ({ issueId, record }) => Promise.resolve().then(() => this.write(issueId, record)),
      rememberNotVisible: () => Promise.resolve(),
      enterStep: () => undefined,
      now: () => new Date(this.now),
      random: () => 0.5,
      remainingMs: () => this.stepEndsAt - this.now,
    };
  }

  ports(): BackfillPorts {
    const prolong = () => (this.claimedUntil = this.now + 20_000);
    return {
      hold: () => {
        if (this.claimedUntil > this.now) return Promise.resolve({ ok: true, value: null });
        prolong();
        const hold: Hold = {
          isLost: () => {
            prolong();
            return false;
          },
          release: () => {
            // A function that was killed releases nothing.
            if (!this.isKilled) this.claimedUntil = 0;
            return Promise.resolve();
          },
        };
        return Promise.resolve({ ok: true, value: hold });
      },
      readOrder: () => Promise.resolve(this.order),
      readProgress: () => Promise.resolve(this.progress),
      writeProgress: progress => {
        this.progress = structuredClone(progress);
        return Promise.resolve();
      },
      readPage: (order, { afterId }) => {
        const wanted = this.alerts.filter(
          ({ id }) => (order.issueIds?.includes(id) ?? true) && (afterId === null || Number(id) > Number(afterId)),
        );
        const alerts = wanted.slice(0, 100);
        const placeAt = (id: string | undefined) => ({ afterId: id ?? afterId, position: null });
        const value = {
          alerts,
          others: [],
          after: (handled: readonly string[]) => placeAt(handled.at(-1)),
          next: wanted.length > 100 ? placeAt(alerts.at(-1)?.id) : null,
        };
        return Promise.resolve({ ok: true, value });
      },
      handleAlert: createBackfillAlert(() => this.run(), this.sleep),
      sleep: this.sleep,
      run: this.run(),
    };
  }

  readonly sleep = (ms: number): Promise<void> => {
    this.now += ms;
    return Promise.resolve();
  };

  step(limitMs = Infinity) {
    this.isKilled = false;
    this.stepEndsAt = this.now + limitMs;
    return runBackfillStep(this.ports());
  }

  view() {
    return viewBackfill(backfillOf(this.order, this.progress), new Date(this.now));
  }

  wish(wish: 'pause' | 'resume' | 'cancel') {
    this.order = command(backfillOf(this.order, this.progress), wish, new Date(this.now).toISOString());
  }

  timesWritten() {
    return new Set(this.writes.values());
  }
}

function anAlert(id: string, host: string, record: AlertRecord | null = null): Alert {
  const createdAt = new Date(START - 40 * 24 * 3_600_000).toISOString();
  return {
    id,
    key: `SEC-${id}`,
    projectId: '10000',
    issueTypeId: '10010',
    createdAt,
    alertTime: createdAt,
    values: [{ field: 'f1', kind: 'hostname', texts: [host] }],
    target: { kind: 'document', document: null },
    foreign: null,
    record,
  };
}

function answer(observable: Observable) {
  return {
    key: observableKey(observable),
    candidates: [],
    overLimit: false,
    askedInFull: true,
    tried: [observable.value],
    answeredAt: new Date(START).toISOString(),
  };
}

test('every alert is written once, with one exact question for each hundred alerts', async () => {
  const world = new World(450);
  expect(await world.step()).toEqual({ kind: 'ended' });
  expect(world.writes.size).toBe(450);
  expect(world.timesWritten()).toEqual(new Set([1]));
  expect(world.questions).toEqual([100, 100, 100, 100, 50]);
  expect(world.view()).toMatchObject({ state: 'finished', looked: 450, outcomes: { 'not-found': 450 } });
});

test('a step ends when its time is up and the next one goes on', async () => {
  const world = new World(900);
  expect(await world.step(100_000)).toEqual({ kind: 'more' });
  expect(world.writes.size).toBeLessThan(900);
  while ((await world.step(100_000)).kind === 'more');
  expect(world.writes.size).toBe(900);
  expect(world.timesWritten()).toEqual(new Set([1]));
});

test('kills at any write repeat none, and lose none', async () => {
  const world = new World(300);
  for (const killAt of [1, 37, 100, 101, 250]) {
    world.killAtWrite = killAt;
    await expect(world.step()).rejects.toThrow(Killed);
    expect(await world.step()).toEqual({ kind: 'busy' });
    world.now += 5 * 60_000;
  }
  world.killAtWrite = Infinity;
  expect(await world.step()).toEqual({ kind: 'ended' });
  expect(world.writes.size).toBe(300);
  expect(world.timesWritten()).toEqual(new Set([1]));
  expect(world.view()).toMatchObject({ looked: 300, outcomes: { 'not-found': 300 }, kept: 0 });
});

test('alerts that a killed step still claims are waited for, not passed over', async () => {
  const world = new World(300);
  for (const id of ['10007', '10008', '10150']) world.heldUntil.set(id, START + 25_000);
  expect(await world.step()).toEqual({ kind: 'ended' });
  expect(world.writes.size).toBe(300);
  expect(world.view()).toMatchObject({ outcomes: { 'not-found': 300 }, kept: 0 });
});

test('alerts that stay claimed are told as failed, so that they can be run again', async () => {
  const world = new World(3);
  world.heldUntil.set('10002', Infinity);
  await world.step();
  expect(world.view()).toMatchObject({ kept: 0, failures: [{ kind: 'conflict', alerts: 1 }] });
});

test('what has a result is left alone; what failed runs', async () => {
  const world = new World(3);
  const recordOf = (alert: Alert, outcome: AlertRecord['outcome']) =>
    ({
      outcome,
      input: identifyInput(findObservables(alert.values, defaultSettings.naming)),
      trigger: 'created',
      enrichedAt: new Date(START - 1).toISOString(),
      startedAt: new Date(START - 2).toISOString(),
      runs: [],
      choices: {},
      written: true,
    }) as unknown as AlertRecord;
  world.alerts = world.alerts.map((alert, at) =>
    at === 0
      ? { ...alert, record: recordOf(alert, 'matched') }
      : at === 1
        ? { ...alert, record: recordOf(alert, 'failed') }
        : alert,
  );
  await world.step();
  expect([...world.writes.keys()]).toEqual(['10001', '10002']);
  expect(world.view()).toMatchObject({ looked: 3, kept: 1, outcomes: { 'not-found': 2 } });
});

test('a pause stops at the end of a hundred, a resume goes on, a cancel ends it', async () => {
  const world = new World(500);
  world.onWrite = id => {
    if (id === '10150') world.wish('pause');
  };
  expect(await world.step()).toEqual({ kind: 'stopped' });
  expect(world.writes.size).toBe(200);
  expect(world.view()?.state).toBe('paused');
  expect(await world.step()).toEqual({ kind: 'nothing' });
  world.wish('resume');
  world.onWrite = id => {
    if (id === '10250') world.wish('cancel');
  };
  expect(await world.step()).toEqual({ kind: 'stopped' });
  expect(world.view()).toMatchObject({ state: 'cancelled', looked: 300 });
  expect(await world.step()).toEqual({ kind: 'nothing' });
  expect(command(backfillOf(world.order, world.progress), 'resume', '')).toBeNull();
});

test('while Axonius is down nothing is written, the view says STALLED and why, and it goes on afterwards', async () => {
  const world = new World(150);
  world.askFails = aFailure('auth');
  expect((await world.step()).kind).toBe('hindered');
  expect(world.view()).toMatchObject({ state: 'stalled', stalledBecause: 'It is auth.', looked: 0 });
  world.askFails = null;
  expect(await world.step()).toEqual({ kind: 'ended' });
  expect(world.view()).toMatchObject({ state: 'finished', stalledBecause: null, looked: 150 });
});

test('without a step for long it says STALLED as well', () => {
  const world = new World(1);
  expect(world.view()?.state).toBe('running');
  world.now += 13 * 60_000;
  expect(world.view()?.state).toBe('stalled');
});

test('an alert that Jira refuses counts by its cause, and only such alerts run again', async () => {
  const world = new World(120);
  world.writeFails = id => (id === '10007' || id === '10110' ? aFailure('forbidden', 'jira') : null);
  expect(await world.step()).toEqual({ kind: 'ended' });
  expect(world.view()?.failures).toEqual([{ kind: 'forbidden', sentence: 'It is forbidden.', alerts: 2 }]);
  const issueIds = world.progress?.failures.flatMap(failure => failure.issueIds) ?? [];
  world.writeFails = () => null;
  world.order = { ...world.order!, id: 'order-2', issueIds, orderedAt: new Date(world.now).toISOString() };
  expect(await world.step()).toEqual({ kind: 'ended' });
  expect(world.view()).toMatchObject({ looked: 2, failures: [] });
  expect(world.writes.size).toBe(120);
  expect(world.timesWritten()).toEqual(new Set([1]));
});

test('an outage of Jira stops the step; one alert that always times out is passed over in the end', async () => {
  const world = new World(120);
  world.writeFails = id => (id === '10050' ? aFailure('timeout', 'jira') : null);
  for (let run = 0; run < 3; run += 1) {
    expect((await world.step()).kind).toBe('hindered');
    expect(world.view()?.state).toBe('stalled');
  }
  expect(await world.step()).toEqual({ kind: 'ended' });
  expect(world.view()).toMatchObject({ state: 'finished', looked: 120, failures: [{ kind: 'timeout', alerts: 1 }] });
  expect(world.timesWritten()).toEqual(new Set([1]));
});

test('a step that meets Jira’s limit of writes in a second waits a second, and goes on', async () => {
  const world = new World(300);
  let allowed = 50;
  let second = 0;
  world.writeFails = () => {
    if (Math.floor(world.now / 1000) !== second) [second, allowed] = [Math.floor(world.now / 1000), 50];
    allowed -= 1;
    return allowed >= 0 ? null : { ...aFailure('throttled', 'jira'), scope: 'endpoint', retryAfterMs: 1_000 };
  };
  expect(await world.step()).toEqual({ kind: 'ended' });
  expect([...world.writes.values()]).toEqual(Array.from({ length: 300 }, () => 1));
  expect(world.progress).toMatchObject({ looked: 300, failures: [], hindrance: null });
});

test('a quota of Jira, which lasts, stops the step', async () => {
  const world = new World(300);
  world.writeFails = () => ({ ...aFailure('throttled', 'jira'), scope: 'tenant', retryAfterMs: 1_000 });
  expect(await world.step()).toMatchObject({ kind: 'hindered', failure: { kind: 'throttled' } });
});

test('a dry run writes nothing and says what would happen', async () => {
  const world = new World(450, { mode: 'dry-run' });
  expect(await world.step()).toEqual({ kind: 'ended' });
  expect(world.writes.size).toBe(0);
  expect(world.view()).toMatchObject({ looked: 200, outcomes: { 'not-found': 200 }, fieldsWritten: 200 });
  expect(world.view()?.examples).toHaveLength(10);
});

test('two steps at the same time: one works', async () => {
  const world = new World(100);
  const kinds = (await Promise.all([world.step(), world.step()])).map(({ kind }) => kind);
  expect(kinds.sort()).toEqual(['busy', 'ended']);
  expect(world.timesWritten()).toEqual(new Set([1]));
});

test.each(['record', 'field', 'dry-run'] as const)(
  'an alert whose record a newer version wrote is kept as it is (%s), and the backfill comes to its end',
  async mode => {
    const world = new World(3, { mode });
    world.alerts = world.alerts.map((alert, at) => (at === 1 ? { ...alert, foreign: { kind: 'newer' } } : alert));
    expect(await world.step()).toEqual({ kind: 'ended' });
    expect(world.writes.has('10001')).toBe(false);
    expect(world.view()).toMatchObject({ state: 'finished', looked: 3, kept: 1, outcomes: { 'not-found': 2 } });
  },
);
