import { fieldCannotBeSet, JiraError } from './errors';
import { readValue, valueText } from './field-values';
import { asText, isJsonArray } from './json';
import type { SiteState } from './state';
import { applyOperations } from './update-operations';
import type { ChangeItem, FieldDefinition, Issue, IssueInput, Json } from './types';

/** Validates fields and operations; answers the new stored values or throws Jira's 400 that names each bad field. */
export function readChanges(
  state: SiteState,
  projectId: string,
  current: ReadonlyMap<string, Json>,
  input: IssueInput,
  maySet: (field: FieldDefinition) => boolean,
): Map<string, Json> {
  const errors: Record<string, string> = {};
  const changes = new Map<string, Json>();
  const fields = new Map(state.fields.ofProject(projectId).map(field => [field.id, field]));
  const wanted = new Set([...Object.keys(input.fields), ...Object.keys(input.update)]);
  for (const id of wanted) {
    const field = fields.get(id);
    if (field === undefined || !maySet(field)) {
      errors[id] = fieldCannotBeSet(id);
      continue;
    }
    const direct = input.fields[id];
    const operations = input.update[id];
    if (direct !== undefined && operations !== undefined) {
      errors[id] = `Field '${id}' cannot appear in both 'fields' and 'update'`;
      continue;
    }
    const value =
      operations === undefined
        ? readValue(field, direct ?? null, state)
        : applyOperations(field, current.get(id) ?? null, operations, state);
    if (value.ok) changes.set(id, value.value);
    else if (value.isDocument && state.readings().refusal !== 'names-field') throw refuseUnnamed(state, value.message);
    else errors[id] = value.message;
  }
  if (Object.keys(errors).length > 0) throw new JiraError(400, [], errors);
  return changes;
}

/** Jira may refuse a document without naming its field. Jira REST v3 lists 422 of *Edit issue*, "a configuration problem". */
function refuseUnnamed(state: SiteState, message: string): JiraError {
  return new JiraError(state.readings().refusal === 'unprocessable' ? 422 : 400, [message]);
}

/** The history's items: one for each field whose value is another one now. */
export function describeChanges(state: SiteState, issue: Issue, changes: ReadonlyMap<string, Json>): ChangeItem[] {
  const fields = new Map(state.fields.ofProject(issue.projectId).map(field => [field.id, field]));
  return [...changes].flatMap(([id, value]): ChangeItem[] => {
    const field = fields.get(id);
    const before = issue.values.get(id) ?? null;
    if (field === undefined || JSON.stringify(before) === JSON.stringify(value)) return [];
    const holdsIds = ['user', 'priority', 'select', 'multi-select'].includes(field.kind);
    const raw = (stored: Json): string | null =>
      !holdsIds || stored === null ? null : isJsonArray(stored) ? `[${stored.map(asText).join(', ')}]` : asText(stored);
    return [
      {
        field: field.custom ? field.name : field.id,
        fieldtype: field.custom ? 'custom' : 'jira',
        fieldId: field.id,
        from: raw(before),
        fromString: valueText(field, before),
        to: raw(value),
        toString: valueText(field, value),
      },
    ];
  });
}
