import * as z from 'zod';
import type { AppManifest } from '../manifest';
import type { Meter } from '../meter';
import { DEFAULT_READINGS, type Readings } from '../../readings';
import { FILTERS, satisfies } from './conditions';
import { KvsError } from './errors';
import { checkItems, checkKey } from './limits';
import { ENTITY_QUERY, QUERY, queryEntity, queryKeys, type Page } from './query';
import type { Entry } from './store';
import { createThroughput, type Throughput } from './throughput';
import { createValues, READ_OPTIONS, SET_OPTIONS, type Place, type Values } from './values';

const KEY = z.object({ key: z.string(), entityName: z.string().optional(), options: READ_OPTIONS });
const SET = z.object({
  key: z.string(),
  entityName: z.string().optional(),
  value: z.unknown(),
  options: SET_OPTIONS,
});
const CHANGE = z.object({ key: z.string(), entityName: z.string().optional(), conditions: FILTERS.optional() });
const TRANSACTION = z.strictObject({
  set: z.array(CHANGE.extend({ value: z.unknown(), options: SET_OPTIONS })).optional(),
  delete: z.array(CHANGE).optional(),
  check: z.array(CHANGE.extend({ entityName: z.string(), conditions: FILTERS })).optional(),
});

export interface Kvs {
  /** Answers a request of `@forge/kvs`: a POST to `/api/v1/…`. */
  handle(request: Request, path: string): Promise<Response>;
  clear(): void;
}

/**
 * Storage of the installation behind the HTTP interface that `@forge/kvs` speaks.
 * `now` is the platform clock (expiry, counts of a minute), `wall` the wall clock (bandwidth).
 */
export function createKvs(options: {
  manifest: AppManifest;
  meter: Meter;
  now: () => number;
  wall: () => number;
  readings?: () => Readings;
}): Kvs {
  const { manifest, meter, readings = () => DEFAULT_READINGS } = options;
  const empty = () => createValues(manifest.entities, options.now, () => readings().failIfExists);
  let values: Values = empty();
  const throughput = createThroughput(options.wall, options.now);

  const place = (entityName: string | undefined): Place =>
    entityName === undefined ? { kind: 'plain' } : { kind: 'entity', name: entityName };
  const id = (where: Place, key: string) => `${where.kind === 'entity' ? where.name : where.kind}\0${key}`;

  const get = (where: Place, json: unknown) => {
    const { key } = KEY.parse(json);
    checkKey(key);
    const entry = values.space(where).get(key);
    meter.kvsRead(entry?.bytes ?? 0);
    throughput.read(id(where, key), entry?.bytes ?? 0);
    if (!entry) throw new KvsError('KEY_NOT_FOUND', `The key ${key} was not found`, 404);
    return Response.json(describe(entry));
  };

  const set = (where: Place, body: unknown) => {
    const { key, value, options: how } = SET.parse(body);
    refuseClaims(where, readings());
    const json = values.check(where, key, value, how);
    meter.kvsWrite(Buffer.byteLength(json));
    throughput.write(id(where, key), Buffer.byteLength(json));
    const before = values.space(where).get(key);
    const after = values.write(where, key, json, how);
    if (how?.returnValue === undefined) return new Response(null, { status: 200 });
    const shown = how.returnValue === 'LATEST' ? after : before;
    return shown ? Response.json(describe(shown)) : new Response(null, { status: 200 });
  };

  const remove = (where: Place, json: unknown) => {
    const { key } = KEY.parse(json);
    checkKey(key);
    meter.kvsWrite(0);
    if (!values.space(where).delete(key)) throw new KvsError('KEY_NOT_FOUND', `The key ${key} was not found`, 404);
    return new Response(null, { status: 204 });
  };

  const list = ({ entries, cursor }: Page, place: string) => {
    throughput.read(
      place,
      entries.reduce((sum, entry) => sum + entry.bytes, 0),
    );
    meter.kvsRead(entries.reduce((sum, entry) => sum + entry.bytes, 0));
    return Response.json({ data: entries.map(describe), ...(cursor === undefined ? {} : { cursor }) });
  };

  const batch = <T extends { key: string; entityName?: string | undefined }>(
    items: T[],
    bytes: number,
    each: (item: T, where: Place) => object,
  ) => {
    checkItems(items, bytes);
    const successfulKeys: object[] = [];
    const failedKeys: unknown[] = [];
    for (const item of items) {
      try {
        checkKey(item.key);
        successfulKeys.push(each(item, place(item.entityName)));
      } catch (error) {
        if (!(error instanceof KvsError)) throw error;
        failedKeys.push({ ...named(item), error: { code: error.code, message: error.message } });
      }
    }
    return Response.json({ successfulKeys, failedKeys });
  };

  const routes: Readonly<Record<string, (body: unknown, bytes: number) => Response>> = {
    '/api/v1/get': body => get({ kind: 'plain' }, body),
    '/api/v1/set': body => set({ kind: 'plain' }, body),
    '/api/v1/delete': body => remove({ kind: 'plain' }, body),
    '/api/v1/secret/get': body => get({ kind: 'secret' }, body),
    '/api/v1/secret/set': body => set({ kind: 'secret' }, body),
    '/api/v1/secret/delete': body => remove({ kind: 'secret' }, body),
    '/api/v1/entity/get': body => get(place(KEY.required({ entityName: true }).parse(body).entityName), body),
    '/api/v1/entity/set': body => set(place(KEY.required({ entityName: true }).parse(body).entityName), body),
    '/api/v1/entity/delete': body => remove(place(KEY.required({ entityName: true }).parse(body).entityName), body),
    '/api/v1/query': body => list(queryKeys(values.space({ kind: 'plain' }), QUERY.parse(body)), 'query'),
    '/api/v1/entity/query': body => list(queryEntity(values, ENTITY_QUERY.parse(body)), 'entity query'),
    '/api/v1/batch/get': (body, bytes) => {
      let read = 0;
      const response = batch(z.array(KEY).parse(body), bytes, (item, where) => {
        const entry = values.space(where).get(item.key);
        throughput.read(id(where, item.key), entry?.bytes ?? 0);
        if (!entry) throw new KvsError('KEY_NOT_FOUND', `The key ${item.key} was not found`, 404);
        read += entry.bytes;
        return { ...named(item), ...describe(entry) };
      });
      meter.kvsRead(read);
      return response;
    },
    '/api/v1/batch/set': (body, bytes) => {
      let written = 0;
      const response = batch(z.array(SET).parse(body), bytes, (item, where) => {
        refuseClaims(where, readings());
        const json = values.check(where, item.key, item.value, item.options);
        throughput.write(id(where, item.key), Buffer.byteLength(json));
        written += Buffer.byteLength(json);
        values.write(where, item.key, json, item.options);
        return named(item);
      });
      meter.kvsWrite(written);
      return response;
    },
    '/api/v1/batch/delete': (body, bytes) => {
      const response = batch(z.array(KEY).parse(body), bytes, (item, where) => {
        throughput.write(id(where, item.key), 0);
        values.space(where).delete(item.key);
        return named(item);
      });
      meter.kvsWrite(0);
      return response;
    },
    '/api/v1/transaction': (body, bytes) => {
      const written = transact(values, TRANSACTION.parse(body), bytes, { place, id, readings: readings(), throughput });
      meter.kvsWrite(written);
      return new Response(null, { status: 204 });
    },
  };

  return {
    async handle(request, path) {
      try {
        if (!manifest.scopes.includes('storage:app'))
          throw new KvsError('FORBIDDEN', 'The app lacks the scope storage:app', 403);
        const route = routes[path];
        if (request.method !== 'POST' || !route)
          throw new Error(`The local platform does not simulate storage ${path}`);
        const text = await request.text();
        throughput.request();
        return route(JSON.parse(text), Buffer.byteLength(text));
      } catch (error) {
        if (error instanceof KvsError) {
          if (error.code !== 'KEY_NOT_FOUND') meter.refused();
          return error.toResponse();
        }
        if (error instanceof z.ZodError) {
          meter.refused();
          return new KvsError('VALIDATION_ERROR', z.prettifyError(error)).toResponse();
        }
        throw error;
      }
    },
    clear() {
      values = empty();
      throughput.clear();
    },
  };
}

/** How an answer to a batch names an item. */
function named(item: { key: string; entityName?: string | undefined }): { key: string; entityName?: string } {
  return { key: item.key, ...(item.entityName === undefined ? {} : { entityName: item.entityName }) };
}

interface TransactionRules {
  place: (entityName: string | undefined) => Place;
  id: (where: Place, key: string) => string;
  readings: Readings;
  throughput: Throughput;
}

/** The reading `claims: refused`: a storage that takes no entity, for whatever reason. */
function refuseClaims(where: Place, readings: Readings): void {
  if (where.kind === 'entity' && readings.claims === 'refused')
    throw new KvsError('INVALID_ENTITY_VALUE', `The entity "${where.name}" can't be written`);
}

/** Does all of a transaction or nothing. Returns the bytes written. */
function transact(
  values: Values,
  request: z.infer<typeof TRANSACTION>,
  bytes: number,
  { place, id, readings, throughput }: TransactionRules,
): number {
  const sets = request.set ?? [];
  const deletes = request.delete ?? [];
  const checks = request.check ?? [];
  const all = [...sets, ...deletes, ...checks];
  checkItems(all, bytes);
  for (const item of sets) refuseClaims(place(item.entityName), readings);
  const jsons = sets.map(item => values.check(place(item.entityName), item.key, item.value, item.options));
  for (const item of all) {
    checkKey(item.key);
    if (item.conditions === undefined) continue;
    if (item.entityName === undefined) throw new KvsError('VALIDATION_ERROR', 'Conditions can only be set on entities');
    const entry = values.space(place(item.entityName)).get(item.key);
    const holds =
      entry === undefined && readings.notExists === 'fails'
        ? false
        : satisfies(entry && JSON.parse(entry.json), item.conditions);
    if (!holds) throw new KvsError('CONDITION_CHECK_FAILED', `A condition on ${item.key} does not hold`, 409);
  }
  throughput.writeAll([
    ...sets.map((item, i) => ({ key: id(place(item.entityName), item.key), bytes: Buffer.byteLength(jsons[i] ?? '') })),
    ...deletes.map(item => ({ key: id(place(item.entityName), item.key), bytes: 0 })),
  ]);
  sets.forEach((item, i) => values.write(place(item.entityName), item.key, jsons[i] ?? '', item.options));
  for (const item of deletes) values.space(place(item.entityName)).delete(item.key);
  return jsons.reduce((sum, json) => sum + Buffer.byteLength(json), 0);
}

/** What an answer says of an entry; times are epoch milliseconds, the expiry an ISO date. */
function describe(entry: Entry): Record<string, unknown> {
  return {
    key: entry.key,
    value: JSON.parse(entry.json),
    createdAt: entry.createdAt,
    updatedAt: entry.updatedAt,
    ...(entry.expiresAt === null ? {} : { expireTime: new Date(entry.expiresAt).toISOString() }),
  };
}
