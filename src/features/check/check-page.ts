import type { CheckView } from '../../contract/check';
import { refuse, type Problem, type Reply } from '../../contract/reply';
import { describeIndexed, describeRenderer, describeSite, type SeenProject } from './describe-site';
import { describeWatch } from './describe-watch';
import type { Findings, SiteCheck } from './findings';
import { writeSupportText, type Versions } from './support-text';
import { replay, type StoredWatch, type Watch, type WatchState } from './watch';

/** What one storage read tells the tab. */
export interface StoredCheck extends StoredWatch {
  readonly check: SiteCheck | null;
  readonly isConnected: boolean;
  readonly isAutomatic: boolean;
}

export interface CheckPagePorts {
  read(): Promise<StoredCheck>;
  writeCheck(check: SiteCheck): Promise<void>;
  /** Replaces the watch; what is noted for another one is void. */
  writeWatch(watch: Watch): Promise<void>;
  pushCheck(id: string): Promise<'pushed' | 'queue-full'>;
  pushLook(watchId: string): Promise<'pushed' | 'queue-full'>;
  /** The first alert that the person created since then, as the person may see it. */
  findOwnAlert(since: string): Promise<{ readonly issueId: string; readonly createdAt: string } | null>;
  /** An issue's key, if the person may see it. */
  readKey(issueId: string): Promise<string | null>;
  /** Those of the projects that the person may see. */
  readProjects(ids: readonly string[]): Promise<readonly SeenProject[]>;
  /** Where the person creates an alert; a path. */
  findCreatePath(): Promise<string | null>;
  readonly versions: Versions;
  /** The person who looks. */
  readonly accountId: string | null;
  newId(): string;
  now(): Date;
}

/** A check that was cut off says nothing more: it may be started anew. */
const LONGEST_CHECK_MS = 5 * 60_000;

/** Everything that the tab shows; chooses the watched alert once the person has created it. */
export async function viewCheck(ports: CheckPagePorts): Promise<Reply<CheckView>> {
  const stored = await ports.read();
  const watch = await chooseAlert(stored, ports);
  return { ok: true, value: await toView({ ...stored, watch }, ports) };
}

export async function startCheck(ports: CheckPagePorts): Promise<Reply<CheckView>> {
  const check: SiteCheck = { id: ports.newId(), startedAt: ports.now().toISOString(), endedAt: null, findings: {} };
  await ports.writeCheck(check);
  if ((await ports.pushCheck(check.id)) === 'queue-full') return refuse(queueFull);
  return viewCheck(ports);
}

export async function startWatch(ports: CheckPagePorts): Promise<Reply<CheckView>> {
  const { isConnected, isAutomatic } = await ports.read();
  if (ports.accountId === null) return refuse(nobody);
  if (!isConnected) return refuse(notConnected);
  if (!isAutomatic) return refuse(notAutomatic);
  await ports.writeWatch({
    id: ports.newId(),
    by: ports.accountId,
    startedAt: ports.now().toISOString(),
    alert: null,
    isStopped: false,
  });
  return viewCheck(ports);
}

export async function stopWatch(ports: CheckPagePorts): Promise<Reply<CheckView>> {
  const { watch } = await ports.read();
  if (watch !== null) await ports.writeWatch({ ...watch, isStopped: true });
  return viewCheck(ports);
}

/** The alert is looked for as the person who watches, so that nothing shows that is hidden from that person. */
async function chooseAlert(stored: StoredCheck, ports: CheckPagePorts): Promise<Watch | null> {
  const { watch } = stored;
  if (watch === null || watch.by !== ports.accountId || replay(stored, ports.now()).kind !== 'waiting') return watch;
  const alert = await ports.findOwnAlert(watch.startedAt);
  if (alert === null) return watch;
  const chosen = { ...watch, alert };
  if ((await ports.pushLook(watch.id)) === 'queue-full') return watch;
  await ports.writeWatch(chosen);
  return chosen;
}

async function toView(stored: StoredCheck, ports: CheckPagePorts): Promise<CheckView> {
  const now = ports.now();
  const { check } = stored;
  const state = replay(stored, now);
  const issueId = state.kind === 'following' || state.kind === 'ended' ? (state.watch.alert?.issueId ?? null) : null;
  const findings = check?.findings ?? {};
  const [key, projects, createPath] = await Promise.all([
    issueId === null ? null : ports.readKey(issueId),
    ports.readProjects(lackingProjects(findings)),
    state.kind === 'waiting' ? ports.findCreatePath() : null,
  ]);
  // Another admin may have watched an alert that this person may not see.
  const shown: WatchState = issueId !== null && key === null ? { kind: 'idle' } : state;
  const watchLines = describeWatch(shown, now);
  const siteLines = withWatched(describeSite(findings, projects), findings, shown);
  return {
    site: {
      isRunning:
        check !== null && check.endedAt === null && now.getTime() - Date.parse(check.startedAt) < LONGEST_CHECK_MS,
      startedAt: check?.startedAt ?? null,
      lines: siteLines,
    },
    watch: {
      state: shown.kind,
      startedAt: shown.kind === 'idle' ? null : shown.watch.startedAt,
      alert: key,
      createPath,
      lines: watchLines,
    },
    support: writeSupportText(ports.versions, [...siteLines, ...watchLines], findings, shown),
  };
}

function lackingProjects({ rights }: Partial<Findings>): readonly string[] {
  if (rights?.kind !== 'asked') return [];
  return rights.projects.filter(({ browse, edit }) => !browse || !edit).map(({ projectId }) => projectId);
}

/** What the site could not tell before there was an alert, the watched one tells. */
function withWatched(lines: CheckView['site']['lines'], findings: Partial<Findings>, watch: WatchState) {
  const look = watch.kind === 'following' || watch.kind === 'ended' ? watch.look : null;
  if (look == null) return lines;
  const isOpen = (kind: string | undefined) => kind === undefined || kind === 'none';
  return lines.map(line => {
    if (line.name === 'renderer' && look.field?.renderer != null && isOpen(findings.renderer?.kind)) {
      return describeRenderer(look.field.renderer);
    }
    if (line.name === 'indexed' && look.found === 'found' && isOpen(findings.indexed?.kind)) {
      return describeIndexed('found');
    }
    return line;
  });
}

const queueFull: Problem = {
  kind: 'throttled',
  sentence: 'The queue takes no more for the moment: many alerts came at once. Nothing was checked.',
  nextStep: 'Try again in a minute.',
};

const nobody: Problem = {
  kind: 'forbidden',
  sentence: 'Jira did not say who you are, so your alert can’t be told from others.',
  nextStep: 'Reload the page and try again.',
};

const notConnected: Problem = {
  kind: 'not-configured',
  sentence: 'No Axonius is connected yet, so no alert is enriched.',
  nextStep: 'Connect it under Connection, then watch an alert.',
};

const notAutomatic: Problem = {
  kind: 'not-configured',
  sentence: 'Automatic runs are off, so a new alert starts nothing.',
  nextStep: 'Switch them on under Output, then watch an alert.',
};
