import { documentText, refuseDocument, storeDocument } from './adf';
import { PRIORITIES } from './catalogue';
import { asText, isJsonArray, isJsonObject } from './json';
import { APP_ACCOUNT_ID, USERS } from './people';
import type { SiteState } from './state';
import { formatTime, parseTime } from './time-format';
import type { FieldDefinition, Json } from './types';

/** Jira's limit of a single-line text field, a URL and the summary. */
export const LINE_LIMIT = 255;

export type ReadValue =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly message: string; readonly isDocument?: true };

const ok = (value: Json): ReadValue => ({ ok: true, value });
const refused = (message: string): ReadValue => ({ ok: false, message });

function readLine(input: Json): ReadValue {
  // Jira REST v3: a text field takes a string and refuses a document.
  if (typeof input !== 'string') return refused('Operation value must be a string');
  if (/[\r\n]/.test(input)) return refused('The text must be a single line.');
  if (input.length > LINE_LIMIT) {
    return refused(`The entered text is too long. It exceeds the allowed limit of ${LINE_LIMIT} characters.`);
  }
  return ok(input === '' ? null : input);
}

function readSummary(input: Json): ReadValue {
  if (typeof input !== 'string') return refused('Operation value must be a string');
  if (input.trim() === '') return refused('You must specify a summary of the issue.');
  if (/[\r\n]/.test(input)) return refused('The summary is invalid because it contains newline characters.');
  if (input.length > LINE_LIMIT) return refused('Summary must be less than 255 characters.');
  return ok(input.trim());
}

function readUrl(input: Json): ReadValue {
  if (typeof input !== 'string') return refused('Operation value must be a string');
  if (input === '') return ok(null);
  const valid = URL.canParse(input) && /^(https?|ftp):$/.test(new URL(input).protocol);
  return valid && input.length <= LINE_LIMIT
    ? ok(input)
    : refused(`${input} is not a valid URL. URL must be absolute.`);
}

function readLabels(input: Json): ReadValue {
  if (!isJsonArray(input)) return refused('data was not an array');
  const labels: string[] = [];
  for (const label of input) {
    if (typeof label !== 'string') return refused('string expected at index 0');
    if (/\s/.test(label)) return refused(`The label '${label}' contains spaces which is invalid.`);
    if (label.length > LINE_LIMIT)
      return refused(`The label '${label}' exceeds the maximum length for a single label of 255 characters.`);
    if (label !== '' && !labels.includes(label)) labels.push(label);
  }
  return ok(labels.sort());
}

function readOption(field: FieldDefinition, input: Json): ReadValue {
  const options = field.options ?? [];
  if (!isJsonObject(input)) return refused('Specify a valid value for this field');
  const found = options.find(option =>
    input['id'] === undefined ? option.value === input['value'] : option.id === input['id'],
  );
  if (found !== undefined) return ok(found.id);
  return refused(
    input['id'] === undefined
      ? `Specify a valid 'id' or 'name' for ${field.name}`
      : `Option id '${asText(input['id'])}' is not valid`,
  );
}

function readOptions(field: FieldDefinition, input: Json): ReadValue {
  if (!isJsonArray(input)) return refused('data was not an array');
  const ids: Json[] = [];
  for (const item of input) {
    const option = readOption(field, item);
    if (!option.ok) return option;
    if (!ids.includes(option.value)) ids.push(option.value);
  }
  return ok(ids.length === 0 ? null : ids);
}

function readUser(input: Json): ReadValue {
  const id = isJsonObject(input) ? (input['accountId'] ?? input['id']) : undefined;
  if (id === null) return ok(null);
  const known = typeof id === 'string' && (id === APP_ACCOUNT_ID || USERS.some(({ accountId }) => accountId === id));
  return known ? ok(id) : refused('Specify a valid accountId for the user');
}

function readPriority(input: Json): ReadValue {
  const wanted = isJsonObject(input) ? input : {};
  const found = PRIORITIES.find(({ id, name }) => id === wanted['id'] || name === wanted['name']);
  return found === undefined ? refused('Priority is invalid') : ok(found.id);
}

/**
 * Reads what a request sets a field to, in the way of Jira's field types. null clears (except where Jira demands a value).
 * The stored form holds ids; `showValue` turns it into the answer's form.
 */
export function readValue(field: FieldDefinition, input: Json, state: SiteState): ReadValue {
  if (field.kind === 'summary') return readSummary(input);
  if (field.kind === 'labels') return readLabels(input ?? []);
  if (input === null) return ok(null);
  switch (field.kind) {
    case 'text':
      return readLine(input);
    case 'url':
      return readUrl(input);
    case 'paragraph': {
      const { localIds, refuseDocuments } = state.switches;
      const refusal = refuseDocuments ? 'INVALID_INPUT' : refuseDocument(input, localIds);
      if (refusal !== null) return { ok: false, message: refusal, isDocument: true };
      const isDropped = localIds === 'keep' && state.readings().localId === 'dropped';
      return ok(storeDocument(input, isDropped ? 'drop' : localIds, state.nextId));
    }
    case 'select':
      return readOption(field, input);
    case 'multi-select':
      return readOptions(field, input);
    case 'number':
      return typeof input === 'number' ? ok(input) : refused('Operation value must be a number');
    case 'date':
      return typeof input === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(input) && parseTime(input) !== null
        ? ok(input)
        : refused(`Error parsing date string: ${asText(input)}`);
    case 'datetime': {
      const time = typeof input === 'string' && input.includes('T') ? parseTime(input) : null;
      return time === null ? refused('Operation value must be a string') : ok(formatTime(time));
    }
    case 'user':
      return readUser(input);
    case 'priority':
      return readPriority(input);
    case 'system':
      return refused(`Field '${field.id}' cannot be set. It is not on the appropriate screen, or unknown.`);
  }
}

function nameOfUser(accountId: Json): string {
  return USERS.find(user => user.accountId === accountId)?.displayName ?? 'App';
}

function optionText(field: FieldDefinition, id: Json): string {
  return field.options?.find(option => option.id === id)?.value ?? asText(id);
}

/** What history and text search show of a stored value; null when it is empty. */
export function valueText(field: FieldDefinition, value: Json): string | null {
  if (value === null) return null;
  switch (field.kind) {
    case 'paragraph':
      return documentText(value);
    case 'labels':
      return isJsonArray(value) ? value.map(asText).join(' ') : null;
    case 'select':
      return optionText(field, value);
    case 'multi-select':
      return isJsonArray(value) ? value.map(id => optionText(field, id)).join(',') : null;
    case 'user':
      return nameOfUser(value);
    case 'priority':
      return PRIORITIES.find(({ id }) => id === value)?.name ?? null;
    default:
      return asText(value);
  }
}
