import { Filter, FilterConditions, kvs } from '@forge/kvs';

/**
 * Everything that the app keeps in Forge storage. Alert data is not among it: that lives in the issues.
 *
 * | key | holds | written by |
 * |---|---|---|
 * | `settings` | the settings | admin page |
 * | `setup` | names of the settings resolved to ids, for a day | runs |
 * | `pause` | the shared pause | runs |
 * | `asking-mode` | how the tenant is asked for names, and what that was learnt from | runs, backfill |
 * | `answer:<sha256>` | what Axonius said about one observable | runs |
 * | `not-visible:<issue id>` | an alert that the app was told of and may not see | runs, sweep |
 * | `progress:<issue id>` | where a run is that a person waits for, for minutes | panel, runs that a person started |
 * | `jira-pause` | until when Jira wants to be spared | runs, sweep, backfill |
 * | `sweep` | where the sweep stands | sweep |
 * | `backfill` | what an admin ordered | admin page |
 * | `backfill-progress` | how far the backfill is | backfill |
 * | entity `claim` | who writes an alert, sweeps or backfills right now | runs, sweep, backfill |
 * | secret `credentials` | key and secret of the service account | admin page |
 */
export const storageKeys = {
  settings: 'settings',
  setup: 'setup',
  pause: 'pause',
  jiraPause: 'jira-pause',
  askingMode: 'asking-mode',
  sweep: 'sweep',
  backfill: 'backfill',
  backfillProgress: 'backfill-progress',
  credentials: 'credentials',
  answer: (identity: string) => `answer:${identity}`,
  notVisible: (issueId: string) => `not-visible:${issueId}`,
  progress: (issueId: string) => `progress:${issueId}`,
} as const;

/** Forge takes at most 25 items in a batch or transaction. */
const BATCH_LIMIT = 25;

/** Reads several keys in one operation per 25 keys; what isn't there is absent from the map. */
export async function readMany(keys: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
  const found = new Map<string, unknown>();
  for (let start = 0; start < keys.length; start += BATCH_LIMIT) {
    const items = keys.slice(start, start + BATCH_LIMIT).map(key => ({ key }));
    const { successfulKeys } = await kvs.batchGet<unknown>(items);
    for (const { key, value } of successfulKeys) if (value !== undefined && value !== null) found.set(key, value);
  }
  return found;
}

/** Stores entries in one operation; what Forge refuses of them is asked again later. */
export async function storeMany(entries: readonly TimedEntry[]): Promise<void> {
  const items = entries.slice(0, BATCH_LIMIT).map(({ key, value, ttlMinutes }) => ({
    key,
    value,
    options: { ttl: { value: ttlMinutes, unit: 'MINUTES' as const } },
  }));
  if (items.length > 0) await kvs.batchSet(items);
}

/** Forge removes claims some time after this; whether one is live says its `expiresAt` alone. */
const CLAIM_TTL = { ttl: { value: 1, unit: 'HOURS' } } as const;

interface ClaimEntity {
  readonly owner: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export interface ClaimRequest {
  readonly key: string;
  readonly owner: string;
  readonly now: number;
  readonly heldForMs: number;
  /** Owners that start with this have finished: their claim counts as released. */
  readonly finishedOwnerPrefix: string | null;
}

export interface TimedEntry {
  readonly key: string;
  readonly value: unknown;
  readonly ttlMinutes: number;
}

/**
 * Takes a claim and stores entries in one transaction: both happen or neither.
 *
 * @returns false where somebody else holds a live claim; then nothing was stored
 */
export async function claimAndStore(request: ClaimRequest, entries: readonly TimedEntry[]): Promise<boolean> {
  const isFree = new Filter<ClaimEntity>()
    .or('expiresAt', FilterConditions.notExists())
    .or('expiresAt', FilterConditions.lessThan(request.now))
    .or('owner', FilterConditions.equalTo(request.owner));
  try {
    await transact(request, isFree, entries);
    return true;
  } catch {
    // A condition that does not hold and any other refusal look alike: the claim itself tells which it was.
    const held = await kvs.entity<ClaimEntity>('claim').get(request.key);
    const isFinished =
      held === undefined ||
      held.expiresAt < request.now ||
      (request.finishedOwnerPrefix !== null && held.owner.startsWith(request.finishedOwnerPrefix));
    if (!isFinished) return false;
    return held === undefined ? createClaim(request) : takeOver(request, held, entries);
  }
}

/** Ends a claim before its time; where that fails, its time ends it. */
export async function releaseClaim(key: string, owner: string): Promise<void> {
  const request = { key, owner, now: Date.now(), heldForMs: 0, finishedOwnerPrefix: null };
  await transact(request, new Filter<ClaimEntity>().and('owner', FilterConditions.equalTo(owner)), []).catch(
    () => undefined,
  );
}

/**
 * The way in where the store does not count a missing entity as one without attributes: create it, then look whose it is.
 * Whether `FAIL_IF_EXISTS` also throws is not documented, so the answer is read and not caught.
 */
async function createClaim(request: ClaimRequest): Promise<boolean> {
  const claim = toEntity(request);
  const entity = kvs.entity<ClaimEntity>('claim');
  await entity.set(request.key, claim, { keyPolicy: 'FAIL_IF_EXISTS', ...CLAIM_TTL }).catch(() => undefined);
  return (await entity.get(request.key))?.owner === claim.owner;
}

async function takeOver(request: ClaimRequest, held: ClaimEntity, entries: readonly TimedEntry[]): Promise<boolean> {
  const isUnchanged = new Filter<ClaimEntity>().and('owner', FilterConditions.equalTo(held.owner));
  try {
    await transact(request, isUnchanged, entries);
    return true;
  } catch (error) {
    const now = await kvs.entity<ClaimEntity>('claim').get(request.key);
    if (now !== undefined && now.owner !== held.owner) return false;
    throw error;
  }
}

type Conditions = ReturnType<Filter<ClaimEntity>['or']> | ReturnType<Filter<ClaimEntity>['and']>;

async function transact(request: ClaimRequest, conditions: Conditions, entries: readonly TimedEntry[]): Promise<void> {
  const transaction = kvs
    .transact()
    .set(request.key, toEntity(request), { entityName: 'claim', conditions }, CLAIM_TTL);
  for (const { key, value, ttlMinutes } of entries.slice(0, BATCH_LIMIT - 1)) {
    transaction.set(key, value, undefined, { ttl: { value: ttlMinutes, unit: 'MINUTES' } });
  }
  await transaction.execute();
}

function toEntity({ owner, now, heldForMs }: ClaimRequest): ClaimEntity {
  return { owner, expiresAt: now + heldForMs };
}
