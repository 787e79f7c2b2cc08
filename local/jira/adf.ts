import schema from '@atlaskit/adf-schema/dist/json-schema/v1/full.json';
import Ajv from 'ajv-draft-04';

import { isJsonArray, isJsonObject } from './json';
import type { Switches } from './state';
import type { Json } from './types';

// Atlassian publishes the document schema in draft 4; one compiled validator serves every site of the process.
const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);

/** Jira's limit of a paragraph field. What it counts is undocumented; the stricter reading, the JSON, is used here. */
export const DOCUMENT_LIMIT = 32_767;

/** Why Jira refuses this value for a paragraph field, or null. */
export function refuseDocument(value: Json, localIds: Switches['localIds']): string | null {
  if (!isJsonObject(value)) {
    return 'Operation value must be an Atlassian Document (see the Atlassian Document Format)';
  }
  if (JSON.stringify(value).length > DOCUMENT_LIMIT) {
    return 'The entered text is too long. It exceeds the allowed limit of 32,767 characters.';
  }
  if (!validate(value) || value['type'] !== 'doc') return 'INVALID_INPUT';
  if (localIds === 'refuse' && hasLocalId(value)) return 'INVALID_INPUT';
  return null;
}

function hasLocalId(value: Json): boolean {
  if (isJsonArray(value)) return value.some(hasLocalId);
  if (!isJsonObject(value)) return false;
  return 'localId' in value || Object.values(value).some(hasLocalId);
}

const NEED_LOCAL_ID = new Set(['taskList', 'taskItem', 'blockTaskItem', 'decisionList', 'decisionItem']);

/**
 * The document as Jira gives it back: its editor may keep, drop or change the `localId` of a node.
 * `nextId` names changed ones.
 */
export function storeDocument(value: Json, localIds: Switches['localIds'], nextId: () => string): Json {
  if (localIds === 'keep' || localIds === 'refuse') return value;
  if (isJsonArray(value)) return value.map(item => storeDocument(item, localIds, nextId));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).flatMap(([key, item]): [string, Json][] => {
    if (key === 'localId') return localIds === 'drop' ? [] : [[key, `local-${nextId()}`]];
    // The document schema demands an id of these: what is stored without one could never be written again.
    const needsId = key === 'attrs' && typeof value['type'] === 'string' && NEED_LOCAL_ID.has(value['type']);
    if (needsId && localIds === 'drop') return [[key, item]];
    const stored = storeDocument(item, localIds, nextId);
    return key === 'attrs' && isJsonObject(stored) && Object.keys(stored).length === 0 ? [] : [[key, stored]];
  });
  return Object.fromEntries(entries);
}

const texts = new WeakMap<object, string>();

/** The text of a document as Jira's history and text search see it: blocks end with a line break. Remembered per document. */
export function documentText(value: Json): string {
  if (!isJsonObject(value)) return '';
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = nodeText(value).replace(/\n+$/, '');
  texts.set(value, text);
  return text;
}

const INLINE = new Set(['text', 'hardBreak', 'mention', 'emoji', 'status', 'date', 'inlineCard', 'inlineExtension']);

function nodeText(node: Json): string {
  if (!isJsonObject(node)) return '';
  const attrs = isJsonObject(node['attrs']) ? node['attrs'] : {};
  switch (node['type']) {
    case 'text':
      return typeof node['text'] === 'string' ? node['text'] : '';
    case 'hardBreak':
      return '\n';
    default: {
      const shown = attrs['text'] ?? attrs['url'];
      const own = typeof shown === 'string' ? shown : '';
      const content = node['content'];
      const inner = isJsonArray(content) ? content.map(nodeText).join('') : '';
      const block = typeof node['type'] === 'string' && !INLINE.has(node['type']);
      return own + inner + (block && !inner.endsWith('\n') ? '\n' : '');
    }
  }
}
