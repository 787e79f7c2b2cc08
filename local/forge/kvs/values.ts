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

/** Creates empty storage. `now` is the platform clock, which expiry follows; `failIfExists` a reading. */
export function createValues(
  entities: ReadonlyMap<string, AppEntity>,
  now: () => number,
  failIfExists: () => 'throws' | 'keeps' = () => 'throws',
): Values {
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

  const isKept = (options: SetOptions, place: Place, key: string) =>
    options?.keyPolicy === 'FAIL_IF_EXISTS' && space(place).get(key) !== undefined;

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
      if (failIfExists() === 'throws' && isKept(options, place, key))
        throw new KvsError('KEY_CONFLICT', `The key ${key} already exists`, 409);
      return json;
    },
    write(place, key, json, options) {
      const there = space(place).get(key);
      // Under the other reading the old value stays without a word.
      if (there !== undefined && isKept(options, place, key)) return there;
      return space(place).set(key, json, expiry(options));
    },
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

/**
 * Custom Entity Store, type requirements: "integer: must be a 32-bit signed integer", "float: either 0, or …" with up to 38
 * digits, "string: must not be empty or blank".
 *
 * @see https://developer.atlassian.com/platform/forge/storage-reference/storage-api-custom-entities/
 */
const LEAST_INTEGER = -2_147_483_648;
const MOST_INTEGER = 2_147_483_647;
const LEAST_FLOAT = 1e-130;
const MOST_FLOAT = 9.99e125;
const MOST_DIGITS = 38;

function isFloat(value: number): boolean {
  const size = Math.abs(value);
  if (size === 0) return true;
  const digits = value.toString().replace(/e.*$/, '').replace(/\D/g, '').replace(/^0+/, '').length;
  return size >= LEAST_FLOAT && size <= MOST_FLOAT && digits <= MOST_DIGITS;
}

function hasType(value: unknown, type: string): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string' && value.trim() !== '';
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value) && value >= LEAST_INTEGER && value <= MOST_INTEGER;
    case 'float':
      return typeof value === 'number' && isFloat(value);
    default:
      return true;
  }
}
