import type { ObservableAnswer } from '../domain/matching/answer';
import type { Asset } from '../domain/matching/asset';
import { judge } from '../domain/matching/judge';
import type { Subject } from '../domain/matching/subject';
import { observableKey, type Observable } from '../domain/observables/observable';
import type { Failure } from '../domain/pacing/failure';
import { ALERT_TIME, anAsset, hoursBefore, observablesIn, someNaming } from '../domain/testing/builders';
import { askContext } from './ask-context';
import { askInventories } from './ask-inventories';
import type { Keyed, SourceMemory } from './ask-source';
import type { ContextSource, Inventory } from './source';

/** Remembers nothing: each question is asked. */
function noMemory<Reply extends Keyed>(title: string): SourceMemory<Reply> {
  return {
    title,
    readCache: () => Promise.resolve(new Map()),
    keepForCache: () => undefined,
    shareCache: () => Promise.resolve(),
    pause: () => Promise.resolve(null),
    readPause: () => Promise.resolve(null),
    writePause: () => Promise.resolve(),
    claimProbe: () => Promise.resolve(true),
    claimQuestion: () => Promise.resolve(true),
    takeTurn: () => Promise.resolve(() => Promise.resolve()),
    sleep: () => Promise.resolve(),
    now: () => new Date(ALERT_TIME),
  };
}

const down: Failure = { kind: 'unavailable', side: 'axonius', sentence: 'Down.', retryAfterMs: null, status: 503 };
const options = { fresh: false, isCrowded: false, withinMs: 1_000 };
const minutes = { found: 10, none: 2 };

/** An inventory that answers every question with these assets; null: it is down. */
function anInventory(id: string, assets: readonly Asset[] | null): Inventory {
  const answer = (observable: Observable): ObservableAnswer => ({
    key: observableKey(observable),
    candidates: assets ?? [],
    overLimit: false,
    askedInFull: true,
    tried: [`${observable.value} in ${id}`],
    answeredAt: hoursBefore(0),
  });
  return {
    id,
    title: id,
    find: observables =>
      Promise.resolve(
        assets === null
          ? { ok: false, failure: down }
          : { ok: true, value: { observables: observables.map(answer), questions: 1 } },
      ),
  };
}

async function judgeWith(...inventories: readonly Inventory[]) {
  const observables = observablesIn('web01.corp.example.com');
  const remembered = inventories.map(inventory => ({ inventory, memory: noMemory<ObservableAnswer>(inventory.title) }));
  const answer = await askInventories(remembered, observables, options, minutes);
  if (!answer.ok) return answer;
  const { partial, questions } = answer.value;
  const judgement = judge({
    observables,
    answers: answer.value.observables,
    alertTime: ALERT_TIME,
    freshnessDays: 30,
    naming: someNaming(),
    choices: {},
  });
  return { ok: true as const, judgement, partial, questions };
}

const web01 = (over: Partial<Asset> = {}) => anAsset({ id: 'a1', hostnames: ['web01.corp.example.com'], ...over });

describe('two inventories', () => {
  it('are judged together: a machine that one of them knows is found', async () => {
    const seen = await judgeWith(anInventory('east', []), anInventory('west', [web01()]));
    expect(seen).toMatchObject({
      judgement: { outcome: 'matched', confidence: 'high', assets: [{ id: 'a1', inventory: 'west' }] },
      questions: 2,
    });
  });

  it('that know one machine, by its serial, know one machine', async () => {
    const seen = await judgeWith(
      anInventory('east', [web01({ id: 'e1', serials: ['CZC1234XYZ'], lastSeen: hoursBefore(200) })]),
      anInventory('west', [web01({ id: 'w1', serials: ['CZC1234XYZ'] })]),
    );
    expect(seen).toMatchObject({ judgement: { outcome: 'matched', assets: [{ id: 'w1', inventory: 'west' }] } });
  });

  it('that know two machines of one name are ambiguous, also where both count their ids from one', async () => {
    const seen = await judgeWith(
      anInventory('east', [web01({ serials: ['CZC1234XYZ'] })]),
      anInventory('west', [web01({ serials: ['5CG0987ABC'] })]),
    );
    expect(seen).toMatchObject({
      judgement: { outcome: 'ambiguous', assets: [{ inventory: 'east' }, { inventory: 'west' }] },
    });
  });

  it('say which of them did not answer; where none does, that is a failure', async () => {
    const one = await judgeWith(anInventory('east', null), anInventory('west', [web01()]));
    expect(one).toMatchObject({ judgement: { outcome: 'matched' }, partial: ['east'] });
    expect(await judgeWith(anInventory('east', null), anInventory('west', null))).toEqual({ ok: false, failure: down });
  });
});

/** All that a new context source is: this, and a line in the registry. */
const tickets: ContextSource<number> = {
  id: 'tickets',
  title: 'Tickets',
  kind: 'cmdb',
  reach: 'own',
  accepts: ({ assets }) => assets.length > 0,
  keyOf: ({ assets }) => assets.map(({ id }) => id).join(' '),
  ask: () => Promise.resolve({ ok: true, value: 3 }),
  conclude: (open, { assets }) => [
    {
      source: 'tickets',
      about: assets[0]?.displayName ?? '',
      state: 'found',
      facts: [{ label: 'Tickets', value: `${open} open` }],
      link: null,
      asOf: ALERT_TIME,
      because: null,
    },
  ],
};

describe('a context source', () => {
  const subject: Subject = {
    issueId: '10001',
    projectId: '10000',
    alertTime: ALERT_TIME,
    observables: [],
    assets: [web01()],
  };
  const ask = (source: ContextSource, about: Subject = subject) =>
    askContext([{ source, cacheMinutes: 60, memory: noMemory(source.title) }], about, options);

  it('tells more about the machine that was settled', async () => {
    expect(await ask(tickets as ContextSource)).toMatchObject([
      { source: 'tickets', about: 'web01.corp.example.com', facts: [{ label: 'Tickets', value: '3 open' }] },
    ]);
  });

  it('is not asked about what it does not accept', async () => {
    expect(await ask(tickets as ContextSource, { ...subject, assets: [] })).toEqual([]);
  });

  it('that fails costs its own finding, with the reason', async () => {
    const broken: ContextSource = {
      ...(tickets as ContextSource),
      ask: () => Promise.resolve({ ok: false, failure: down }),
    };
    expect(await ask(broken)).toMatchObject([{ source: 'tickets', state: 'failed', because: 'Down.' }]);
  });
});
