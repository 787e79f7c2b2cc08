import * as z from 'zod';
import type { AppEntity } from '../manifest';
import { KvsError } from './errors';
import { checkKey, checkValue, SECRET_BYTES, VALUE_BYTES } from './limits';
import { createSpace, type Entry, type Space } from './store';

const METADATA = z.array(z.enum(['CREATED_AT', 'UPDATED_AT', 'EXPIRE_TIME']));
export const READ_OPTIONS = z.object({ metadataFields: METADATA.optional() }).optional();
export const SET_OPTIONS = z
  .strictObject({
    ttl: z
      .strictObject({ value: z.number().int().positive(), unit: z.enum(['SECONDS', 'MINUTES', 'HOURS', 'DAYS']) })
      .optional(),
    keyPolicy: z.enum(['OVERRIDE', 'FAIL_IF_EXISTS']).optional(),
    returnValue: z.enum(['PREVIOUS', 'LATEST']).optional(),
    returnMetadataFields: METADATA.optional(),
  })
  .optional();

export type SetOptions = z.infer<typeof SET_OPTIONS>;

/** Where a value lives: a plain value, a secret, or an entity of the manifest. */
export type Place = { kind: 'plain' } | { kind: 'secret' } | { kind: 'entity'; name: string };

/** The values of one installation. */
export interface Values {
  space(place: Place): Space;
  /** Checks a write without doing it and returns the JSON to store. */
  check(place: Place, key: string, value: unknown, options: SetOptions): string;
  write(place: Place, key: string, json: string, options: SetOptions): Entry;
  entity(name: string): AppEntity;
}

const UNIT_MS = { SECONDS: 1000, MINUTES: 60_000, HOURS: 3_600_000, DAYS: 86_400_000 };
/** Forge KVS: "ttl at most one year". */
const LONGEST_TTL_MS = 365 * UNIT_MS.DAYS;

/** Creates empty storage. `now` is the platform clock, which expiry follows. */
export function createValues(entities: ReadonlyMap<string, AppEntity>, now: () => number): Values {
  const spaces = new Map<string, Space>();

  const entity = (name: string) => {
    const declared = entities.get(name);
    if (!declared) throw new KvsError('INVALID_ENTITY_NAME', `The entity "${name}" is not declared in the manifest`);
    return declared;
  };

  const space = (place: Place) => {
    const id = place.kind === 'entity' ? `entity ${entity(place.name).name}` : place.kind;
    const known = spaces.get(id) ?? createSpace(now);
    spaces.set(id, known);
    return known;
  };

  const expiry = (options: SetOptions) => {
    if (!options?.ttl) return null;
    const ms = options.ttl.value * UNIT_MS[options.ttl.unit];
    if (ms > LONGEST_TTL_MS) throw new KvsError('INVALID_TTL', 'The ttl exceeds one year');
    return now() + ms;
  };

  return {
    space,
    entity,
    check(place, key, value, options) {
      checkKey(key);
      const json = checkValue(value, place.kind === 'secret' ? SECRET_BYTES : VALUE_BYTES);
      if (place.kind === 'entity') checkAttributes(entity(place.name), value);
      expiry(options);
      if (options?.returnValue !== undefined && options.keyPolicy === 'FAIL_IF_EXISTS')
        throw new KvsError('VALIDATION_ERROR', 'returnValue needs the key policy OVERRIDE');
      if (options?.keyPolicy === 'FAIL_IF_EXISTS' && space(place).get(key))
        throw new KvsError('KEY_CONFLICT', `The key ${key} already exists`, 409);
      return json;
    },
    write: (place, key, json, options) => space(place).set(key, json, expiry(options)),
  };
}

function checkAttributes(entity: AppEntity, value: unknown): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new KvsError('INVALID_ENTITY_VALUE', `A value of the entity "${entity.name}" must be an object`);
  for (const [name, part] of Object.entries(value)) {
    const type = entity.attributes[name];
    if (type === undefined)
      throw new KvsError('INVALID_ENTITY_VALUE', `The entity "${entity.name}" has no attribute "${name}"`);
    if (!hasType(part, type))
      throw new KvsError('INVALID_ENTITY_VALUE', `The attribute "${name}" of "${entity.name}" must be of type ${type}`);
  }
}

function hasType(value: unknown, type: string): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isInteger(value);
    case 'float':
      return typeof value === 'number';
    default:
      return true;
  }
}
