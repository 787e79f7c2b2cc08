import type { Outcome } from '../../contract/vocabulary';
import { readHealth, type HealthPorts } from './health';

const NOW = new Date('2026-11-24T09:30:00.000Z');

/** A site with alerts created some minutes ago, counted as Jira counts them. */
function aSite(alerts: readonly { readonly minutesAgo: number; readonly outcome: Outcome | null }[]) {
  let questions = 0;
  const ports: HealthPorts = {
    readSite: () => Promise.resolve({ ok: true, value: { isConnected: true, isAutomatic: true, pausedUntil: null } }),
    count: ({ from, to }, outcome) => {
      questions += 1;
      const inside = alerts.filter(({ minutesAgo }) => minutesAgo <= from && (to === 0 || minutesAgo > to));
      const value = inside.filter(alert => outcome === null || alert.outcome === outcome).length;
      return Promise.resolve({ ok: true, value });
    },
    readNewest: () => Promise.resolve({ ok: true, value: [] }),
    readHidden: () => Promise.resolve({ alerts: [], isMore: false }),
    now: () => NOW,
  };
  return { ports, questions: () => questions };
}

async function days(ports: HealthPorts) {
  const health = await readHealth(ports);
  if (!health.ok) throw new Error(health.failure.sentence);
  return health.value.days;
}

it('counts each alert on the day of its creation, once', async () => {
  const site = aSite([
    { minutesAgo: 5, outcome: 'matched' },
    { minutesAgo: 9 * 60 + 29, outcome: 'matched' },
    { minutesAgo: 9 * 60 + 31, outcome: 'ambiguous' },
    { minutesAgo: 9 * 60 + 40, outcome: null },
    { minutesAgo: 13 * 1_440 + 9 * 60, outcome: 'failed' },
    { minutesAgo: 20 * 1_440, outcome: 'failed' },
  ]);
  const counted = await days(site.ports);
  expect(counted.map(({ day }) => day)).toHaveLength(14);
  expect(counted[0]).toMatchObject({ day: '2026-11-11', counts: { failed: 1 }, without: 0 });
  expect(counted[12]).toMatchObject({ day: '2026-11-23', counts: { ambiguous: 1, matched: 0 }, without: 1 });
  expect(counted[13]).toMatchObject({ day: '2026-11-24', counts: { matched: 2 }, without: 0 });
});

it('asks for no outcome and no day that has none', async () => {
  const site = aSite([{ minutesAgo: 5, outcome: 'matched' }]);
  await days(site.ports);
  expect(site.questions()).toBe(14 + 6 + 1);
});

it('tells the pause only while it lasts', async () => {
  const { ports } = aSite([]);
  const paused = (until: number): HealthPorts => ({
    ...ports,
    readSite: () => Promise.resolve({ ok: true, value: { isConnected: true, isAutomatic: true, pausedUntil: until } }),
  });
  expect(await readHealth(paused(NOW.getTime() + 60_000))).toMatchObject({
    value: { pausedUntil: '2026-11-24T09:31:00.000Z' },
  });
  expect(await readHealth(paused(NOW.getTime() - 1))).toMatchObject({ value: { pausedUntil: null } });
});
