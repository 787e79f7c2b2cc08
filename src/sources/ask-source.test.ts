import type { Failure } from '../domain/pacing/failure';
import type { Pause } from '../domain/pacing/pause';
import { askSource, type Keyed, type SourceMemory } from './ask-source';

const down: Failure = { kind: 'unavailable', side: 'axonius', sentence: 'Down.', retryAfterMs: null, status: 503 };
const nothingFound = { replies: [], questions: 1 };

/** An installation whose runs share the pause and the claims, as storage lets them. */
function startInstallation() {
  let now = Date.parse('2026-11-24T02:00:00Z');
  let pause: Pause | null = null;
  let isDown = false;
  const probed = new Set<string>();
  const asked: number[] = [];
  const ask = () => {
    const before = pause;
    const memory: SourceMemory<Keyed> = {
      title: 'Axonius',
      readCache: () => Promise.resolve(new Map()),
      keepForCache: () => undefined,
      shareCache: () => Promise.resolve(),
      pause: () => Promise.resolve(before),
      readPause: () => Promise.resolve(pause),
      writePause: next => {
        pause = next;
        return Promise.resolve();
      },
      claimProbe: ({ until }) => {
        const isFirst = !probed.has(String(until));
        probed.add(String(until));
        return Promise.resolve(isFirst);
      },
      claimQuestion: () => Promise.resolve(true),
      takeTurn: () => Promise.resolve(() => Promise.resolve()),
      sleep: () => Promise.resolve(),
      now: () => new Date(now),
    };
    const question = {
      items: ['web01'],
      keyOf: (item: string) => item,
      ask: () => {
        asked.push(now);
        return Promise.resolve(
          isDown ? { ok: false as const, failure: down } : { ok: true as const, value: nothingFound },
        );
      },
      minutesFor: () => 10,
    };
    return askSource(question, { fresh: false, withinMs: 60_000, isCrowded: false }, memory);
  };
  return {
    ask,
    asked,
    pass: (ms: number) => (now += ms),
    setDown: (value: boolean) => (isDown = value),
    fail: async (times: number) => {
      isDown = true;
      for (let each = 0; each < times; each += 1) await ask();
    },
  };
}

describe('sparing Axonius', () => {
  it('asks nobody while the pause lasts, and says how long', async () => {
    const site = startInstallation();
    await site.fail(3);
    site.pass(5_000);
    expect(await site.ask()).toMatchObject({ ok: false, failure: { kind: 'unavailable', retryAfterMs: 10_000 } });
    expect(site.asked).toHaveLength(3);
  });

  it('sends one probe after the pause, and the rest when it was answered', async () => {
    const site = startInstallation();
    await site.fail(3);
    site.pass(16_000);
    site.setDown(false);
    const [first, second] = await Promise.all([site.ask(), site.ask()]);
    expect([first.ok, second.ok]).toEqual([true, false]);
    expect((await site.ask()).ok).toBe(true);
  });

  it('waits longer after a probe that failed', async () => {
    const site = startInstallation();
    await site.fail(3);
    site.pass(16_000);
    await site.ask();
    expect(await site.ask()).toMatchObject({ ok: false, failure: { retryAfterMs: 30_000 } });
  });

  it('probes a second outage without regard to the probe of the first', async () => {
    const site = startInstallation();
    await site.fail(3);
    site.pass(16_000);
    site.setDown(false);
    await site.ask();
    await site.fail(3);
    site.pass(16_000);
    site.setDown(false);
    expect((await site.ask()).ok).toBe(true);
  });
});

describe('in a crowd of alerts about one machine', () => {
  /** Runs that share a cache, and a claim on each question. */
  function crowd() {
    const cache = new Map<string, { reply: Keyed; expiresAt: number }>();
    const claimed = new Set<string>();
    let now = 0;
    let asked = 0;
    const run = (isCrowded: boolean) => {
      let kept: readonly { reply: Keyed; expiresAt: number }[] = [];
      const memory: SourceMemory<Keyed> = {
        title: 'Axonius',
        readCache: keys => Promise.resolve(new Map([...cache].filter(([key]) => keys.includes(key)))),
        keepForCache: replies => {
          kept = replies;
        },
        shareCache: () => {
          for (const each of kept) cache.set(each.reply.key, each);
          return Promise.resolve();
        },
        pause: () => Promise.resolve(null),
        readPause: () => Promise.resolve(null),
        writePause: () => Promise.resolve(),
        claimProbe: () => Promise.resolve(true),
        claimQuestion: key => {
          const isFirst = !claimed.has(key);
          claimed.add(key);
          return Promise.resolve(isFirst);
        },
        takeTurn: () => Promise.resolve(() => Promise.resolve()),
        sleep: ms => {
          now += ms;
          return Promise.resolve();
        },
        now: () => new Date(now),
      };
      const question = {
        items: ['web01'],
        keyOf: (item: string) => item,
        ask: () => {
          asked += 1;
          return Promise.resolve({ ok: true as const, value: { replies: [{ key: 'web01' }], questions: 1 } });
        },
        minutesFor: () => 10,
      };
      return askSource(question, { fresh: false, withinMs: 60_000, isCrowded }, memory);
    };
    return { run, asked: () => asked };
  }

  it('one asks, and shares the answer with those that wait for it', async () => {
    const { run, asked } = crowd();
    const answers = await Promise.all([run(true), run(true), run(true)]);
    expect(asked()).toBe(1);
    expect(answers.map(answer => answer.ok && answer.value.replies)).toEqual([
      [{ key: 'web01' }],
      [{ key: 'web01' }],
      [{ key: 'web01' }],
    ]);
  });
});
