import type { BackfillCommand, BackfillOrderInput, BackfillView } from '../../contract/backfill';
import { refuse, type Problem, type Reply } from '../../contract/reply';
import { backfillOf, command, DRY_RUN_SAMPLE, mayStart, type Backfill, type BackfillOrder } from './backfill';
import { startProgress, type BackfillProgress } from './backfill-progress';
import { viewBackfill } from './backfill-view';
import type { Result } from '../../domain/pacing/failure';

export interface OrderPorts {
  readOrder(): Promise<BackfillOrder | null>;
  readProgress(): Promise<BackfillProgress | null>;
  /** Keeps others from placing an order until the answered function is called; null where somebody else does so now. */
  holdOrder(): Promise<Result<(() => Promise<void>) | null>>;
  writeOrder(order: BackfillOrder): Promise<void>;
  /** Roughly how many alerts the JQL finds, of those that the person may see. */
  count(jql: string): Promise<Result<number>>;
  /** Those of these keys whose issues the person may see. */
  findSeen(keys: readonly string[]): Promise<ReadonlySet<string>>;
  isConnected(): Promise<boolean>;
  /** Starts a step of the backfill. */
  startStep(): Promise<void>;
  now(): Date;
  newId(): string;
}

export async function loadBackfill(ports: OrderPorts): Promise<Reply<BackfillView | null>> {
  const view = viewBackfill(await readBackfill(ports), ports.now());
  return { ok: true, value: view === null ? null : await withSeenExamples(view, ports) };
}

export async function checkBackfill(jql: string, ports: OrderPorts): Promise<Reply<{ readonly count: number }>> {
  const counted = await ports.count(jql);
  return counted.ok ? { ok: true, value: { count: counted.value } } : refuse(explainCount(counted.failure));
}

export async function startBackfill(input: BackfillOrderInput, ports: OrderPorts): Promise<Reply<BackfillView>> {
  if (!(await ports.isConnected())) return refuse(notConnected);
  if (!mayStart(await readBackfill(ports))) return refuse(underWay);
  const counted = await ports.count(input.jql);
  if (!counted.ok && counted.failure.kind === 'bad-query') return refuse(explainCount(counted.failure));
  const count = counted.ok ? counted.value : null;
  const total = count === null || input.mode !== 'dry-run' ? count : Math.min(count, DRY_RUN_SAMPLE);
  return place({ ...input, issueIds: null, total }, backfill => mayStart(backfill), ports);
}

/** Runs the alerts that failed in the last backfill once more. */
export async function runBackfillAgain(id: string, ports: OrderPorts): Promise<Reply<BackfillView>> {
  const backfill = await readBackfill(ports);
  if (backfill.kind === 'none' || backfill.order.id !== id) return refuse(changedMeanwhile);
  if (!mayStart(backfill)) return refuse(underWay);
  const { jql, mode } = backfill.order;
  const issueIds = backfill.progress.failures.flatMap(failure => failure.issueIds);
  const isStillIt = (now: Backfill) => now.kind !== 'none' && now.order.id === id && mayStart(now);
  return place({ jql, mode, issueIds, total: issueIds.length }, isStillIt, ports);
}

export async function commandBackfill(
  id: string,
  wish: BackfillCommand,
  ports: OrderPorts,
): Promise<Reply<BackfillView>> {
  const backfill = await readBackfill(ports);
  if (backfill.kind === 'none' || backfill.order.id !== id) return refuse(changedMeanwhile);
  const order = command(backfill, wish, ports.now().toISOString());
  if (order === null) return refuse(changedMeanwhile);
  await ports.writeOrder(order);
  if (order.wish === 'run') await ports.startStep();
  return viewOf(order, backfill.progress, ports);
}

type Placed = Pick<BackfillOrder, 'jql' | 'mode' | 'issueIds' | 'total'>;

/** Looks again while nobody else can place an order: of two admins who start at once, one is told of the other. */
async function place(
  placed: Placed,
  mayPlace: (backfill: Backfill) => boolean,
  ports: OrderPorts,
): Promise<Reply<BackfillView>> {
  const held = await ports.holdOrder();
  if (!held.ok) return refuse(explainStorage(held.failure));
  if (held.value === null) return refuse(underWay);
  try {
    return mayPlace(await readBackfill(ports)) ? await writeAndStart(placed, ports) : refuse(underWay);
  } finally {
    await held.value();
  }
}

async function writeAndStart(placed: Placed, ports: OrderPorts): Promise<Reply<BackfillView>> {
  const now = ports.now().toISOString();
  const order: BackfillOrder = { v: 1, id: ports.newId(), ...placed, orderedAt: now, wish: 'run', wishedAt: now };
  await ports.writeOrder(order);
  await ports.startStep();
  return viewOf(order, startProgress(order.id, now), ports);
}

async function readBackfill(ports: OrderPorts): Promise<Backfill> {
  const [order, progress] = await Promise.all([ports.readOrder(), ports.readProgress()]);
  return backfillOf(order, progress);
}

async function viewOf(
  order: BackfillOrder,
  progress: BackfillProgress,
  ports: OrderPorts,
): Promise<Reply<BackfillView>> {
  const view = viewBackfill(backfillOf(order, progress), ports.now());
  return view === null ? refuse(changedMeanwhile) : { ok: true, value: await withSeenExamples(view, ports) };
}

/** The backfill works with the app's rights: of what issue security hides from the person it tells numbers alone. */
async function withSeenExamples(view: BackfillView, ports: OrderPorts): Promise<BackfillView> {
  if (view.examples.length === 0) return view;
  const seen = await ports.findSeen(view.examples.map(({ key }) => key));
  return { ...view, examples: view.examples.filter(({ key }) => seen.has(key)) };
}

function explainCount({ kind, sentence }: Extract<Result<never>, { ok: false }>['failure']): Problem {
  return kind === 'bad-query'
    ? {
        kind,
        sentence: 'Jira does not understand this JQL.',
        nextStep: 'Try it in Jira’s issue search, where Jira says what is wrong, and copy it from there.',
      }
    : { kind, sentence, nextStep: 'Try again in a moment.' };
}

function explainStorage({ kind, sentence }: Extract<Result<never>, { ok: false }>['failure']): Problem {
  return { kind, sentence, nextStep: kind === 'unavailable' ? 'Try again in a moment.' : null };
}

const notConnected: Problem = {
  kind: 'not-configured',
  sentence: 'The app is not connected to Axonius yet. Nothing was started.',
  nextStep: 'Enter address, key and secret under Connection.',
};

const underWay: Problem = {
  kind: 'conflict',
  sentence: 'Another backfill has not ended yet. Nothing was started.',
  nextStep: 'Wait for its end, or cancel it.',
};

const changedMeanwhile: Problem = {
  kind: 'conflict',
  sentence: 'The backfill has changed since this page showed it. Nothing was done.',
  nextStep: 'Load the page again.',
};
