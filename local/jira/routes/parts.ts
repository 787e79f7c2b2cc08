import type { Context } from 'hono';

import type { IssueRenderer } from '../render-issue';
import type { Permissions } from '../permissions';
import type { Search } from '../search';
import type { Show } from '../show';
import type { SiteState } from '../state';
import type { Json, Principal } from '../types';
import type { Writer } from '../write';

/** Who calls travels beside the request, never inside it. */
export interface SiteEnv {
  Bindings: { principal: Principal };
  /** How many objects an answer holds, those of identity and permissions twice: each costs a point of the app's hourly quota. */
  Variables: { objects?: number };
}

export interface SiteParts {
  readonly state: SiteState;
  readonly permissions: Permissions;
  readonly show: Show;
  readonly writer: Writer;
  readonly renderer: IssueRenderer;
  readonly search: Search;
  readonly now: () => Date;
  readonly baseUrl: () => string;
}

/** A query parameter as a list: comma-separated, repeated, or both. */
export function readList(context: Context<SiteEnv>, name: string): string[] {
  return (context.req.queries(name) ?? [])
    .flatMap(value => value.split(','))
    .flatMap(value => (value.trim() === '' ? [] : [value.trim()]));
}

export function readFlag(context: Context<SiteEnv>, name: string, fallback: boolean): boolean {
  const value = context.req.query(name);
  return value === undefined ? fallback : value === 'true';
}

/** `startAt` and `maxResults`, the latter cut to what Jira allows. */
export function readPage(
  context: Context<SiteEnv>,
  maximum: number,
  fallback = maximum,
): { startAt: number; maxResults: number } {
  const read = (name: string, otherwise: number): number => {
    const value = Number(context.req.query(name) ?? otherwise);
    return Number.isInteger(value) && value >= 0 ? value : otherwise;
  };
  return { startAt: read('startAt', 0), maxResults: Math.min(read('maxResults', fallback), maximum) };
}

/** A page of values in Jira's usual envelope. */
export function pageOf<T extends Json>(
  all: readonly T[],
  { startAt, maxResults }: { startAt: number; maxResults: number },
): { startAt: number; maxResults: number; total: number; isLast: boolean; values: readonly T[] } {
  const values = all.slice(startAt, startAt + maxResults);
  return { startAt, maxResults, total: all.length, isLast: startAt + values.length >= all.length, values };
}
