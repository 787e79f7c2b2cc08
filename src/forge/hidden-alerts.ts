import { kvs, WhereConditions } from '@forge/kvs';
import * as z from 'zod';
import type { HiddenAlert } from '../features/sweep/sweep';
import { storageKeys } from './storage';

/** Forge answers at most 100 results of a query. */
const PAGE = 100;

const stored = z.object({ since: z.string() });

/** Remembers an alert that the app was told of and may not see, so that it is run when it becomes visible. */
export async function rememberHidden(issueId: string): Promise<void> {
  await kvs.set(storageKeys.notVisible(issueId), { since: new Date().toISOString() });
}

export async function forgetHidden(issueIds: readonly string[]): Promise<void> {
  for (const id of issueIds) await kvs.delete(storageKeys.notVisible(id));
}

/**
 * Alerts that the app may not see, in pages of at most 100, read anew each time: a cursor may not be kept.
 *
 * @see https://developer.atlassian.com/platform/forge/storage-reference/kvs-api-query/
 */
export async function readHidden(
  mostPages: number,
): Promise<{ readonly pages: readonly (readonly HiddenAlert[])[]; readonly isMore: boolean }> {
  const prefix = storageKeys.notVisible('');
  const query = kvs.query().where('key', WhereConditions.beginsWith(prefix)).limit(PAGE);
  const pages: HiddenAlert[][] = [];
  let cursor: string | undefined;
  do {
    const { results, nextCursor } = await (cursor === undefined ? query : query.cursor(cursor)).getMany();
    pages.push(results.map(({ key, value }) => ({ id: key.slice(prefix.length), since: sinceOf(value) })));
    cursor = nextCursor;
  } while (cursor !== undefined && pages.length < mostPages);
  return { pages, isMore: cursor !== undefined };
}

function sinceOf(value: unknown): number {
  const since = Date.parse(stored.safeParse(value).data?.since ?? '');
  return Number.isNaN(since) ? Date.now() : since;
}
