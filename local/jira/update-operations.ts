import { isJsonArray } from './json';
import { readValue, type ReadValue } from './field-values';
import type { SiteState } from './state';
import type { FieldDefinition, Json, JsonObject } from './types';

/** The operations that Jira lists for a field of this kind in its edit metadata. */
export function operationsOf(field: FieldDefinition): readonly string[] {
  return field.kind === 'labels' || field.kind === 'multi-select' ? ['add', 'set', 'remove'] : ['set'];
}

/** Applies `[{set: …}, {add: …}, {remove: …}]` in their order to the stored value. */
export function applyOperations(
  field: FieldDefinition,
  current: Json,
  operations: readonly JsonObject[],
  state: SiteState,
): ReadValue {
  let value: Json = current;
  for (const operation of operations) {
    for (const [verb, operand] of Object.entries(operation)) {
      if (!operationsOf(field).includes(verb)) {
        return { ok: false, message: `Field '${field.id}' does not support operation '${verb}'.` };
      }
      const read = readValue(field, verb === 'set' ? operand : [operand], state);
      if (!read.ok) return read;
      value = verb === 'set' ? read.value : combine(value, read.value, verb);
    }
  }
  return { ok: true, value };
}

function combine(current: Json, operand: Json, verb: string): Json {
  const before: readonly Json[] = isJsonArray(current) ? current : [];
  const items: readonly Json[] = isJsonArray(operand) ? operand : [];
  return verb === 'add'
    ? [...before, ...items.filter(item => !before.includes(item))]
    : before.filter(item => !items.includes(item));
}
