import type { QueuedAlert } from '../../runs/queued-alert';
import { runFailedAgain, type RerunPorts } from './run-failed-again';

const NOW = '2026-11-24T10:00:00.000Z';

function aQueue(failed: number, room = Infinity) {
  const pushed: QueuedAlert[] = [];
  const ports: RerunPorts = {
    findFailed: most =>
      Promise.resolve({
        ok: true,
        value: {
          alerts: Array.from({ length: Math.min(failed, most) }, (_, at) => ({
            issueId: String(10_000 + at),
            enrichedAt: at === 0 ? null : '2026-11-24T09:00:00.000Z',
          })),
          isMore: failed > most,
        },
      }),
    push: alerts => {
      if (alerts.length > 50) throw new Error('Forge takes at most 50 events in one push');
      if (pushed.length + alerts.length > room) return Promise.resolve('queue-full');
      pushed.push(...alerts);
      return Promise.resolve('pushed');
    },
    now: () => new Date(NOW),
  };
  return { pushed, ports };
}

it('puts every failed alert into the queue once, so that a newer record answers it', async () => {
  const { pushed, ports } = aQueue(120);
  expect(await runFailedAgain(ports)).toEqual({ ok: true, value: { started: 120, isMore: false } });
  expect(new Set(pushed.map(({ issueId }) => issueId)).size).toBe(120);
  expect(pushed[0]).toMatchObject({ trigger: 'sweep', seenAt: NOW, requestedBy: null });
  expect(pushed[1]).toMatchObject({ seenAt: '2026-11-24T09:00:00.000Z' });
});

it('says that there are more where one call does not start all', async () => {
  const { ports } = aQueue(1_000);
  expect(await runFailedAgain(ports)).toEqual({ ok: true, value: { started: 250, isMore: true } });
});

it('stops where the queue takes no more, and counts what it took', async () => {
  const { pushed, ports } = aQueue(120, 60);
  expect(await runFailedAgain(ports)).toEqual({ ok: true, value: { started: 50, isMore: true } });
  expect(pushed).toHaveLength(50);
});

it('begins with those that failed longest ago, so that alerts that fail again and again keep no other one waiting', async () => {
  const alerts = Array.from({ length: 400 }, (_, at) => ({ issueId: String(at), enrichedAt: '2026-11-24T01:00:00Z' }));
  const world = { failed: alerts };
  const ports: RerunPorts = {
    findFailed: () => Promise.resolve({ ok: true, value: { alerts: world.failed, isMore: false } }),
    push: pushed => {
      // All of them fail again.
      const ids = new Set(pushed.map(({ issueId }) => issueId));
      world.failed = world.failed.map(one =>
        ids.has(one.issueId) ? { ...one, enrichedAt: '2026-11-24T10:00:00Z' } : one,
      );
      return Promise.resolve('pushed');
    },
    now: () => new Date(NOW),
  };
  await runFailedAgain(ports);
  expect(await runFailedAgain(ports)).toEqual({ ok: true, value: { started: 250, isMore: true } });
  expect(world.failed.every(({ enrichedAt }) => enrichedAt.startsWith('2026-11-24T10'))).toBe(true);
});
