import type { Asset } from './asset';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What the clocks of Axonius and of this app may differ by. */
const CLOCK_SKEW = 5 * 60_000;

/**
 * The asset without times that lie after the answer it came in: nobody was seen in the future, so they are unknown. Without
 * this a device with a wrong clock, or with a made-up time, would always be the one seen last.
 */
export function forgetFutureTimes(asset: Asset, answeredAt: string): Asset {
  const limit = Date.parse(answeredAt) + CLOCK_SKEW;
  const known = (time: string | null): string | null => (time !== null && Date.parse(time) > limit ? null : time);
  const [lastSeen, firstSeen] = [known(asset.lastSeen), known(asset.firstSeen)];
  return lastSeen === asset.lastSeen && firstSeen === asset.firstSeen ? asset : { ...asset, lastSeen, firstSeen };
}

/** When an asset was last seen against the alert's time, in milliseconds; negative is before it. Null where not known. */
export function seenAgainst(asset: Asset, alertTime: string): number | null {
  if (asset.lastSeen === null) return null;
  const distance = Date.parse(asset.lastSeen) - Date.parse(alertTime);
  return Number.isNaN(distance) ? null : distance;
}

/** True where the asset was seen at most `days` before the alert, or after it. */
export function isFresh(asset: Asset, alertTime: string, days: number): boolean {
  const distance = seenAgainst(asset, alertTime);
  return distance !== null && distance >= -days * DAY;
}

/** True where the asset was seen at most 24 hours before or after the alert: addresses move. */
export function wasSeenWithinADay(asset: Asset, alertTime: string): boolean {
  const distance = seenAgainst(asset, alertTime);
  return distance !== null && Math.abs(distance) <= DAY;
}

/** True where the asset is known to be younger than the alert. */
export function wasFirstSeenAfter(asset: Asset, alertTime: string): boolean {
  return asset.firstSeen !== null && Date.parse(asset.firstSeen) > Date.parse(alertTime);
}

/** `it was last seen 45 days before the alert`: a clause. */
export function describeLastSeen(asset: Asset, alertTime: string): string {
  const distance = seenAgainst(asset, alertTime);
  if (distance === null) return 'it is not known when it was last seen';
  return `it was last seen ${describeDistance(Math.abs(distance))} ${distance <= 0 ? 'before' : 'after'} the alert`;
}

function describeDistance(distance: number): string {
  if (distance >= 2 * DAY) return `${Math.floor(distance / DAY)} days`;
  if (distance >= 2 * HOUR) return `${Math.floor(distance / HOUR)} hours`;
  const minutes = Math.floor(distance / 60_000);
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
