import { isComplete, WATCHED_FOR_MS, type Look, type SeenField, type SeenRun, type Watch } from './watch';

export interface LookPorts {
  readWatch(): Promise<{ readonly watch: Watch | null; readonly look: Look | null }>;
  /** The alert as it stands in Jira; null where it can't be read now. */
  readAlert(issueId: string): Promise<{ readonly run: SeenRun | null; readonly field: SeenField | null } | null>;
  /** Whether JQL finds the alert by its outcome. */
  findByOutcome(issueId: string, outcome: SeenRun['outcome']): Promise<Exclude<Look['found'], null>>;
  writeLook(look: Look): Promise<void>;
  now(): Date;
}

const SOON_MS = 2_000;
const LATER_MS = 5_000;
/** Most alerts are written within a minute; later looks may be rarer. */
const SOON_LOOKS = 30;

/**
 * One look at the watched alert, as the app sees it.
 *
 * @returns after how many milliseconds to look again; null where there is nothing left to find
 */
export async function lookAtAlert(watchId: string, ports: LookPorts): Promise<number | null> {
  const { watch, look: before } = await ports.readWatch();
  if (watch?.id !== watchId || watch.isStopped) return null;
  const age = ports.now().getTime() - Date.parse(watch.startedAt);
  if (age > WATCHED_FOR_MS) return null;
  // The look may be delivered before the choice of the alert is stored.
  if (watch.alert === null) return SOON_MS;
  const own = before?.watchId === watchId ? before : null;
  if (isComplete(own)) return null;
  const look = await makeLook(watch.alert.issueId, watchId, own, ports);
  await ports.writeLook(look);
  if (isComplete(look)) return null;
  return look.number < SOON_LOOKS ? SOON_MS : LATER_MS;
}

async function makeLook(issueId: string, watchId: string, before: Look | null, ports: LookPorts): Promise<Look> {
  const seen = await ports.readAlert(issueId);
  const run = seen?.run ?? before?.run ?? null;
  const found = run === null ? null : await ports.findByOutcome(issueId, run.outcome);
  const at = ports.now().toISOString();
  return {
    watchId,
    at,
    number: (before?.number ?? 0) + 1,
    run,
    field: seen?.field ?? before?.field ?? null,
    found,
    foundAt: found === 'found' ? (before?.foundAt ?? at) : null,
  };
}
