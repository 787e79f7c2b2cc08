import type { AlertRecord } from '../contract/record';
import type { Alert } from '../domain/alert/alert';
import type { Answer } from '../domain/matching/answer';
import type { Failure, FailureKind, Result } from '../domain/pacing/failure';
import { anAsset } from '../domain/testing/builders';
import { aSetup } from '../features/testing/a-setup';
import type { ContextWrite, EnrichmentPorts, RunEnding, RunRequest } from './ports';
import { requestRun } from './queued-alert';
import { run } from './run';
import type { RunPolicy } from './run-policy';

const START = Date.parse('2026-11-24T08:00:00Z');

function aFailure(kind: FailureKind, side: 'axonius' | 'jira' = 'axonius'): Failure {
  return { kind, side, sentence: 'It is down.', retryAfterMs: null, status: 503 };
}

const asset = anAsset({
  id: 'a'.repeat(32),
  hostnames: ['web01.corp.example.com'],
  lastSeen: '2026-11-24T07:00:00.000Z',
});

/** A site with one alert, and Axonius behind it. Time passes only where a test says so. */
class World {
  now = START;
  alert: Alert = {
    id: '1',
    key: 'SEC-1',
    projectId: '10000',
    issueTypeId: '10010',
    createdAt: '2026-11-24T07:59:00.000Z',
    alertTime: '2026-11-24T07:59:00.000Z',
    values: [{ field: 'f1', kind: 'hostname', texts: ['web01.corp.example.com'] }],
    target: { kind: 'document', document: null },
    foreign: null,
    record: null,
  };
  pausedUntil: number | null = null;
  jiraPausedUntil: number | null = null;
  claimIsFree = true;
  storageRefuses: Extract<Result<boolean>, { ok: false }> | null = null;
  humanText = false;
  /** What happens while Axonius is asked. */
  whileAsking: () => void = () => undefined;
  answer: Result<Answer> = {
    ok: true,
    value: {
      observables: [
        {
          key: 'hostname:web01.corp.example.com',
          candidates: [asset],
          overLimit: false,
          askedInFull: true,
          tried: ['web01.corp.example.com'],
          answeredAt: '2026-11-24T08:00:00.000Z',
        },
      ],
      questions: 1,
    },
  };
  writeFailures: Failure[] = [];
  readonly writes: ContextWrite[] = [];
  readonly reads: string[] = [];
  readonly notVisible: string[] = [];
  readonly released: string[] = [];
  asked = 0;

  ports(): EnrichmentPorts {
    const setup = aSetup();
    return {
      readSite: () =>
        Promise.resolve({
          ok: true,
          value: { setup, pausedUntil: this.pausedUntil, jiraPausedUntil: this.jiraPausedUntil },
        }),
      readAlert: id => {
        this.reads.push(id);
        return Promise.resolve({ ok: true, value: this.alert });
      },
      ask: () => {
        this.asked += 1;
        this.whileAsking();
        return Promise.resolve(this.answer);
      },
      askContext: () => Promise.resolve([]),
      compose: (_, alert) => ({
        value: alert.target,
        block: 'block',
        humanText: this.humanText,
        intact: alert.record?.written ?? false,
        fits: true,
      }),
      claim: () => Promise.resolve(this.storageRefuses ?? { ok: true, value: this.claimIsFree }),
      release: ({ issueId }) => {
        this.released.push(issueId);
        return Promise.resolve();
      },
      write: write => {
        const failure = this.writeFailures.shift();
        if (failure !== undefined) return Promise.resolve({ ok: false, failure });
        this.writes.push(write);
        this.alert = { ...this.alert, record: write.record };
        return Promise.resolve({ ok: true, value: write.record });
      },
      rememberNotVisible: id => {
        this.notVisible.push(id);
        return Promise.resolve();
      },
      enterStep: () => undefined,
      now: () => new Date(this.now),
      random: () => 0.5,
      remainingMs: () => 240_000,
    };
  }

  run(request: Partial<RunRequest> = {}, policy: Partial<RunPolicy> = {}): Promise<RunEnding> {
    return run({ ...created, ...request }, { ...automatic, ...policy }, this.ports());
  }

  lastRecord(): AlertRecord | undefined {
    return this.writes.at(-1)?.record;
  }
}

const automatic: RunPolicy = {
  always: false,
  givesWay: true,
  askWithinMs: 150_000,
  tooLate: 'fails',
  readsAgain: 'when-stale',
  besideText: 'as-configured',
  isWatched: false,
  writesField: true,
};
/** What a run may do beyond that because a person asked for it. */
const asked: Partial<RunPolicy> = { always: true, givesWay: false, besideText: 'writes' };

const created = requestRun({ issueId: '1', trigger: 'created' });

describe('a run', () => {
  it('writes field and record once, and a duplicate delivery writes nothing', async () => {
    const world = new World();
    expect((await world.run()).kind).toBe('enriched');
    expect(world.lastRecord()).toMatchObject({ outcome: 'matched', confidence: 'high', written: true });
    expect((await world.run()).kind).toBe('unchanged');
    expect(world.writes).toHaveLength(1);
    expect(world.asked).toBe(1);
  });

  it('says in the record alone that storage takes no claim, and leaves a result that is there', async () => {
    const sentence = 'Forge’s storage refused it.';
    const failure = { kind: 'storage-refused', side: 'app', sentence, retryAfterMs: null, status: 400 } as const;
    const world = new World();
    world.storageRefuses = { ok: false, failure };
    expect(await world.run()).toMatchObject({ kind: 'failed', failure: { kind: 'storage-refused' } });
    expect(world.writes).toMatchObject([{ target: null, record: { outcome: 'failed', failure: { sentence } } }]);
    world.storageRefuses = { ok: false, failure: { ...failure, kind: 'unavailable', status: 429 } };
    world.alert = { ...world.alert, record: null };
    expect(await world.run()).toMatchObject({ kind: 'failed', retryAfterMs: expect.any(Number) });
    expect(world.writes).toHaveLength(1);
  });

  it('reads the alert once where the answer came quickly, and again where it took over a second', async () => {
    const quick = new World();
    await quick.run();
    expect(quick.reads).toHaveLength(1);
    const slow = new World();
    slow.whileAsking = () => (slow.now += 1_500);
    await slow.run();
    expect(slow.reads).toHaveLength(2);
  });

  it('starts over where the hostname changed while Axonius was asked', async () => {
    const world = new World();
    world.whileAsking = () => {
      world.now += 1_500;
      world.alert = { ...world.alert, values: [{ field: 'f1', kind: 'hostname', texts: ['db01.corp.example.com'] }] };
    };
    expect(await world.run()).toEqual({ kind: 'alert-changed' });
    expect(world.writes).toHaveLength(0);
  });

  it('gives way to another run that holds the claim', async () => {
    const world = new World();
    world.claimIsFree = false;
    expect((await world.run()).kind).toBe('held');
    expect(world.writes).toHaveLength(0);
  });

  it('lets go of the alert where Jira refused the write, and holds it where the write may still arrive', async () => {
    const refused = new World();
    refused.writeFailures = [aFailure('throttled', 'jira')];
    await refused.run();
    expect(refused.released).toEqual([refused.alert.id]);
    const unknown = new World();
    unknown.writeFailures = [aFailure('timeout', 'jira')];
    await unknown.run();
    expect(unknown.released).toEqual([]);
  });

  it('merges anew after an edit conflict, in the same run', async () => {
    const world = new World();
    world.writeFailures = [aFailure('conflict', 'jira'), aFailure('conflict', 'jira')];
    expect((await world.run()).kind).toBe('enriched');
    expect(world.reads).toHaveLength(3);
    expect(world.writes).toHaveLength(1);
  });
});

describe('a failure of Axonius', () => {
  it('is recorded with its next try, and the next try replaces it', async () => {
    const world = new World();
    const answer = world.answer;
    world.answer = { ok: false, failure: aFailure('unavailable') };
    expect(await world.run()).toMatchObject({ kind: 'failed', retryAfterMs: 2_000 });
    expect(world.lastRecord()).toMatchObject({
      outcome: 'failed',
      failure: { kind: 'unavailable', nextTry: '2026-11-24T08:00:02.000Z' },
    });
    world.answer = answer;
    expect((await world.run({ retry: { count: 1, retentionMs: 86_000_000 } })).kind).toBe('enriched');
    expect(world.lastRecord()).toMatchObject({ outcome: 'matched', failure: null });
  });

  it('that a person must mend is recorded and not tried again', async () => {
    const world = new World();
    world.answer = { ok: false, failure: aFailure('auth') };
    expect(await world.run()).toMatchObject({ kind: 'failed', retryAfterMs: null, gaveUp: false });
    expect(world.lastRecord()?.failure?.nextTry).toBeNull();
    expect((await world.run()).kind).toBe('unchanged');
    expect(world.asked).toBe(1);
  });

  it('keeps what an earlier run found out about the same observables', async () => {
    const world = new World();
    await world.run();
    world.answer = { ok: false, failure: aFailure('unavailable') };
    const again = await world.run({ trigger: 'manual', requestedBy: 'someone' }, asked);
    expect(again).toMatchObject({ kind: 'failed', record: { outcome: 'matched' } });
    expect(world.writes).toHaveLength(1);
  });

  it('is written once while its tries fail alike, and anew where it is another one', async () => {
    const world = new World();
    world.answer = { ok: false, failure: aFailure('unavailable') };
    await world.run();
    world.now += 60_000;
    await world.run({ retry: { count: 1, retentionMs: 86_000_000 } });
    expect(world.writes).toHaveLength(1);
    world.answer = { ok: false, failure: aFailure('timeout') };
    await world.run({ retry: { count: 2, retentionMs: 86_000_000 } });
    expect(world.lastRecord()).toMatchObject({ failure: { kind: 'timeout' } });
    world.now += 700_000;
    await world.run({ retry: { count: 3, retentionMs: 86_000_000 } });
    expect(world.writes).toHaveLength(3);
  });

  it('says in the record that it gave up where the queue drops the event', async () => {
    const world = new World();
    world.answer = { ok: false, failure: aFailure('unavailable') };
    const result = await world.run({ retry: { count: 90, retentionMs: 1_000 } });
    expect(result).toMatchObject({ kind: 'failed', retryAfterMs: null, gaveUp: true });
    expect(world.lastRecord()?.failure).toMatchObject({ nextTry: null });
  });

  it('while everybody waits costs a redelivered alert nothing', async () => {
    const world = new World();
    world.pausedUntil = START + 20_000;
    expect(await world.run({ retry: { count: 1, retentionMs: 86_000_000 } })).toEqual({
      kind: 'put-off',
      retryAfterMs: 20_000,
    });
    expect(world.reads).toHaveLength(0);
  });
});

describe('a field with text of people', () => {
  it('is left alone by automatic runs, and the record says why', async () => {
    const world = new World();
    world.humanText = true;
    await world.run();
    expect(world.writes[0]?.target).toBeNull();
    expect(world.lastRecord()).toMatchObject({ written: false, notWritten: 'field-has-text', outcome: 'matched' });
  });

  it('is written where a person asks', async () => {
    const world = new World();
    world.humanText = true;
    await world.run({ trigger: 'manual', requestedBy: 'someone' }, asked);
    expect(world.writes[0]?.target).not.toBeNull();
  });
});

describe('the same facts', () => {
  it('leave the field alone when a person asks again; the record notes the run', async () => {
    const world = new World();
    await world.run();
    world.now += 60_000;
    await world.run({ trigger: 'manual', requestedBy: 'someone' }, asked);
    expect(world.writes[1]?.target).toBeNull();
    expect(world.lastRecord()).toMatchObject({
      written: true,
      requestedBy: 'someone',
      enrichedAt: '2026-11-24T08:01:00Z',
    });
    expect(world.lastRecord()?.runs).toHaveLength(2);
  });
});

describe('a record whose fingerprint another version made in another way', () => {
  const former = (world: World, block: string) => {
    const record = { ...world.alert.record!, fingerprint: 'a'.repeat(64), block };
    world.alert = { ...world.alert, record };
  };

  it('costs no write of the field where the block would have read the same', async () => {
    const world = new World();
    await world.run();
    former(world, 'block');
    await world.run({ trigger: 'manual', requestedBy: 'someone' }, asked);
    expect(world.writes[1]?.target).toBeNull();
    expect(world.lastRecord()?.fingerprint).toMatch(/^\d+:[0-9a-f]{64}$/);
  });

  it('is written anew where it would not', async () => {
    const world = new World();
    await world.run();
    former(world, 'another block');
    await world.run({ trigger: 'manual', requestedBy: 'someone' }, asked);
    expect(world.writes[1]?.target).not.toBeNull();
  });
});

describe('an alert that was due', () => {
  const dueAt = (minutes: number) => Math.floor(START / 60_000) + minutes;

  it('says anew when it is looked at where the look fails, and keeps its result', async () => {
    const world = new World();
    await world.run();
    const record = { ...world.alert.record!, outcome: 'not-found' as const, due: dueAt(-1) };
    world.alert = { ...world.alert, record: { ...record, enrichedAt: '2026-11-24T01:00:00Z' } };
    world.answer = { ok: false, failure: aFailure('unavailable') };
    const ending = await world.run({ trigger: 'sweep', seenAt: '2026-11-24T01:00:00Z' });
    expect(ending).toMatchObject({ kind: 'failed', record: { outcome: 'not-found' } });
    expect(world.writes[1]).toMatchObject({ target: null, record: { outcome: 'not-found', due: dueAt(60) } });
  });
});

describe('an alert that the app may not see', () => {
  it('is remembered by id', async () => {
    const world = new World();
    const ports = {
      ...world.ports(),
      readAlert: () => Promise.resolve({ ok: false as const, failure: aFailure('not-visible', 'jira') }),
    };
    expect(await run(created, automatic, ports)).toEqual({ kind: 'not-visible' });
    expect(world.notVisible).toEqual(['1']);
  });
});

describe('an alert whose record a newer version wrote', () => {
  it.each(['created', 'updated', 'sweep', 'manual'] as const)(
    'is left as it is by a run (%s), without asking',
    async trigger => {
      const world = new World();
      world.alert = { ...world.alert, foreign: { kind: 'newer' } };
      expect(await world.run({ trigger })).toEqual({ kind: 'newer-record' });
      expect(world.writes).toEqual([]);
      expect(world.asked).toBe(0);
    },
  );

  it('is left as it is where that version came in between', async () => {
    const world = new World();
    world.whileAsking = () => {
      world.now += 1_500;
      world.alert = { ...world.alert, foreign: { kind: 'newer' } };
    };
    expect(await world.run()).toEqual({ kind: 'newer-record' });
    expect(world.writes).toEqual([]);
  });
});

describe('a run that was killed and is delivered again', () => {
  const again = { retry: { count: 1, retentionMs: 86_400_000 } };
  const seenAt = '2026-11-24T07:59:30.000Z';
  const swept = { trigger: 'sweep', seenAt } as const;

  class Killed extends Error {}

  it.each([{}, swept])('completes the alert once where it was killed before the write', async request => {
    const world = new World();
    world.whileAsking = () => {
      throw new Killed();
    };
    await expect(world.run(request)).rejects.toThrow(Killed);
    expect(world.writes).toEqual([]);
    world.whileAsking = () => undefined;
    world.now += 60_000;
    expect((await world.run({ ...request, ...again })).kind).toBe('enriched');
    expect((await world.run({ ...request, retry: { ...again.retry, count: 2 } })).kind).toBe('unchanged');
    expect(world.writes).toHaveLength(1);
  });

  it.each([{}, swept])('writes nothing more where it was killed after the write', async request => {
    const world = new World();
    await world.run(request);
    world.now += 60_000;
    expect((await world.run({ ...request, ...again })).kind).toBe('unchanged');
    expect(world.writes).toHaveLength(1);
    expect(world.asked).toBe(1);
  });

  it('waits while the claim of the killed one is held, and completes the alert afterwards', async () => {
    const world = new World();
    world.claimIsFree = false;
    expect(await world.run(again)).toMatchObject({ kind: 'held', retryAfterMs: expect.any(Number) });
    world.claimIsFree = true;
    expect((await world.run({ retry: { ...again.retry, count: 2 } })).kind).toBe('enriched');
    expect(world.writes).toHaveLength(1);
  });

  it('is put off while Axonius is to be spared, and completes the alert when the pause ends', async () => {
    const world = new World();
    world.pausedUntil = world.now + 30_000;
    expect(await world.run(again)).toEqual({ kind: 'put-off', retryAfterMs: 30_000 });
    expect(world.asked).toBe(0);
    world.now += 30_000;
    expect((await world.run({ retry: { ...again.retry, count: 2 } })).kind).toBe('enriched');
    expect(world.writes).toHaveLength(1);
  });

  it('does not end the tries of a failure early: crashes only make the waits longer', async () => {
    const world = new World();
    world.answer = { ok: false, failure: aFailure('unavailable') };
    const ending = await world.run({ retry: { count: 30, retentionMs: 80_000_000 } });
    expect(ending).toMatchObject({ kind: 'failed', gaveUp: false, retryAfterMs: expect.any(Number) });
  });
});

describe('what context sources say', () => {
  const finding = {
    source: 'tickets',
    about: 'web01.corp.example.com',
    state: 'found' as const,
    facts: [{ label: 'Tickets', value: '3 open' }],
    link: 'https://tickets.example.com/web01',
    asOf: '2026-11-24T08:00:00.000Z',
    because: null,
  };

  it('is asked about the machine that was settled, once, and goes into the record', async () => {
    const world = new World();
    world.writeFailures = [aFailure('conflict', 'jira')];
    const asked: string[] = [];
    const ports: EnrichmentPorts = {
      ...world.ports(),
      askContext: ({ assets }) => {
        asked.push(assets.map(({ displayName }) => displayName).join());
        return Promise.resolve([finding]);
      },
    };
    expect((await run(created, automatic, ports)).kind).toBe('enriched');
    expect(asked).toEqual(['web01.corp.example.com']);
    expect(world.lastRecord()?.findings).toEqual([finding]);
  });

  it('is about the machine that an analyst chose while Axonius was asked, and no other', async () => {
    const world = new World();
    const other = anAsset({ id: 'b'.repeat(32), hostnames: ['web01.corp.example.com'], serials: ['5CG0987ABC'] });
    const [answer] = world.answer.ok ? world.answer.value.observables : [];
    const candidates = [{ ...asset, serials: ['CZC1234XYZ'] }, other];
    world.answer = { ok: true, value: { observables: [{ ...answer!, candidates }], questions: 1 } };
    await world.run();
    expect(world.lastRecord()?.outcome).toBe('ambiguous');
    const choose = (assetId: string) => {
      const choice = { assetId, by: 'someone', at: '2026-11-24T08:00:00.000Z' };
      const record = { ...world.alert.record!, choices: { 'hostname:web01.corp.example.com': choice } };
      world.alert = { ...world.alert, record };
    };
    choose(asset.id);
    world.whileAsking = () => {
      world.now += 1_500;
      choose(other.id);
    };
    const ports: EnrichmentPorts = {
      ...world.ports(),
      askContext: ({ assets }) =>
        Promise.resolve([{ ...finding, about: assets.map(({ id }) => id.slice(0, 1)).join() }]),
    };
    await run({ ...created, trigger: 'manual' }, { ...automatic, ...asked }, ports);
    expect(world.lastRecord()).toMatchObject({ primary: { assetId: other.id }, findings: [{ about: 'b' }] });
  });

  it('that changes is something new; that it was asked later is not', async () => {
    const world = new World();
    const say = (finding_: typeof finding) =>
      run(
        { ...created, trigger: 'manual' },
        { ...automatic, ...asked },
        {
          ...world.ports(),
          askContext: () => Promise.resolve([finding_]),
        },
      );
    await say(finding);
    await say({ ...finding, asOf: '2026-11-24T09:00:00.000Z' });
    expect(world.writes.map(({ target }) => target !== null)).toEqual([true, false]);
    await say({ ...finding, facts: [{ label: 'Tickets', value: '4 open' }] });
    expect(world.writes[2]?.target).not.toBeNull();
  });
});
