/**
 * How a tenant is asked for names. `apart`: the exact question and the expression side by side, because nobody knows how long
 * an expression takes in this tenant. `together`: the expression alone, which finds everything that the exact question does.
 */
export interface AskingMode {
  readonly way: 'apart' | 'together';
  /** Expressions in a row that were quick; counted while apart, at most `QUICK_IN_A_ROW`. */
  readonly quick: number;
  /** Epoch milliseconds of the last change of `way`; null before the first. */
  readonly changedAt: number | null;
}

export const FIRST_ASKING_MODE: AskingMode = { way: 'apart', quick: 0, changedAt: null };

const QUICK_MS = 3_000;
const SLOW_MS = 10_000;
const QUICK_IN_A_ROW = 5;
/** A tenant that is quick and slow in turns isn't followed at every turn. */
const SHORTEST_STAY_MS = 3_600_000;

/**
 * The mode after an expression that took so long; `Infinity` where no answer came in time.
 *
 * @returns `mode` itself where nothing changes, so that nothing has to be stored
 */
export function modeAfter(mode: AskingMode, tookMs: number, now: Date): AskingMode {
  const mayChange = mode.changedAt === null || now.getTime() - mode.changedAt >= SHORTEST_STAY_MS;
  if (mode.way === 'together') {
    return tookMs > SLOW_MS && mayChange ? { way: 'apart', quick: 0, changedAt: now.getTime() } : mode;
  }
  const quick = tookMs > QUICK_MS ? 0 : Math.min(mode.quick + 1, QUICK_IN_A_ROW);
  if (quick === QUICK_IN_A_ROW && mayChange) return { way: 'together', quick: 0, changedAt: now.getTime() };
  return quick === mode.quick ? mode : { ...mode, quick };
}
