import { randomUUID } from 'node:crypto';
import { claimAndStore, releaseClaim } from './claims';

const LOOK_AGAIN_MS = 1_000;
/** A run of the queue waits no longer for its turn: the queue's own limit holds for it as well. */
const LONGEST_WAIT_MS = 15_000;
/** A turn outlives its question. */
const MARGIN_MS = 5_000;

/** How a run that a person started meets the tenant's limit: `now` goes without a turn where none is free. */
export type TurnTaking = 'now' | 'wait';

/** Ends a turn before its time. */
export type EndTurn = () => Promise<void>;

/** For runs that no person started: the queue counts them. */
export const needsNoTurn: EndTurn = () => Promise.resolve();

/**
 * One of so many turns to ask the tenant, which all runs that people started share.
 *
 * @returns null where none is free. Where storage takes no claims, asking is better than not asking.
 */
export async function takeTurn(turns: number, withinMs: number, taking: TurnTaking): Promise<EndTurn | null> {
  const end = Date.now() + Math.min(LONGEST_WAIT_MS, withinMs / 2);
  for (;;) {
    const turn = await tryTurns(turns, withinMs + MARGIN_MS);
    if (turn !== null) return turn;
    if (taking === 'now') return null;
    if (Date.now() + LOOK_AGAIN_MS > end) return needsNoTurn;
    await new Promise(resolve => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

async function tryTurns(turns: number, heldForMs: number): Promise<EndTurn | null> {
  const owner = randomUUID();
  // From anywhere on: whoever began at the first would meet all that are taken.
  const first = Math.floor(Math.random() * turns);
  for (let each = 0; each < turns; each += 1) {
    const key = `ask:${((first + each) % turns) + 1}`;
    const claimed = await claimAndStore({ key, owner, now: Date.now(), heldForMs }, []);
    if (!claimed.ok) return needsNoTurn;
    if (claimed.value) return () => releaseClaim(key, owner);
  }
  return null;
}
