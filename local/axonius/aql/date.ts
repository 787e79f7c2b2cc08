import { AqlSyntaxError } from './syntax-error';

const RELATIVE = /^\s*NOW\s*(?:([-+])\s*(\d+)\s*([hdw]))?\s*$/;
const UNIT_MS = { h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/**
 * The instant that `date("…")` means: `NOW`, `NOW - 7d`, `NOW + 2h` (hours, days, weeks), or a calendar date.
 *
 * @throws AqlSyntaxError when the text is neither.
 */
export function parseAqlDate(text: string, now: Date): Date {
  const relative = RELATIVE.exec(text);
  if (relative !== null) {
    const [, sign, amount, unit] = relative;
    if (amount === undefined || (unit !== 'h' && unit !== 'd' && unit !== 'w')) return now;
    const distance = Number(amount) * UNIT_MS[unit];
    return new Date(now.getTime() + (sign === '-' ? -distance : distance));
  }
  const time = /^\s*\d{4}-\d{2}-\d{2}/.test(text) || /\bGMT\s*$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new AqlSyntaxError(`date(${JSON.stringify(text)}) is no date.`, 0);
  return new Date(time);
}
