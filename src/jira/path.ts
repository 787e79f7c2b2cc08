/** encodeURIComponent throws on them. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** A path of Jira's REST API in which every part is encoded; null where a part can't be one segment of a path. */
export type JiraPath = string & { readonly __jiraPath: true };

/**
 * Makes a path of Jira's REST API: `` path`/rest/api/3/issue/${id}` ``. Every part is percent-encoded. A part that is empty or
 * a dot segment has no encoded form that URL parsers leave alone (`%2e%2e` is one, too), so the answer is null.
 */
export function path(literals: TemplateStringsArray, ...parts: readonly (string | number)[]): JiraPath | null {
  let made = literals[0] ?? '';
  for (const [index, part] of parts.entries()) {
    const text = String(part).replace(LONE_SURROGATE, '\ufffd');
    if (text === '' || text === '.' || text === '..') return null;
    made += encodeURIComponent(text) + (literals[index + 1] ?? '');
  }
  // The brand's only maker is this module, after every part was encoded.
  return made as JiraPath;
}

/** Adds a query; values that are undefined or empty lists are left out, lists are joined by commas. */
export function withQuery(
  base: JiraPath | null,
  query: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>,
): JiraPath | null {
  if (base === null) return null;
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    search.set(key, String(value));
  }
  // URLSearchParams encodes keys and values, so the result keeps the brand's promise.
  return search.size === 0 ? base : (`${base}?${search.toString()}` as JiraPath);
}
