import type { AlertRecord } from '../../contract/record';
import type { RunStep } from '../../contract/panel';
import type { Alert } from '../../domain/alert/alert';
import type { Answer } from '../../domain/matching/answer';
import type { Asset } from '../../domain/matching/asset';
import type { Failure, Result } from '../../domain/pacing/failure';
import { anAsset as anAssetOf } from '../../domain/testing/builders';
import { defaultSettings } from '../../settings/settings';
import { aSetup } from '../testing/a-setup';
import type { QueuedAlert } from '../../runs/queued-alert';
import { chooseAsset } from './choose-asset';
import { enrichNow } from './enrich-now';
import type { Asker, Rights, RunPorts } from './panel-ports';
import { viewPanel } from './panel-view';

const asker: Asker = { issueId: '1', accountId: 'me' };

function anAsset(id: string, hostname: string): Asset {
  return anAssetOf({ id, hostnames: [hostname], lastSeen: '2026-11-24T07:00:00.000Z' });
}

function aFailure(kind: Failure['kind']): Failure {
  return { kind, side: 'axonius', sentence: 'It went wrong.', retryAfterMs: null, status: null };
}

/** An alert that names `web01`, two assets of that name, and a person in front of the panel. */
class World {
  now = Date.parse('2026-11-24T08:00:00Z');
  record: AlertRecord | null = null;
  rights: Rights = { editing: 'allowed', isAdmin: false };
  claimIsFree = true;
  readonly runs = new Set<string>();
  whileAsking: () => void = () => undefined;
  whileSleeping: () => void = () => undefined;
  askedInFull = true;
  isNewerRecord = false;
  failure: Failure | null = null;
  queueIsFull = false;
  asked = 0;
  /** Of the issue, past opening it. */
  reads = 0;
  emptyFields: readonly string[] = [];
  hostname = 'web01';
  readonly pushed: (QueuedAlert & { readonly delayMs: number })[] = [];
  readonly steps: (RunStep | null)[] = [];

  ports(): RunPorts {
    const settings = { ...defaultSettings, address: 'https://demo.on.axonius.com' };
    const issue = {
      projectId: '10',
      issueType: { id: '7', name: 'Security Alert' },
      createdAt: null,
      isNewerRecord: this.isNewerRecord,
    };
    return {
      readSite: () =>
        Promise.resolve({
          ok: true,
          value: { settings, issueTypeIds: ['7'], sourceFieldIds: ['f1'], step: this.steps.at(-1) ?? null },
        }),
      readIssue: () => {
        this.reads += 1;
        return Promise.resolve({ ok: true, value: { ...issue, record: this.record } });
      },
      openIssue: () => Promise.resolve({ ok: true, value: { ...issue, record: this.record } }),
      readEmptyFields: () => Promise.resolve(this.emptyFields),
      readRights: () => Promise.resolve(this.rights),
      requireRights: () => Promise.resolve(this.rights),
      claimRun: before => {
        const key = String(before?.startedAt);
        const isFree = !this.runs.has(key);
        this.runs.add(key);
        return Promise.resolve(isFree);
      },
      releaseRun: before => {
        this.runs.delete(String(before?.startedAt));
        return Promise.resolve();
      },
      push: (alert, _, delayMs) => {
        if (!this.queueIsFull) this.pushed.push({ ...alert, delayMs });
        return Promise.resolve(this.queueIsFull ? 'queue-full' : 'pushed');
      },
      tellStep: step => {
        this.steps.push(step);
        return Promise.resolve();
      },
      writeRecord: (_, record) => {
        this.record = record;
        return Promise.resolve({ ok: true, value: null });
      },
      sleep: ms => {
        this.now += ms;
        this.whileSleeping();
        return new Promise(resolve => setImmediate(resolve));
      },
      now: () => new Date(this.now),
      remainingMs: () => 25_000,
      startRun: () => ({
        readSite: () =>
          Promise.resolve({
            ok: true,
            value: {
              setup: aSetup({ settings, issueTypeIds: ['7'] }),
              pausedUntil: null,
              jiraPausedUntil: null,
            },
          }),
        readAlert: () => Promise.resolve({ ok: true, value: this.alert() }),
        ask: () => {
          this.asked += 1;
          this.whileAsking();
          return Promise.resolve(this.answer());
        },
        askContext: () => Promise.resolve([]),
        compose: (_, { target }) => ({ value: target, block: 'block', humanText: false, intact: false, fits: true }),
        claim: () => Promise.resolve({ ok: true, value: this.claimIsFree }),
        release: () => Promise.resolve(),
        write: ({ record }) => {
          this.record = record;
          return Promise.resolve({ ok: true, value: record });
        },
        rememberNotVisible: () => Promise.resolve(),
        enterStep: () => undefined,
        now: () => new Date(this.now),
        random: () => 0.5,
        remainingMs: () => 25_000,
      }),
    };
  }

  alert(): Alert {
    return {
      id: '1',
      key: 'SEC-1',
      projectId: '10',
      issueTypeId: '7',
      createdAt: '2026-11-24T07:59:00.000Z',
      alertTime: '2026-11-24T07:59:00.000Z',
      values: [{ field: 'f1', kind: 'hostname', texts: [this.hostname] }],
      target: { kind: 'document', document: null },
      foreign: this.isNewerRecord ? { kind: 'newer' } : null,
      record: this.record,
    };
  }

  answer(): Result<Answer> {
    if (this.failure !== null) return { ok: false, failure: this.failure };
    const candidates = [anAsset('a', 'web01.corp.example.com'), anAsset('b', 'web01.dmz.example.com')];
    const answeredAt = new Date(this.now).toISOString();
    const { askedInFull } = this;
    const one = { key: 'hostname:web01', candidates, overLimit: false, askedInFull, tried: ['web01'], answeredAt };
    return { ok: true, value: { observables: [one], questions: 1, ...(askedInFull ? {} : { provisional: true }) } };
  }

  enrich() {
    return enrichNow(asker, this.ports());
  }
}

const thisOne = { kind: 'this-one', observable: 'hostname:web01', assetId: 'b' } as const;

describe('Enrich', () => {
  it('answers what the alert holds now, and tells that nothing runs any more', async () => {
    const world = new World();
    expect(await world.enrich()).toMatchObject({
      ok: true,
      value: {
        kind: 'done',
        view: { record: { outcome: 'ambiguous', trigger: 'manual', requestedBy: 'me' }, step: null },
      },
    });
    expect(world.steps).toEqual([null]);
    // What was just written need not be read back.
    expect(world.reads).toBe(0);
  });

  it('names the fields that are empty where the alert names no machine', async () => {
    const world = new World();
    world.hostname = '';
    world.emptyFields = ['Hostname'];
    expect(await world.enrich()).toMatchObject({
      value: { view: { record: { outcome: 'no-observable' }, emptyFields: ['Hostname'] } },
    });
  });

  it.each(['denied', 'ask'] as const)('does nothing for a person whose rights are %s', async editing => {
    const world = new World();
    world.rights = { editing, isAdmin: true };
    expect(await world.enrich()).toMatchObject({ ok: false, problem: { kind: 'forbidden' } });
    expect([world.asked, world.record]).toEqual([0, null]);
  });

  it('goes on in the queue where Axonius needs longer, and writes nothing before', async () => {
    const world = new World();
    world.failure = aFailure('timeout');
    expect(await world.enrich()).toMatchObject({
      ok: true,
      value: { kind: 'queued', view: { record: null, step: 'queued' } },
    });
    expect(world.pushed).toEqual([
      expect.objectContaining({ issueId: '1', trigger: 'manual', requestedBy: 'me', fresh: true, delayMs: 0 }),
    ]);
  });

  it('shows what was found in time, and asks for the rest in the queue', async () => {
    const world = new World();
    world.askedInFull = false;
    expect(await world.enrich()).toMatchObject({
      ok: true,
      value: { kind: 'queued', view: { record: { assetCount: 2 } } },
    });
  });

  it('says that the queue is full', async () => {
    const world = new World();
    world.failure = aFailure('timeout');
    world.queueIsFull = true;
    expect(await world.enrich()).toMatchObject({ ok: false, problem: { kind: 'throttled' } });
    expect(world.steps.at(-1)).toBeNull();
  });

  it('promises another try only where the queue holds one', async () => {
    const world = new World();
    world.failure = aFailure('unavailable');
    expect(await world.enrich()).toMatchObject({
      value: {
        kind: 'failed',
        problem: { kind: 'unavailable', nextStep: expect.stringContaining('on its own') as unknown },
      },
    });
    expect(world.pushed).toHaveLength(1);
    expect(world.pushed[0]?.delayMs).toBeGreaterThan(0);

    const hopeless = new World();
    hopeless.failure = aFailure('auth');
    expect(await hopeless.enrich()).toMatchObject({
      value: { kind: 'failed', problem: { kind: 'auth', nextStep: null } },
    });
    expect(hopeless.pushed).toEqual([]);
  });

  it('answers the record of another run that writes the same alert', async () => {
    const other = new World();
    await other.enrich();
    const world = new World();
    world.claimIsFree = false;
    world.whileSleeping = () => (world.record = other.record);
    expect(await world.enrich()).toMatchObject({ value: { kind: 'done', view: { record: { outcome: 'ambiguous' } } } });
    expect(world.pushed).toEqual([]);
  });

  it('starts nothing where another person’s run of the same alert is on its way, and answers what that one finds', async () => {
    const world = new World();
    const answers = await Promise.all(Array.from({ length: 5 }, () => world.enrich()));
    expect(answers.map(answer => answer.ok && answer.value.kind)).toEqual(Array(5).fill('done'));
    expect(answers).toMatchObject(Array(5).fill({ value: { view: { record: { outcome: 'ambiguous' } } } }));
    expect([world.asked, world.pushed]).toEqual([1, []]);

    world.now += 1_000;
    await world.enrich();
    expect(world.asked).toBe(2);
  });

  it('pushes one run where several people wait for what goes on in the queue', async () => {
    const world = new World();
    world.failure = aFailure('timeout');
    const first = await world.enrich();
    const second = await world.enrich();
    expect([first, second]).toMatchObject(Array(2).fill({ value: { kind: 'queued', view: { step: 'queued' } } }));
    expect([world.asked, world.pushed.length]).toEqual([1, 1]);
  });

  it('may be tried again at once after a failure', async () => {
    const world = new World();
    world.failure = aFailure('auth');
    await world.enrich();
    await world.enrich();
    expect(world.asked).toBe(2);
  });

  it('goes on in the queue where as many ask Axonius as the settings allow', async () => {
    const world = new World();
    world.failure = { ...aFailure('throttled'), side: 'app' };
    expect(await world.enrich()).toMatchObject({ value: { kind: 'queued', view: { record: null, step: 'queued' } } });
    expect(world.pushed).toMatchObject([{ trigger: 'manual', fresh: true, delayMs: 0 }]);
  });

  it('goes on in the queue where the other run does not end', async () => {
    const world = new World();
    world.claimIsFree = false;
    expect(await world.enrich()).toMatchObject({ value: { kind: 'queued' } });
    expect(world.pushed).toHaveLength(1);
  });
});

describe('a choice', () => {
  async function anAmbiguousAlert(): Promise<World> {
    const world = new World();
    await world.enrich();
    world.now += 60_000;
    return world;
  }

  it('is honoured by the run that follows, and remembered with who and when', async () => {
    const world = await anAmbiguousAlert();
    expect(await chooseAsset(thisOne, asker, world.ports())).toMatchObject({ value: { kind: 'done' } });
    expect(world.record).toMatchObject({
      outcome: 'matched',
      primary: { assetId: 'b' },
      choices: { 'hostname:web01': { assetId: 'b', by: 'me', at: '2026-11-24T08:01:00.000Z' } },
    });
  });

  it('outlives a failure of that run', async () => {
    const world = await anAmbiguousAlert();
    world.failure = aFailure('auth');
    expect(await chooseAsset(thisOne, asker, world.ports())).toMatchObject({ value: { kind: 'failed' } });
    expect(world.record).toMatchObject({ outcome: 'ambiguous', choices: { 'hostname:web01': { assetId: 'b' } } });
  });

  it('is made again where another run wrote in between', async () => {
    const world = await anAmbiguousAlert();
    world.whileAsking = () => {
      world.whileAsking = () => undefined;
      if (world.record !== null) world.record = { ...world.record, enrichedAt: '2026-11-24T08:00:30.000Z' };
      world.now += 2_000;
    };
    await chooseAsset(thisOne, asker, world.ports());
    expect(world.record).toMatchObject({ outcome: 'matched', choices: { 'hostname:web01': { assetId: 'b' } } });
  });

  it.each([
    ['an asset that no candidate is', { ...thisOne, assetId: 'z' }],
    ['a value that the alert does not have', { ...thisOne, observable: 'hostname:db' }],
    ['a choice that nobody made', { kind: 'undo', observable: 'hostname:web01' } as const],
  ])('about %s is refused', async (_, input) => {
    const world = await anAmbiguousAlert();
    const before = world.record;
    expect(await chooseAsset(input, asker, world.ports())).toMatchObject({ ok: false, problem: { kind: 'outdated' } });
    expect(world.record).toBe(before);
  });
});

describe('an alert whose record a newer version wrote', () => {
  const says = { kind: 'newer-record', sentence: expect.stringContaining('left its result as it is') };

  it('is shown as such, and no first result is awaited', async () => {
    const world = new World();
    world.isNewerRecord = true;
    expect(await viewPanel(asker, world.ports())).toMatchObject({
      ok: true,
      value: { isNewerRecord: true, isExpected: false, record: null },
    });
  });

  it('is left as it is by Enrich and by a choice, which say so', async () => {
    const world = new World();
    world.isNewerRecord = true;
    expect(await world.enrich()).toMatchObject({ ok: false, problem: says });
    expect(await chooseAsset(thisOne, asker, world.ports())).toMatchObject({ ok: false, problem: says });
    expect([world.record, world.asked, world.pushed]).toEqual([null, 0, []]);
    expect(world.steps.at(-1) ?? null).toBeNull();
  });
});
