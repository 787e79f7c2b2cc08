/** Nodes that start a line of their own. */
const LINES = new Set([
  'paragraph',
  'heading',
  'codeBlock',
  'listItem',
  'taskItem',
  'decisionItem',
  'tableCell',
  'tableHeader',
  'caption',
  'blockquote',
  'panel',
  'expand',
  'nestedExpand',
]);
/** A document of Jira's size limit has far fewer nodes; hostile ones end here. */
const MOST_NODES = 50_000;

interface Visit {
  readonly node: unknown;
  readonly break: boolean;
}

/**
 * The lines of text of a document: one for each paragraph, cell or item, parted at hard breaks; mentions, emoji and status
 * by their text, cards and links without text by their address. Never throws, whatever the value; walks without recursion,
 * so that depth doesn't matter.
 */
export function documentLines(document: unknown): string[] {
  const lines: string[] = [''];
  const add = (text: string) => {
    lines.push((lines.pop() ?? '') + text);
  };
  const stack: Visit[] = [{ node: document, break: false }];
  for (let visited = 0; stack.length > 0 && visited < MOST_NODES; visited += 1) {
    const visit = stack.pop();
    if (visit === undefined || visit.break) {
      lines.push('');
      continue;
    }
    const { node } = visit;
    if (!isRecord(node)) continue;
    const type = typeof node['type'] === 'string' ? node['type'] : '';
    if (type === 'hardBreak') lines.push('');
    else add(ownText(type, node));
    const content = Array.isArray(node['content']) ? node['content'] : [];
    if (LINES.has(type)) {
      lines.push('');
      stack.push({ node: null, break: true });
    }
    for (let index = content.length - 1; index >= 0; index -= 1) stack.push({ node: content[index], break: false });
  }
  return lines.map(line => line.trim()).filter(line => line !== '');
}

function ownText(type: string, node: Readonly<Record<string, unknown>>): string {
  if (type === 'text') return typeof node['text'] === 'string' ? node['text'] : '';
  const attrs = isRecord(node['attrs']) ? node['attrs'] : {};
  const shown = type === 'inlineCard' || type === 'blockCard' || type === 'embedCard' ? attrs['url'] : attrs['text'];
  return typeof shown === 'string' ? shown : '';
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
