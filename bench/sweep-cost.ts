import type { AlertRecord } from '../src/contract/record';
import { sweep, type Look, type SweepPorts } from '../src/features/sweep/sweep';
import { goOn, START } from '../src/domain/alert/search-position';
import { withDue, type SeenAlert } from '../src/domain/pacing/due';
import type { SweepState } from '../src/features/sweep/sweep-state';
import { defaultSettings } from '../src/settings/settings';
import { printRow } from './row';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ALERTS_A_DAY = 1_000;
/** Every tenth alert names a machine that Axonius doesn't know, and stays open. */
const NOT_FOUND_EVERY = 10;
/** The longest look back is three days: after these every pass has as much to read as it ever will. */
const WARM_DAYS = 3;
const PAGE = 100;
/** What Jira allows all sites of an app in an hour. */
const POINTS_AN_HOUR = 65_000;

interface Reads {
  searches: number;
  alerts: number;
}

/** A day of sweeps over a site whose alerts all have their record: what Jira counts for the searches. */
async function main(): Promise<void> {
  const start = Date.parse('2026-11-24T00:00:00Z');
  const alerts = Array.from({ length: ALERTS_A_DAY * (WARM_DAYS + 1) }, (_, at) => anAlert(at, start));
  const hours: Reads[] = [];
  let state: SweepState | null = null;
  for (let now = start; now < start + (WARM_DAYS + 1) * DAY; now += 5 * MINUTE) {
    const hour = Math.floor((now - start) / HOUR);
    const reads = (hours[hour] ??= { searches: 0, alerts: 0 });
    const ports = portsAt(now, alerts, reads, {
      read: () => state,
      write: next => {
        state = next;
      },
    });
    const result = await sweep(ports);
    if (result.kind !== 'swept') throw new Error(`The sweep ended as ${result.kind}.`);
  }
  const lastDay = hours.slice(-24);
  const searches = lastDay.reduce((sum, reads) => sum + reads.searches, 0);
  const points = lastDay.map(reads => reads.searches + reads.alerts);
  const total = points.reduce((sum, count) => sum + count, 0);
  printRow({
    what: `sweep at ${ALERTS_A_DAY} alerts a day, one in ${NOT_FOUND_EVERY} not found`,
    figure:
      `${searches} searches a day, ${total} Jira points; at most ${Math.max(...points)} points in an hour, ` +
      `of the ${POINTS_AN_HOUR} that Jira allows an app`,
    target: 'published',
    met: null,
  });
}

function anAlert(at: number, start: number): SeenAlert {
  const createdAt = start + (at * DAY) / ALERTS_A_DAY;
  const outcome = at % NOT_FOUND_EVERY === 0 ? 'not-found' : 'matched';
  const created = new Date(createdAt).toISOString();
  const runs = [{ at: created, trigger: 'created', outcome, changes: [] }];
  const record = { outcome, enrichedAt: created, alertTime: created, questions: 1, runs } as unknown as AlertRecord;
  return { id: String(100_000 + at), createdAt, isOpen: true, record: withDue(record, createdAt) };
}

/** An alert that was asked about again, in vain. */
function lookedAt(alert: SeenAlert, now: number): SeenAlert {
  if (alert.record === null) return alert;
  const at = new Date(now).toISOString();
  const run = { at, trigger: 'sweep', outcome: 'not-found', changes: [] } as const;
  const record = { ...alert.record, enrichedAt: at, runs: [...alert.record.runs, run] };
  return { ...alert, record: withDue(record, now) };
}

function portsAt(
  now: number,
  alerts: SeenAlert[],
  reads: Reads,
  store: { read: () => SweepState | null; write: (state: SweepState | null) => void },
): SweepPorts {
  const settings = { ...defaultSettings, address: 'https://demo.on.axonius.com' };
  return {
    claim: () => Promise.resolve({ ok: true, value: true }),
    release: () => Promise.resolve(),
    readSite: () => Promise.resolve({ ok: true, value: { settings, pausedUntil: null, jiraPausedUntil: null } }),
    readState: () => Promise.resolve(store.read()),
    writeState: state => Promise.resolve(store.write(state)),
    look: look => {
      const found = alerts.filter(alert => alert.createdAt <= now && isLookedFor(alert, look, now));
      const page = found.slice(0, PAGE);
      reads.searches += 1;
      reads.alerts += page.length;
      const cursor = { jql: '', token: page.at(-1)?.id ?? '', backMs: null };
      const next = found.length <= PAGE ? null : goOn(look.at ?? START, page, cursor);
      return Promise.resolve({ ok: true, value: { alerts: page, next } });
    },
    readHidden: () => Promise.resolve([]),
    findVisible: () => Promise.resolve({ ok: true, value: [] }),
    forgetHidden: () => Promise.resolve(),
    push: queued => {
      for (const { issueId } of queued) {
        const index = alerts.findIndex(({ id }) => id === issueId);
        const alert = alerts[index];
        if (alert !== undefined) alerts[index] = lookedAt(alert, now);
      }
      return Promise.resolve('pushed');
    },
    now: () => new Date(now),
  };
}

function isLookedFor({ id, createdAt, record }: SeenAlert, { from, at, only }: Look, now: number): boolean {
  const afterId = at?.cursor?.token ?? '';
  if (createdAt < from || id <= afterId) return false;
  if (only === 'failed') return record?.outcome === 'failed';
  return only === null || (record?.due !== undefined && record.due * 60_000 <= now);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
