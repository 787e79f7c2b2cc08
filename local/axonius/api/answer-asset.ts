import { isPlainObject, type WireAsset } from '../asset';
import { readField } from '../derived-fields';
import type { Shapes } from '../shapes';
import { buildEntities } from './entities';

/** These arrive without being requested. */
const ALWAYS = ['internal_axon_id', 'adapters', 'adapter_list_length', 'labels'] as const;

/** One asset as a query answers it: what always comes, the requested fields, their `_details` if asked for. */
export function answerAsset(
  asset: WireAsset,
  request: { fields: readonly string[]; exclude: readonly string[]; details: boolean },
  shapes: Shapes,
): WireAsset {
  const answer: Record<string, unknown> = {};
  const excluded = new Set(request.exclude);
  for (const field of ALWAYS) if (Object.hasOwn(asset, field) && !excluded.has(field)) answer[field] = asset[field];
  for (const field of request.fields) {
    if (excluded.has(field) || Object.hasOwn(answer, field)) continue;
    const value = field === 'specific_data' ? buildEntities(asset) : readField(asset, field);
    const shaped = value === undefined ? shapeMissing(shapes) : shapeValue(field, value, shapes);
    if (shaped !== undefined) answer[field] = shaped;
  }
  if (request.details) addDetails(answer, asset, request.fields);
  return answer;
}

function shapeMissing(shapes: Shapes): unknown {
  switch (shapes.missing) {
    case 'absent':
      return undefined;
    case 'null':
      return null;
    case 'null-list':
      return [null];
    case 'empty-list':
      return [];
    case 'empty-string':
      return '';
  }
}

function shapeValue(field: string, value: unknown, shapes: Shapes): unknown {
  switch (field) {
    case 'specific_data.data.last_seen':
      return shapeTime(value, shapes);
    case 'specific_data.data.hostname':
    case 'specific_data.data.name':
      return shapes.hostname === 'string' && Array.isArray(value) ? firstOf(value) : value;
    case 'specific_data.data.hostname_preferred':
    case 'specific_data.data.os.type_distribution_preferred':
      return shapes.preferred === 'array' && !Array.isArray(value) ? [value] : value;
    case 'specific_data.data.network_interfaces':
      if (shapes.networkInterfaces === 'absent') return undefined;
      if (shapes.networkInterfaces === 'objects' || !Array.isArray(value)) return value;
      return value.map(row => JSON.stringify(row));
    case 'specific_data.data.agent_versions':
      if (shapes.agentVersions === 'objects' || !Array.isArray(value)) return value;
      return value.map((row: unknown) => (isPlainObject(row) ? row['version'] : row));
    default:
      return value;
  }
}

function shapeTime(value: unknown, shapes: Shapes): unknown {
  if (shapes.lastSeen === 'string' || typeof value !== 'string') return value;
  const time = Date.parse(value);
  if (Number.isNaN(time)) return value;
  if (shapes.lastSeen === 'iso') return new Date(time).toISOString();
  if (shapes.lastSeen === 'epoch') return Math.floor(time / 1000);
  return [new Date(time - 86_400_000).toUTCString(), value];
}

/** Details run parallel to the adapters; a field has `""` or `null` where an adapter says nothing. */
function addDetails(answer: Record<string, unknown>, asset: WireAsset, fields: readonly string[]): void {
  const adapters = Array.isArray(asset['adapters']) ? asset['adapters'].length : 1;
  for (const field of ALWAYS) if (Object.hasOwn(answer, field)) answer[`${field}_details`] = [''];
  for (const field of fields) {
    if (Object.hasOwn(answer, `${field}_details`) || field === 'specific_data') continue;
    const value = answer[field];
    answer[`${field}_details`] =
      value === undefined
        ? [null]
        : Array.from({ length: adapters }, (_, at) => (isList(value) ? (value[at] ?? null) : at === 0 ? value : ''));
  }
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function firstOf(values: readonly unknown[]): unknown {
  return values[0];
}
