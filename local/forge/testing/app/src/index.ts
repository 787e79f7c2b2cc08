import { asApp, asUser, assumeTrustedRoute, authorize, fetch, getAppContext, permissions, privacy } from '@forge/api';
import { InvocationError, InvocationErrorCode, Queue, type AsyncEvent, type PushEvent } from '@forge/events';
import { Filter, kvs, type Sort } from '@forge/kvs';
import Resolver from '@forge/resolver';

/*
 * An app that does on request what a product must not do, and what it may do, through the real packages: tests of the
 * platform call `probe` and read what the packages make of the platform's answers.
 */

type EntityQuery = ReturnType<ReturnType<ReturnType<typeof kvs.entity<Record<string, unknown>>>['query']>['index']>;
type Where = Parameters<EntityQuery['where']>[0];
type FilterCondition = Parameters<Filter<Record<string, unknown>>['and']>[1];

export interface Calls {
  get: { key: string; secret?: boolean; entity?: string };
  getWithMetadata: { key: string };
  set: { key: string; value: unknown; secret?: boolean; entity?: string; options?: object };
  setTwice: { key: string; first: unknown; second: unknown; returnValue: 'PREVIOUS' | 'LATEST' };
  delete: { key: string; secret?: boolean; entity?: string };
  query: { prefix?: string; limit?: number; cursor?: string };
  queryEntity: {
    partition: unknown[];
    where?: Where;
    filters?: { property: string; condition: FilterCondition }[];
    sort?: Sort;
    limit?: number;
    cursor?: string;
  };
  batch: {
    kind: 'batchGet' | 'batchSet' | 'batchDelete';
    items: { key: string; value?: unknown; entityName?: string; /** Makes a text of this length. */ size?: number }[];
  };
  transact: {
    set?: { key: string; value: unknown; entity?: string; unless?: { property: string; condition: FilterCondition } }[];
    delete?: string[];
    check?: { key: string; property: string; condition: FilterCondition }[];
  };
  push: { queue: string; events: PushEvent<Record<string, unknown>>[]; times?: number };
  job: { queue: string; jobId: string; cancel?: boolean };
  jira: { as: 'app' | 'user'; accountId?: string; method: string; path: string; body?: unknown };
  fetch: {
    url: string;
    method?: string;
    headers?: Record<string, string>;
    body?: string;
    redirect?: RequestRedirect;
    times?: number;
  };
  fetchFor: { url: string; ms: number };
  context: object;
  canEdit: { issueId: number };
  canFetch: { url: string };
  report: { accounts: { accountId: string; updatedAt: string }[] };
  graph: object;
  log: { lines: number };
  answer: { bytes: number };
  sleep: { ms: number };
  exit: object;
}

interface Place {
  get(key: string): Promise<unknown>;
  set(key: string, value: Record<string, unknown>, options?: never): Promise<unknown>;
  delete(key: string): Promise<void>;
}
const place = (entity: string | undefined): Place => (entity === undefined ? kvs : kvs.entity(entity));

const handlers: { [Key in keyof Calls]: (call: Calls[Key]) => unknown } = {
  get: ({ key, secret, entity }) => (secret ? kvs.getSecret(key) : place(entity).get(key)),
  getWithMetadata: ({ key }) => kvs.get(key, { metadataFields: ['CREATED_AT', 'EXPIRE_TIME'] as never }),
  set: ({ key, value, secret, entity, options }) =>
    secret
      ? kvs.setSecret(key, value, options as never)
      : place(entity).set(key, value as Record<string, unknown>, options as never),
  async setTwice({ key, first, second, returnValue }) {
    await kvs.set(key, first);
    return kvs.set(key, second, { keyPolicy: 'OVERRIDE', returnValue });
  },
  delete: ({ key, secret, entity }) => (secret ? kvs.deleteSecret(key) : place(entity).delete(key)),
  query({ prefix, limit, cursor }) {
    let query = kvs.query();
    if (prefix !== undefined) query = query.where('key', { condition: 'BEGINS_WITH', values: [prefix] });
    if (limit !== undefined) query = query.limit(limit);
    if (cursor !== undefined) query = query.cursor(cursor);
    return query.getMany();
  },
  queryEntity({ partition, where, filters, sort, limit, cursor }) {
    let query = kvs.entity<Record<string, unknown>>('claim').query().index('by-owner', { partition });
    if (where) query = query.where(where);
    const [first, ...rest] = filters ?? [];
    if (first)
      query = query.filters(
        rest.reduce(
          (all, { property, condition }) => all.and(property, condition),
          new Filter<Record<string, unknown>>().and(first.property, first.condition),
        ),
      );
    if (sort) query = query.sort(sort);
    if (limit !== undefined) query = query.limit(limit);
    if (cursor !== undefined) query = query.cursor(cursor);
    return query.getMany();
  },
  batch({ kind, items }) {
    switch (kind) {
      case 'batchGet':
        return kvs.batchGet(items);
      case 'batchSet':
        return kvs.batchSet(
          items.map(({ key, value, entityName, size }) => ({
            key,
            value: size === undefined ? value : 'x'.repeat(size),
            ...(entityName && { entityName }),
          })),
        );
      case 'batchDelete':
        return kvs.batchDelete(items);
    }
  },
  async transact({ set = [], delete: remove = [], check = [] }) {
    let transaction = kvs.transact();
    for (const { key, value, entity, unless } of set)
      transaction = transaction.set(
        key,
        value as Record<string, unknown>,
        entity === undefined
          ? undefined
          : {
              entityName: entity,
              ...(unless && {
                conditions: new Filter<Record<string, unknown>>().and(unless.property, unless.condition),
              }),
            },
      );
    for (const key of remove) transaction = transaction.delete(key);
    for (const { key, property, condition } of check)
      transaction = transaction.check(key, {
        entityName: 'claim',
        conditions: new Filter<Record<string, unknown>>().and(property, condition),
      });
    await transaction.execute();
  },
  async push({ queue, events, times = 1 }) {
    for (let i = 1; i < times; i++) await new Queue({ key: queue }).push(events);
    return new Queue({ key: queue }).push(events);
  },
  async job({ queue, jobId, cancel }) {
    const job = new Queue({ key: queue }).getJob(jobId);
    return cancel ? job.cancel() : job.getStats();
  },
  async jira({ as, accountId, method, path, body }) {
    const client = as === 'app' ? asApp() : asUser(accountId);
    const response = await client.requestJira(assumeTrustedRoute(path), {
      method,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed: unknown = text === '' ? null : JSON.parse(text);
    return { status: response.status, body: parsed };
  },
  async fetch({ url, times = 1, ...init }) {
    for (let i = 1; i < times; i++) await fetch(url, init);
    const response = await fetch(url, init);
    return { status: response.status, text: await response.text(), location: response.headers.get('location') };
  },
  async fetchFor({ url, ms }) {
    const response = await fetch(url, { signal: AbortSignal.timeout(ms) });
    return response.status;
  },
  context() {
    const { invocationRemainingTimeInMillis, ...context } = getAppContext();
    return { ...context, remaining: invocationRemainingTimeInMillis(), scope: permissions.hasScope('storage:app') };
  },
  canEdit: ({ issueId }) => authorize().onJiraIssue(issueId).canEdit?.(),
  canFetch: ({ url }) => permissions.canFetchFrom('backend', url),
  report: ({ accounts }) => privacy.reportPersonalData(accounts),
  graph: () => asApp().requestGraph('{ me { id } }'),
  log({ lines }) {
    for (let i = 0; i < lines; i++) console.info(`line ${i}`);
    console.warn('careful', { a: 1 });
  },
  answer: ({ bytes }) => 'x'.repeat(bytes),
  sleep: ({ ms }) => new Promise(resolve => setTimeout(resolve, ms)),
  exit: () => process.exit(3),
};

const resolver = new Resolver();
for (const [key, handler] of Object.entries(handlers))
  resolver.define(key, async ({ payload, context }: { payload: unknown; context: unknown }) => {
    if (key === 'context') return { ...(handlers.context({}) as object), resolver: context };
    try {
      return { value: await (handler as (call: unknown) => unknown)(payload) };
    } catch (error) {
      const { name, message, code, status, errorCode, failedEvents } = error as Record<string, unknown>;
      return {
        error: { type: (error as Error).constructor.name, name, message, code, status, errorCode, failedEvents },
      };
    }
  });

export const probe = resolver.getDefinitions();

/** What the body of an item, or the summary of an issue, asks the function to do. */
interface Script {
  /** Ask for a retry until this many were made. */
  retries?: number;
  retryAfter?: number;
  retryData?: unknown;
  /** Fail like this when it is not a retry. */
  first?: 'throw' | 'exit' | 'sleep';
  workMs?: number;
  /** Ask Jira as a user, although none is there. */
  asUser?: boolean;
  again?: string;
}

async function play(script: Script, retryContext: { retryCount: number } | undefined) {
  if (script.asUser === true) await asUser().requestJira(assumeTrustedRoute('/rest/api/3/field'));
  if (script.workMs !== undefined) await new Promise(resolve => setTimeout(resolve, script.workMs));
  if (script.again !== undefined) await new Queue({ key: script.again }).push({ body: { ...script } });
  if (script.first !== undefined && retryContext === undefined) {
    if (script.first === 'throw') throw new Error('thrown by the app');
    if (script.first === 'exit') process.exit(1);
    await new Promise(resolve => setTimeout(resolve, 60_000));
  }
  if (script.retries !== undefined && (retryContext?.retryCount ?? 0) < script.retries)
    return new InvocationError({
      retryAfter: script.retryAfter ?? 1,
      retryReason: InvocationErrorCode.FUNCTION_UPSTREAM_RATE_LIMITED,
      retryData: script.retryData ?? { note: 1 },
    });
  return undefined;
}

export async function onItem(event: AsyncEvent<Record<string, unknown>>, context: unknown) {
  console.info(JSON.stringify({ item: event, context, at: Date.now() }));
  const answer = await play(event.body, event.retryContext);
  console.info(JSON.stringify({ ended: event.eventId, at: Date.now() }));
  return answer;
}

export async function onEvent(
  event: { issue?: { fields?: { summary?: string } }; retryContext?: { retryCount: number } },
  context: unknown,
) {
  console.info(JSON.stringify({ event, context }));
  const summary = event.issue?.fields?.summary ?? '';
  return play(summary.startsWith('{') ? (JSON.parse(summary) as Script) : {}, event.retryContext);
}

export async function onSchedule(event: unknown) {
  console.info(JSON.stringify({ schedule: event }));
  await kvs.set('swept', Date.now());
}
