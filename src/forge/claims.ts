import { randomUUID } from 'node:crypto';
import { Filter, FilterConditions, kvs } from '@forge/kvs';
import { hasMade } from '../domain/pacing/claim-owner';
import type { Failure, Result } from '../domain/pacing/failure';
import { fitTransaction, storeMany, type TimedEntry } from './storage';
import { explainStorage } from './storage-failure';

/** Forge removes claims some time after this; whether one is live says its `expiresAt` alone. */
const CLAIM_TTL = { ttl: { value: 1, unit: 'HOURS' } } as const;

interface ClaimEntity {
  readonly owner: string;
  /**
   * Whole seconds since `CLAIMS_BEGIN`. Forge's `integer` is a 32-bit signed integer, strictly enforced: milliseconds don't
   * fit, and seconds since 1970 only until 2038.
   *
   * @see https://developer.atlassian.com/platform/forge/storage-reference/storage-api-custom-entities/ (type requirements)
   */
  readonly expiresAt: number;
}

const CLAIMS_BEGIN = Date.UTC(2026, 0, 1);
/** Before every instant at which somebody asks, whatever their clocks say. */
const RELEASED = -2_147_483_648;

export interface ClaimRequest {
  readonly key: string;
  readonly owner: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly heldForMs: number;
  /** What is there already: the claim of whoever made it counts as released. Left out where nothing can tell. */
  readonly made?: string | number | null;
}

/**
 * Takes a claim and, in the same transaction, stores entries. The entries are extra: where storage takes the claim and not
 * them, the claim counts.
 *
 * @returns true where the claim is taken, false where somebody else holds a live one; a failure where storage says neither
 */
export async function claimAndStore(request: ClaimRequest, entries: readonly TimedEntry[]): Promise<Result<boolean>> {
  const isFree = new Filter<ClaimEntity>()
    .or('expiresAt', FilterConditions.notExists())
    .or('expiresAt', FilterConditions.lessThanEqualTo(toPast(request.now)))
    .or('owner', FilterConditions.equalTo(request.owner));
  try {
    await transact(request, isFree, fitTransaction(entries));
    return taken;
  } catch (error) {
    return lookWhose(request, entries, error);
  }
}

const taken = { ok: true, value: true } as const;
const heldByAnother = { ok: true, value: false } as const;

/**
 * Which code a condition that does not hold is refused with is said nowhere, and a refused entry refuses the claim as well:
 * the claim itself tells what it was.
 *
 * assumption: claim-conflict-unnamed the code of a failed condition is unknown, so the claim is read instead
 */
async function lookWhose(
  request: ClaimRequest,
  entries: readonly TimedEntry[],
  error: unknown,
): Promise<Result<boolean>> {
  try {
    const held = await read(request.key);
    if (held !== undefined && isLive(held, request)) return heldByAnother;
    const refusal = held === undefined ? await create(request) : await takeOver(request, held);
    const now = await read(request.key);
    if (now?.owner !== request.owner || now.expiresAt < toExpiry(request)) {
      if (now !== undefined && isLive(now, request)) return heldByAnother;
      return { ok: false, failure: explainStorage(refusal ?? error) };
    }
    await storeMany(entries);
    return taken;
  } catch (unread) {
    return { ok: false, failure: explainStorage(unread) };
  }
}

function isLive(held: ClaimEntity, { owner, now, made = null }: ClaimRequest): boolean {
  if (held.owner === owner || held.expiresAt <= toPast(now)) return false;
  return !hasMade(held.owner, made);
}

/** Ends a claim before its time; where that fails, its time ends it. */
export async function releaseClaim(key: string, owner: string): Promise<void> {
  const isOurs = new Filter<ClaimEntity>().and('owner', FilterConditions.equalTo(owner));
  const claim = { owner, expiresAt: RELEASED };
  const transaction = kvs.transact().set(key, claim, { entityName: 'claim', conditions: isOurs }, CLAIM_TTL);
  await transaction.execute().catch(() => undefined);
}

/**
 * The way in where the store does not count a missing entity as one without attributes: create it; afterwards is read whose it
 * is.
 *
 * assumption: missing-entity-condition whether *does not exist* holds for an entity that isn't there; both ways work
 * assumption: fail-if-exists whether a refused creation throws or keeps the old value in silence; the answer is read
 */
async function create(request: ClaimRequest): Promise<unknown> {
  const claim = { owner: request.owner, expiresAt: toExpiry(request) };
  try {
    await kvs.entity<ClaimEntity>('claim').set(request.key, claim, { keyPolicy: 'FAIL_IF_EXISTS', ...CLAIM_TTL });
    return null;
  } catch (error) {
    return error;
  }
}

async function takeOver(request: ClaimRequest, held: ClaimEntity): Promise<unknown> {
  const isUnchanged = new Filter<ClaimEntity>()
    .and('owner', FilterConditions.equalTo(held.owner))
    .and('expiresAt', FilterConditions.equalTo(held.expiresAt));
  try {
    await transact(request, isUnchanged, []);
    return null;
  } catch (error) {
    return error;
  }
}

function read(key: string): Promise<ClaimEntity | undefined> {
  return kvs.entity<ClaimEntity>('claim').get(key);
}

type Conditions = ReturnType<Filter<ClaimEntity>['or']> | ReturnType<Filter<ClaimEntity>['and']>;

async function transact(request: ClaimRequest, conditions: Conditions, entries: readonly TimedEntry[]): Promise<void> {
  const claim = { owner: request.owner, expiresAt: toExpiry(request) };
  const transaction = kvs.transact().set(request.key, claim, { entityName: 'claim', conditions }, CLAIM_TTL);
  for (const { key, value, ttlMinutes } of entries) {
    transaction.set(key, value, undefined, { ttl: { value: ttlMinutes, unit: 'MINUTES' } });
  }
  await transaction.execute();
}

/** Rounded up: a claim never ends before the time that it was taken for. */
function toExpiry({ now, heldForMs }: ClaimRequest): number {
  return Math.ceil((now + heldForMs - CLAIMS_BEGIN) / 1_000);
}

/** The last whole second that is over: a claim that expires in it, or before, is free. */
function toPast(now: number): number {
  return Math.floor((now - CLAIMS_BEGIN) / 1_000);
}

/** What came of `tryClaim`: storage does all that claims need, or the step at which it didn't. */
export type ClaimTrial =
  | { readonly ok: true }
  | {
      readonly ok: false;
      /** The first claim was not taken; a second owner got it too; it could not be taken after its release. */
      readonly step: 'take' | 'hold' | 'release';
      /** Null where storage answered, and wrongly. */
      readonly failure: Failure | null;
    };

const TRIAL_MS = 20_000;

/** Takes a claim that nobody else asks for, lets a second owner try, releases it and takes it again. Leaves nothing behind. */
export async function tryClaim(): Promise<ClaimTrial> {
  const key = `trial:${randomUUID()}`;
  const claim = (owner: string) => claimAndStore({ key, owner, now: Date.now(), heldForMs: TRIAL_MS }, []);
  try {
    const first = await claim('first');
    if (!first.ok || !first.value) return { ok: false, step: 'take', failure: first.ok ? null : first.failure };
    const second = await claim('second');
    if (!second.ok || second.value) return { ok: false, step: 'hold', failure: second.ok ? null : second.failure };
    await releaseClaim(key, 'first');
    const third = await claim('second');
    if (!third.ok || !third.value) return { ok: false, step: 'release', failure: third.ok ? null : third.failure };
    return { ok: true };
  } finally {
    // Its lifetime ends it otherwise.
    await kvs
      .entity('claim')
      .delete(key)
      .catch(() => undefined);
  }
}
