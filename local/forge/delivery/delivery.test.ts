import { startHarness, type Harness } from '../testing/harness';

/* Queue, triggers and schedules, through the real @forge/events. */

// Processes are started and ended a lot here, which takes its time on a busy machine.
jest.setTimeout(90_000);

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
}, 240_000);
afterAll(() => harness.close());
beforeEach(async () => {
  await harness.platform.reset();
  harness.site.reset();
  harness.platform.setTimeScale(1000);
});

interface Delivered {
  body: Record<string, unknown>;
  eventId: string;
  jobId: string;
  queueName: string;
  retryContext?: {
    retryCount: number;
    retryReason: string;
    retryData: unknown;
    retentionWindow: { startTime: string; remainingTimeMs: number };
  };
}
const delivered = () => harness.seen().flatMap(line => ('item' in line ? [line['item'] as Delivered] : []));
const push = (queue: string, events: { body: Record<string, unknown>; [key: string]: unknown }[], times = 1) =>
  harness.probe('push', { queue, events, times });
const stats = async (queue: string, pushed: { value?: unknown }) => {
  const { jobId } = pushed.value as { jobId: string };
  return (await harness.probe('job', { queue, jobId })).value;
};

describe('push', () => {
  test('delivers each event once, with queue, job and event id, and counts the job', async () => {
    const pushed = await push('short', [{ body: { n: 1 } }, { body: { n: 2 } }]);
    await harness.settle();
    expect(
      delivered()
        .map(({ body }) => body['n'])
        .sort(),
    ).toEqual([1, 2]);
    expect(delivered()[0]).toMatchObject({ queueName: 'short', jobId: (pushed.value as { jobId: string }).jobId });
    expect(delivered()[0]?.retryContext).toBeUndefined();
    expect(await stats('short', pushed)).toEqual({ success: 2, inProgress: 0, failed: 0 });
    expect(harness.platform.meter.read().queue).toEqual({ pushes: 1, events: 2, deliveries: 2 });
  });

  test('"at most 50 events per push": 60 are refused', async () => {
    const { error } = await push(
      'short',
      Array.from({ length: 60 }, () => ({ body: {} })),
    );
    expect(error).toMatchObject({ type: 'TooManyEventsError' });
    expect(harness.platform.meter.read().queue.events).toBe(0);
  });

  test('"at most 200 KB per push"', async () => {
    expect((await push('short', [{ body: { x: 'x'.repeat(210 * 1024) } }])).error).toMatchObject({
      type: 'PayloadTooBigError',
    });
  });

  test('"100 KB per event if the consumer may run longer than 55 s"', async () => {
    const big = { body: { x: 'x'.repeat(110 * 1024) } };
    expect((await push('long', [big])).error).toMatchObject({ type: 'PayloadTooBigError' });
    expect((await push('long', [big, { body: { n: 1 } }])).error).toMatchObject({
      type: 'PartialSuccessError',
      failedEvents: [expect.objectContaining({ errorMessage: expect.stringContaining('100KB') })],
    });
    await harness.settle();
    expect(delivered().map(({ body }) => body)).toEqual([{ n: 1 }]);
    expect((await push('short', [big])).error).toBeUndefined();
  });

  test('"a delay of 0 to 900 seconds", "the body is an object", no empty push', async () => {
    expect((await push('short', [{ body: {}, delayInSeconds: 901 }])).error?.type).toBe('InvalidPushSettingsError');
    expect((await push('short', [{ body: 'text' as never }])).error?.type).toBe('InvalidPayloadError');
    expect((await push('short', [])).error?.type).toBe('NoEventsToPushError');
  });

  test('a queue that no consumer of the manifest reads is an error, not silence', async () => {
    expect((await push('nobody', [{ body: {} }])).error).toMatchObject({
      type: 'InternalServerError',
      errorCode: 'QUEUE_NOT_FOUND',
    });
  });

  test('"500 events a minute": the 501st is refused until the minute has passed', async () => {
    harness.platform.setTimeScale(1);
    const fifty = Array.from({ length: 50 }, () => ({ body: {}, delayInSeconds: 900 }));
    expect((await push('short', fifty, 10)).error).toBeUndefined();
    expect((await push('short', [{ body: {} }])).error).toMatchObject({ type: 'RateLimitError' });
    harness.platform.setTimeScale(1000);
    await new Promise(resolve => setTimeout(resolve, 100));
    expect((await push('short', [{ body: {} }])).error).toBeUndefined();
  });

  test('"1000 pushes per originating invocation"', async () => {
    await push('short', [{ body: { again: 'short' } }]);
    const isRefused = () =>
      harness.platform.logs.all().some(line => line.message.includes('limit on cyclic invocation'));
    while (!isRefused()) await new Promise(resolve => setTimeout(resolve, 20));
    expect(harness.platform.meter.read().queue.pushes).toBe(1000);
  });

  test('an unknown job does not exist; a cancelled one is not delivered', async () => {
    expect((await harness.probe('job', { queue: 'short', jobId: 'none' })).error?.type).toBe('JobDoesNotExistError');
    const pushed = await push('short', [{ body: { n: 1 }, delayInSeconds: 100 }]);
    const { jobId } = pushed.value as { jobId: string };
    expect((await harness.probe('job', { queue: 'short', jobId, cancel: true })).error).toBeUndefined();
    await harness.settle();
    expect(delivered()).toEqual([]);
  });
});

describe('delivery', () => {
  test('waits for the delay, and idle tells when', async () => {
    harness.platform.setTimeScale(1);
    await push('short', [{ body: { n: 1 }, delayInSeconds: 600 }]);
    const { idle, waiting, nextDueMs } = harness.platform.idle();
    expect([idle, waiting]).toEqual([false, 1]);
    expect(nextDueMs).toBeGreaterThan(590_000);
    harness.platform.setTimeScale(10_000);
    await harness.settle();
    expect(delivered()).toHaveLength(1);
    expect(harness.platform.idle()).toEqual({ idle: true, waiting: 0, nextDueMs: null });
  });

  test('InvocationError asks for a retry: count, reason, data and what is left of 24 hours', async () => {
    harness.platform.setTimeScale(10_000);
    const pushed = await push('short', [{ body: { retries: 2, retryAfter: 5000, retryData: { seen: true } } }]);
    await harness.settle();
    const contexts = delivered().map(({ retryContext }) => retryContext);
    expect(contexts).toEqual([
      undefined,
      expect.objectContaining({
        retryCount: 1,
        retryReason: 'FUNCTION_UPSTREAM_RATE_LIMITED',
        retryData: { seen: true },
      }),
      expect.objectContaining({ retryCount: 2 }),
    ]);
    // "retryAfter at most 900 s": two waits of 15 minutes, not of 5000 seconds.
    const left = contexts[2]?.retentionWindow.remainingTimeMs ?? 0;
    expect(left).toBeLessThan(24 * 3_600_000 - 1_800_000);
    expect(left).toBeGreaterThan(24 * 3_600_000 - 8_000_000);
    expect(await stats('short', pushed)).toEqual({ success: 1, inProgress: 0, failed: 0 });
  });

  test('retries end with the retention of 24 hours, and the job has failed', async () => {
    harness.platform.setTimeScale(100_000);
    const pushed = await push('short', [{ body: { retries: 10_000, retryAfter: 900 } }]);
    await harness.settle();
    expect(await stats('short', pushed)).toEqual({ success: 0, inProgress: 0, failed: 1 });
    expect(harness.platform.logs.all().some(line => line.message.includes('end of its 24 hours'))).toBe(true);
  });

  test.each([
    ['throw', 'FUNCTION_PLATFORM_UNKNOWN_ERROR'],
    ['exit', 'FUNCTION_PLATFORM_UNKNOWN_ERROR'],
    ['sleep', 'FUNCTION_TIME_OUT'],
  ])('a consumer that ends by %s is delivered again, and it counts: that was the app', async (first, retryReason) => {
    await push('short', [{ body: { first } }]);
    await harness.settle();
    expect(delivered().map(({ retryContext }) => retryContext)).toEqual([
      undefined,
      expect.objectContaining({ retryCount: 1, retryReason }),
    ]);
  });

  test('a consumer that the platform ended is delivered again, and it does not count', async () => {
    harness.platform.delivery.set({ seed: 3, kill: 1 });
    await push('short', [{ body: { n: 1 } }]);
    await new Promise(resolve => setTimeout(resolve, 1_000));
    harness.platform.delivery.set({});
    await harness.settle();
    const counts = delivered().map(({ retryContext }) => retryContext?.retryCount ?? 0);
    expect(counts.every(count => count === 0)).toBe(true);
    expect(harness.platform.meter.read().queue.deliveries).toBeGreaterThan(1);
  });

  test('"concurrency counters are scoped to the installation across queues"', async () => {
    const event = { body: { workMs: 60 }, concurrency: { key: 'one', limit: 1 } };
    await push('short', [event, event, event]);
    await push('long', [event, event]);
    await harness.settle();
    const times = harness
      .seen()
      .flatMap(line => ('at' in line ? [{ at: Number(line['at']), change: 'item' in line ? 1 : -1 }] : []));
    let running = 0;
    let most = 0;
    for (const { change } of times.sort((a, b) => a.at - b.at || a.change - b.change))
      most = Math.max(most, (running += change));
    expect(most).toBe(1);
    expect(delivered()).toHaveLength(5);
  });

  test('on request events are doubled', async () => {
    harness.platform.delivery.set({ seed: 3, duplicate: 1 });
    await push('short', [{ body: { n: 1 } }]);
    await harness.settle();
    expect(delivered().map(({ eventId }) => eventId)).toEqual([expect.any(String), delivered()[0]?.eventId]);
  });

  test('on request functions are ended half-way, and delivered again', async () => {
    harness.platform.delivery.set({ seed: 3, kill: 0.5 });
    await push(
      'short',
      Array.from({ length: 20 }, (_, n) => ({ body: { n } })),
    );
    await harness.settle();
    expect(new Set(delivered().map(({ body }) => body['n'])).size).toBe(20);
    expect(delivered().length).toBeGreaterThan(20);
  });

  test('on request events overtake each other', async () => {
    harness.platform.setTimeScale(1);
    harness.platform.delivery.set({ seed: 1, reorder: true });
    await push(
      'short',
      Array.from({ length: 20 }, (_, n) => ({ body: { n } })),
    );
    await harness.settle();
    const order = delivered().map(({ body }) => body['n']);
    expect(order).not.toEqual([...order].sort((a, b) => Number(a) - Number(b)));
  });
});

describe('triggers', () => {
  const events = () =>
    harness.seen().flatMap(line => ('event' in line ? [line['event'] as Record<string, unknown>] : []));

  test('get the event of the site without an acting user', async () => {
    const id = await harness.createAlert('hello');
    await harness.settle();
    expect(events()).toEqual([
      expect.objectContaining({
        eventType: 'avi:jira:created:issue',
        selfGenerated: false,
        issue: expect.objectContaining({ id }),
      }),
    ]);
    expect(harness.seen()[0]).toMatchObject({
      context: { installContext: expect.stringContaining('ari:cloud:jira::site/') },
    });
    expect(harness.seen()[0]?.['context']).not.toHaveProperty('principal');
  });

  test('ignoreSelf keeps away what the app did itself', async () => {
    const id = await harness.createAlert('hello');
    await harness.settle();
    const path = `/rest/api/3/issue/${id}`;
    await harness.probe('jira', { as: 'app', method: 'PUT', path, body: { fields: { summary: 'by the app' } } });
    await harness.settle();
    expect(events()).toHaveLength(1);
    await harness.probe('jira', { as: 'user', method: 'PUT', path, body: { fields: { summary: 'by a person' } } });
    await harness.settle();
    expect(events()[1]).toMatchObject({ eventType: 'avi:jira:updated:issue' });
  });

  test('"InvocationError at most four times"', async () => {
    await harness.createAlert(JSON.stringify({ retries: 9 }));
    await harness.settle();
    expect(events().map(event => (event['retryContext'] as { retryCount?: number } | undefined)?.retryCount)).toEqual([
      undefined,
      1,
      2,
      3,
      4,
    ]);
  });

  test('what a trigger does wrong is lost: runtime error, crash', async () => {
    await harness.createAlert(JSON.stringify({ first: 'throw' }));
    await harness.settle();
    expect(events()).toHaveLength(1);
    await harness.createAlert(JSON.stringify({ first: 'exit' }));
    await harness.settle();
    expect(events()).toHaveLength(2);
  });

  test('a burst of 300 is handled by a few warm processes', async () => {
    const started = Date.now();
    await Promise.all(Array.from({ length: 300 }, (_, i) => harness.createAlert(`alert ${i}`)));
    await harness.settle();
    expect(harness.platform.meter.read().invocations['on-event']).toBe(300);
    expect(Date.now() - started).toBeLessThan(30_000);
  });
});

describe('schedules', () => {
  test('run now on request, and every five minutes', async () => {
    harness.platform.setTimeScale(1);
    await harness.platform.sweep();
    expect((await harness.probe('get', { key: 'swept' })).value).toEqual(expect.any(Number));
    expect(harness.platform.meter.read().invocations['on-schedule']).toBe(1);
    expect(harness.platform.idle().idle).toBe(true);
    harness.platform.setTimeScale(3000);
    await new Promise(resolve => setTimeout(resolve, 350));
    await harness.settle();
    expect(harness.platform.meter.read().invocations['on-schedule']).toBeGreaterThan(2);
  });
});
