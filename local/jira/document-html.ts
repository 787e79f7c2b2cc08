import { isJsonArray, isJsonObject } from './json';
import type { Json, JsonObject } from './types';

const ELEMENTS: Readonly<Record<string, string>> = {
  paragraph: 'p',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  tableRow: 'tr',
  tableHeader: 'th',
  tableCell: 'td',
};

/** A document as Jira's wiki style renderer draws it, as far as an app can tell: text, lists and tables. */
export function documentHtml(node: Json): string {
  if (!isJsonObject(node)) return '';
  const inner = isJsonArray(node['content']) ? node['content'].map(documentHtml).join('') : '';
  const type = typeof node['type'] === 'string' ? node['type'] : '';
  if (type === 'table')
    return `<div class='table-wrap'><table class='confluenceTable'><tbody>${inner}</tbody></table></div>`;
  if (type === 'hardBreak') return '<br/>';
  const element = ELEMENTS[type];
  return element === undefined ? escape(ownText(node)) + inner : `<${element}>${inner}</${element}>`;
}

/** A text as the default text renderer shows it. */
export function textHtml(text: string): string {
  return escape(text).replaceAll('\n', '<br/>\n');
}

function ownText(node: JsonObject): string {
  const attrs = node['attrs'];
  const text = node['text'] ?? (isJsonObject(attrs) ? attrs['text'] : undefined);
  return typeof text === 'string' ? text : '';
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`);
}
