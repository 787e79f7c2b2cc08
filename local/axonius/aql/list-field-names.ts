import type { AqlNode } from './ast';

/** The field names that an expression asks for, each once. Names inside `match([…])` belong to their row and are left out. */
export function listFieldNames(node: AqlNode): string[] {
  return [...new Set(collect(node))];
}

function collect(node: AqlNode): string[] {
  switch (node.type) {
    case 'and':
    case 'or':
      return node.operands.flatMap(collect);
    case 'not':
      return collect(node.operand);
    case 'in':
    case 'compare':
      return [node.field];
    case 'saved-query':
      return [];
  }
}
