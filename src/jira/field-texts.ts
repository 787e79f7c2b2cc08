import { documentLines, isRecord } from './adf-text';

/** Jira's longest list field has far fewer entries than this. */
const MOST_TEXTS = 1000;

/**
 * The texts that a field holds, one for each value that Jira keeps apart: text, paragraph, labels, URL, options,
 * cascading options, versions and components by name. People and numbers hold none. Never throws.
 */
export function fieldTexts(value: unknown): string[] {
  return textsOf(value, 0)
    .map(text => text.trim())
    .filter(text => text !== '')
    .slice(0, MOST_TEXTS);
}

function textsOf(value: unknown, depth: number): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) {
    // A list in a list in a list is no field of Jira's.
    return depth > 2 ? [] : value.slice(0, MOST_TEXTS).flatMap(entry => textsOf(entry, depth + 1));
  }
  if (!isRecord(value)) return [];
  if (value['type'] === 'doc') return documentLines(value);
  // People carry an account id and their name must not be taken for a machine's.
  if ('accountId' in value || 'emailAddress' in value) return [];
  return optionTexts(value, depth);
}

function optionTexts(option: Readonly<Record<string, unknown>>, depth: number): string[] {
  const own = typeof option['value'] === 'string' ? option['value'] : option['name'];
  const child = depth > 2 ? [] : textsOf(isRecord(option['child']) ? option['child'] : undefined, depth + 1);
  return [...(typeof own === 'string' ? [own] : []), ...child];
}
